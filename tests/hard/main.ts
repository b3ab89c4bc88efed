/**
 * The long part of what `npm test` proves (DESIGN §5): crashes, faults and load on the built server, and one table of what held.
 * `scripts/test-hard.mjs` builds what it needs first.
 *
 * `--only=crash,soak` runs some parts, `--seed=N` repeats a run, `--minutes=N` shortens what could go on for ever.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { summary } from '../../scripts/lib/reports.mjs'
import { dim, green, red, root, say } from '../../scripts/lib/terminal.mjs'
import { describeMachine } from '../support/machine'
import type { PartName } from './parts'
import { isPartName, partNames, parts } from './parts'
import { runInProcess } from './part-process'
import { held, markdownOf } from './report'
import type { Outcome } from './report'

const usualSeed = 20_261_121

const { values } = parseArgs({ options: { only: { type: 'string' }, seed: { type: 'string' }, minutes: { type: 'string' } } })
const names = values.only?.split(',') ?? partNames
const [seed, minutes] = [Number(values.seed ?? usualSeed), values.minutes === undefined ? undefined : Number(values.minutes)]
const unknown = names.find(name => !isPartName(name))
if (unknown !== undefined) refuse(`There is no part "${unknown}"; there are: ${partNames.join(', ')}.`)
if (!Number.isSafeInteger(seed)) refuse('--seed takes a whole number.')
if (minutes !== undefined && !(minutes > 0)) refuse('--minutes takes a number.')

const folder = path.join(root, '.hard')
const entry = path.join(root, '.output-test/server/index.mjs')
const started = new Date()
say(`Seed ${seed}`)

const outcomes: Outcome[] = []
for (const name of names.filter(isPartName)) outcomes.push(await runPart(name))

const report = markdownOf(outcomes, `Tried with seed ${seed} on ${describeMachine()}, ${started.toISOString().slice(0, 10)}`)
const file = path.join(folder, 'report.md')
writeFileSync(file, `${report}\n`)
const trials = outcomes.flatMap(outcome => outcome.trials)
const passed = trials.filter(held).length
say(`\n${report}\n\n${path.relative(root, file)}\n${summary({ passed, failed: trials.length - passed })}`)
process.exit(passed === trials.length ? 0 : 1)

/** Runs one part; what keeps it from being carried out is a trial that did not hold. */
async function runPart(name: PartName): Promise<Outcome> {
  const begun = Date.now()
  const minutesUntilNow = () => (Date.now() - begun) / 60_000
  const ownFolder = path.join(folder, name)
  rmSync(ownFolder, { recursive: true, force: true })
  mkdirSync(ownFolder, { recursive: true })
  say(`▸ ${name}`)
  try {
    const result = await runInProcess({ name, context: { seed, entry, folder: ownFolder, minutes } }, parts[name].limitMinutes * 60_000,
      line => say(dim(`  … ${minutesUntilNow().toFixed(1)} min  ${line}`)))
    const isGood = result.trials.every(held)
    say(`${isGood ? green('✓') : red('✗')} ${result.title}`)
    // What did not hold is looked at.
    if (isGood) rmSync(ownFolder, { recursive: true, force: true })
    return { ...result, minutes: minutesUntilNow() }
  }
  catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    say(`${red('✗')} ${name}: ${reason}`)
    return { title: name, trials: [{ what: 'carried out', tried: 1, held: 0, note: reason.split('\n')[0] }], minutes: minutesUntilNow() }
  }
}

function refuse(sentence: string): never {
  say(sentence)
  process.exit(1)
}
