import { setTimeout as sleep } from 'node:timers/promises'
import type { DatabaseFile } from '../../e2e/support/database'
import { createChoice } from './choice'
import { finale } from './finale'
import type { FinalCounts } from './finale'
import type { Operation } from './operation'
import type { Stage } from './stage'
import { createTally } from './tally'
import type { Tally } from './tally'

/** A kill comes at any time of what usually passes, and somewhat later. */
const spread = 1.2
/** How often the start after a kill is killed as well, and within which time. */
const interruptedStarts = 0.08
const startMs = 700
/** A guess for what was never seen to end. */
const unknownLengthMs = 40

export interface LaneResult extends FinalCounts {
  tally: Tally
  /** Tokens that nothing but a launch brought back. */
  healed: number
}

export interface LaneOptions {
  /** So many kills, or as many as there is time for. */
  kills: number
  limitMs: number
  withReminders: boolean
  /** Called after each. */
  progress?: (kills: number) => void
}

/**
 * Kills the app again and again in the middle of what its clients are doing, starts it, and looks each time whether all that was
 * acknowledged is there, and once.
 * @throws when it does not start any more
 */
export async function crashAgainAndAgain(stage: Stage, { kills, limitMs, withReminders, progress = () => {} }: LaneOptions): Promise<LaneResult> {
  const { world: { app, database }, random } = stage
  const choice = createChoice(stage, { withReminders })
  const tally = createTally()
  /** What a kind of operation usually takes, in milliseconds. */
  const usual = new Map<string, number>()
  const end = Date.now() + limitMs

  while (tally.kills < kills && Date.now() < end) {
    const operations = await choice.next()
    const doing = operations.map(begin)
    const aimed = random.pick(operations)
    await sleep(Math.max(0, (aimed.beginsAt ?? 0) - Date.now()) + random.next() * spread * (usual.get(aimed.kind) ?? unknownLengthMs))
    await kill(doing)
    tally.killed(doing.filter(({ isOpen }) => isOpen()).length)
    if (random.chance(interruptedStarts)) await startAndKill()
    await app.start()
    tally.started(damageOf(database))
    for (const { operation, wrong, isOpen } of doing) tally.tried(operation.kind, isOpen(), [...wrong, ...await operation.verify()])
    progress(tally.kills)
  }
  return { tally, healed: choice.healed(), ...await finale(stage) }

  function begin(operation: Operation) {
    const killed = new AbortController()
    const began = performance.now()
    const wrong: string[] = []
    let isOver = false
    const ended = operation.run(killed.signal).then((answered) => {
      isOver = true
      wrong.push(...answered)
      const tookMs = operation.beginsAt === undefined ? performance.now() - began : Math.max(0, Date.now() - operation.beginsAt)
      usual.set(operation.kind, ((usual.get(operation.kind) ?? tookMs) + tookMs) / 2)
    }, (error: unknown) => {
      if (!killed.signal.aborted) wrong.push(`"${operation.kind}" ended before the kill: ${error instanceof Error ? error.message : error}`)
    })
    return { operation, wrong, killed, ended, isOpen: () => !isOver }
  }

  async function kill(doing: ReturnType<typeof begin>[]): Promise<void> {
    for (const { killed } of doing) killed.abort()
    await app.stop('SIGKILL')
    await Promise.all(doing.map(({ ended }) => ended))
  }

  async function startAndKill(): Promise<void> {
    const starting = app.start().catch(() => {})
    await sleep(random.below(startMs))
    await app.stop('SIGKILL')
    await starting
    tally.killed(0)
  }
}

/** What SQLite finds wrong in the database. */
export function damageOf(database: DatabaseFile): string[] {
  const found = database.rows<{ integrity_check: string }>('PRAGMA integrity_check').map(row => row.integrity_check).filter(line => line !== 'ok')
  return [...found, ...database.rows('PRAGMA foreign_key_check').map(row => `foreign key: ${JSON.stringify(row)}`)]
}
