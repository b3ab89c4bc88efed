import path from 'node:path'
import { startWorld } from '../../e2e/support/world'
import type { World } from '../../e2e/support/world'
import { createRandom } from '../../support/random'
import type { HardContext, Part, Trial } from '../part'
import type { LaneResult } from './lane'
import { crashAgainAndAgain } from './lane'
import type { MigrationTrials } from './migrations'
import { crashWhileMigrating } from './migrations'
import { setStage } from './stage'

/** Two worlds side by side: a start waits more than it reckons. */
const lanes = 2
const killsPerLane = 160
/** A slow machine gets fewer of them done. */
const limitMs = 5.5 * 60_000
const migrationKills = { firstStart: 24, upgrade: 24 }
/** Versions to come from: the first one, and each before something large. */
const upgradesFrom = [1, 4, 7, 11]

/** `kill -9` of the built server in the middle of everything it does, and what is left afterwards. */
export const crash: Part = {
  title: 'crash',
  async run(context) {
    const results = await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(context, lane)))
    const complaints = results.flatMap(({ lane, migrations }) => [...lane.tally.complaints, ...lane.errors, ...migrations.complaints])
    for (const complaint of new Set(complaints)) context.progress(complaint)
    return trialsOf(results.map(({ lane }) => lane), results.map(({ migrations }) => migrations))
  },
}

async function runLane({ seed, folder, entry, progress }: HardContext, lane: number) {
  const random = createRandom(seed + lane)
  const world = await startWorld(path.join(folder, `lane-${lane}`), { entry })
  try {
    const stage = await setStage(world, random)
    const result = await crashAgainAndAgain(stage, {
      kills: killsPerLane, limitMs, withReminders: true,
      progress: kills => kills % 20 === 0 && progress(`world ${lane + 1}: ${kills} of ${killsPerLane} kills`),
    })
    progress(`world ${lane + 1}: kills while migrating`)
    return { lane: result, migrations: await migrate(world, lane) }
  }
  finally {
    await world.stop()
  }

  // One world is killed in first starts, the other one in upgrades.
  function migrate({ app: { env } }: World, lane: number): Promise<MigrationTrials> {
    const [times, applied] = lane === 0 ? [migrationKills.firstStart, [0]] as const : [migrationKills.upgrade, upgradesFrom] as const
    return crashWhileMigrating({ times, applied, folder: path.join(folder, `migrations-${lane}`), entry, env, random })
  }
}

interface Count { tried: number, held: number }
const sum = (counts: readonly Count[]): Count => counts.reduce((total, { tried, held }) => ({ tried: total.tried + tried, held: total.held + held }), { tried: 0, held: 0 })
const add = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** Reminders of a portal are sent one after the other, so that a kill interrupts one at most. */
const isBoundedByKills = ({ repeated, tally }: LaneResult) => repeated.reminders <= (tally.kinds.get('send reminders')?.open ?? 0)

function trialsOf(results: readonly LaneResult[], [firstStarts, upgrades]: readonly MigrationTrials[]): Trial[] {
  const tallies = results.map(({ tally }) => tally)
  const kills = add(tallies.map(tally => tally.kills))
  const kinds = [...new Set(tallies.flatMap(tally => [...tally.kinds.keys()]))].sort()
  const repeated = (kind: 'mentions' | 'reminders') => `${add(results.map(result => result.repeated[kind]))} sent again after a kill, in place of the first`
  const migrating = (what: string, { inside, complaints: _, ...counts }: MigrationTrials): Trial => ({ what, ...counts, note: `${inside} before they were committed` })
  return [
    { what: 'kill -9, then a start: ready, integrity_check and foreign_key_check clean', ...sum(tallies.map(tally => tally.starts)), note: `${kills} kills, ${add(tallies.map(tally => tally.inside))} of them inside an open request` },
    ...kinds.map((kind): Trial => {
      const counts = tallies.flatMap(tally => tally.kinds.get(kind) ?? [])
      return { what: `kill -9: ${kind}`, ...sum(counts), note: `${add(counts.map(({ open }) => open))} unanswered at the kill${kind.startsWith('refresh') ? `, ${add(results.map(({ healed }) => healed))} healed by the next launch alone` : ''}` }
    }),
    { what: 'at the end: each note as its last acknowledged change left it', ...sum(results.map(({ notes }) => notes)) },
    { what: 'at the end: each event there once, and dealt with', ...sum(results.map(({ events }) => events)) },
    { what: 'at the end: each person told once of a mention', ...sum(results.map(({ mentions }) => mentions)), note: repeated('mentions') },
    { what: 'at the end: each person reminded once', ...sum(results.map(({ reminders }) => reminders)), note: repeated('reminders') },
    { what: 'at the end: reminders sent again only where a kill interrupted them', tried: results.length, held: results.filter(isBoundedByKills).length },
    { what: 'no error in the log of a process that was killed and started', tried: results.length, held: results.filter(({ errors }) => errors.length === 0).length },
    migrating('kill -9 during the first start (migrations)', firstStarts!),
    migrating('kill -9 during an upgrade from an older schema', upgrades!),
  ]
}
