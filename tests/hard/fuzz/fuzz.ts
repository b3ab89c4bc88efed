import fc from 'fast-check'
import { people, tasks } from '../../e2e/support/acme'
import { formOf, openTaskOverTheWire, newNote, sendLaunch } from '../../e2e/support/wire'
import type { World } from '../../e2e/support/world'
import { usageOf } from '../../support/usage'
import type { Trial } from '../part'
import { kindsOf, slowAttacks } from './attacks'
import { judge } from './judge'
import type { Fate } from './judge'
import { findTargets } from './targets'
import { Wire } from './wire'
import type { Attack } from './wire'

interface FuzzPlan {
  seed: number
  /** How many in all, the slow ones left out. */
  requests: number
  /** Bodies that trickle in until the server gives up: each takes as long as its patience. */
  slow: number
}

const connections = 8
/** Every answer has to come sooner than this, in milliseconds; for a body that trickles in the server has its own patience. */
const patience = 8_000
const slowPatience = 30_000
/** Requests that are made up at once: huge ones are among them. */
const batch = 250
/** What resident memory may have grown at the end, measured from when half of all was done. */
const growthLimit = 48 * 1024 * 1024

/** What a kind of request came to. */
interface Tally { tried: number, fates: Record<Fate, number>, faults: string[], slowestMs: number }

/**
 * Sends requests that are malformed in every way we know, the same ones for the same seed, and looks at every answer and at what is left of the app.
 * @param world fresh: it is installed here. Its stand-in answers as often as it is asked
 * @returns one trial for each way to be malformed, and one for each thing that must not have happened meanwhile
 */
export async function runFuzz(world: World, { seed, requests, slow }: FuzzPlan, progress: (line: string) => void = () => {}): Promise<Trial[]> {
  const targets = await findTargets(world)
  const kinds = kindsOf(targets)
  const before = stateOf(world)
  const memory: number[] = []
  const { port } = world.app.options
  const slowOnes = Promise.all(fc.sample(slowAttacks(targets), { seed, numRuns: slow }).map(attack => tryAlone(port, attack)))

  const tallies = kinds.map(() => newTally())
  // In rounds through all kinds, so that what one of them leaves behind meets the others.
  const rounds = Math.max(1, Math.round(requests / 25_000))
  for (let round = 0; round < rounds; round++) {
    for (const [index, { what, share, attacks }] of kinds.entries()) {
      const count = Math.ceil(requests * share / sum(kinds.map(kind => kind.share)) / rounds)
      await attack(port, attacks, { seed: seed + round * 1_000_003 + index * 7919, count }, tallies[index]!)
      memory.push(usageOf(world.app.pid).memory)
      progress(`round ${round + 1} of ${rounds}: ${what}, ${tallies[index]!.tried} tried`)
    }
  }
  const slowTally = (await slowOnes).reduce(merged, newTally())

  return [
    ...kinds.map(({ what }, index) => trialOf(what, tallies[index]!)),
    trialOf('bodies: a byte at a time, never ending', slowTally),
    memoryTrial(memory),
    ...afterwards(world, before),
    await honestTrial(world),
  ]
}

const newTally = (): Tally => ({ tried: 0, fates: { parser: 0, refused: 0, taken: 0, closed: 0 }, faults: [], slowestMs: 0 })
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

/** One kind of request, on several connections that are kept, each taking the next one. */
async function attack(port: number, attacks: fc.Arbitrary<Attack>, { seed, count }: { seed: number, count: number }, tally: Tally): Promise<void> {
  const wires = Array.from({ length: connections }, () => new Wire(port))
  for (let done = 0; done < count; done += batch) {
    const waiting = fc.sample(attacks, { seed: seed + done, numRuns: Math.min(batch, count - done) })
    await Promise.all(wires.map(async (wire) => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await tryOne(wire, next, patience, tally)
    }))
  }
  for (const wire of wires) wire.close()
}

async function tryAlone(port: number, attack: Attack): Promise<Tally> {
  const tally = newTally()
  await tryOne(new Wire(port), attack, slowPatience, tally)
  return tally
}

async function tryOne(wire: Wire, attack: Attack, limit: number, tally: Tally): Promise<void> {
  const started = performance.now()
  const verdict = judge(attack, await wire.ask(attack, limit))
  tally.tried++
  tally.slowestMs = Math.max(tally.slowestMs, performance.now() - started)
  if ('fate' in verdict) tally.fates[verdict.fate]++
  else tally.faults.push(`${shown(attack)} → ${verdict.fault}`)
}

/** A request as somebody can find it again in a report. */
function shown({ verb, target, headers, body }: Attack): string {
  const plain = headers.filter(([name]) => name !== 'authorization').map(([name, value]) => `${name}: ${value}`).join(', ')
  return JSON.stringify(`${verb} ${target} (${plain}) ${body?.toString('latin1') ?? ''}`.slice(0, 400))
}

function merged(one: Tally, other: Tally): Tally {
  const fates = Object.fromEntries(Object.entries(one.fates).map(([fate, count]) => [fate, count + other.fates[fate as Fate]])) as Tally['fates']
  return { tried: one.tried + other.tried, fates, faults: [...one.faults, ...other.faults], slowestMs: Math.max(one.slowestMs, other.slowestMs) }
}

function trialOf(what: string, { tried, fates, faults, slowestMs }: Tally): Trial {
  const counts = [`${fates.refused} refused with a code`, `${fates.parser} by HTTP's parser`, `${fates.taken} taken`, ...fates.closed > 0 ? [`${fates.closed} hung up`] : [], `slowest ${Math.round(slowestMs)} ms`]
  return { what, tried, held: tried - faults.length, note: [counts.join(', '), ...faults.slice(0, 3)].join('; ') }
}

/** The second half of all requests leaves the process no larger than the first did; what a page's rendering keeps is kept by then. */
function memoryTrial(memory: number[]): Trial {
  const half = Math.floor(memory.length / 2)
  const first = Math.max(...memory.slice(0, half))
  const last = Math.max(...memory.slice(half))
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024)
  return { what: 'memory does not grow', tried: 1, held: last - first <= growthLimit ? 1 : 0, note: `at most ${megabytes(first)} MB in the first half of the requests, ${megabytes(last)} MB in the second` }
}

/** What is only remembered of answers, and the record of calls: asking for what there is not leaves traces there. */
const remembered = new Set(['rest_journal', 'subjects', 'subject_grants', 'subject_lists', 'launch_proofs', 'locks'])

/** When a row was last looked at is no part of what it says. */
const stamps = new Set(['checked_at', 'updated_at', 'last_seen_at'])

/** Every row of every table, but for what is only remembered. */
function stateOf({ database }: World): string[] {
  return database.tables().filter(table => !remembered.has(table)).flatMap(table =>
    database.rows(`SELECT * FROM "${table}"`).map(row => `${table}: ${JSON.stringify(Object.entries(row).filter(([name]) => !stamps.has(name)))}`))
}

function afterwards(world: World, before: string[]): Trial[] {
  const after = stateOf(world)
  const changed = [...after.filter(row => !before.includes(row)), ...before.filter(row => !after.includes(row))]
  const errors = [...world.app.log.filter(line => /"level":"(?:error|fatal)"/.test(line)), ...world.app.complaints]
  return [
    { what: 'nothing stored has changed', tried: before.length, held: before.length - Math.min(changed.length, before.length), note: changed.slice(0, 3).join('; ') || `${before.length} rows` },
    { what: 'no error in the log, nothing on standard error', tried: 1, held: errors.length === 0 ? 1 : 0, note: errors.slice(0, 3).join('; ') || undefined },
  ]
}

/** After all that, an honest person notices nothing. */
async function honestTrial(world: World): Promise<Trial> {
  const frame = world.launch({ portal: 'acme', userId: people.employee2 })
  const launched = await sendLaunch(frame.action, formOf(frame))
  const employee = await openTaskOverTheWire(world, people.employee2, tasks.everybody)
  const written = await employee.call('POST', '/api/notes', newNote('Still here'))
  const health = await fetch(`${world.app.origin}/readyz`)
  const held = [launched, written, health].filter(answer => answer.status === 200).length
  return { what: 'an honest launch, a note and the health check work afterwards', tried: 3, held }
}
