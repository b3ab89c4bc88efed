import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startWorld } from '../../e2e/support/world'
import type { World } from '../../e2e/support/world'
import { createRandom } from '../../support/random'
import type { Part, Trial } from '../part'
import type { BusyPortal } from './portals'
import { openPortals } from './portals'
import type { Mixture } from './mixture'
import { createMixture } from './mixture'
import { growthTrials, takeSample } from './samples'
import type { Sample } from './samples'
import { shutDownUnderLoad } from './shutdown'

const portalCount = 500
/** What two cores carry with room: the server, the stand-in and the load together. */
const perSecond = 60
const usualMinutes = 10
/** Caches fill and V8 compiles in the first minute; of a short run, in its first fifth. */
const warmUpSeconds = (minutes: number) => Math.min(60, minutes * 60 / 5)
const samplesWanted = 30

const probe = fileURLToPath(new URL('probe.mjs', import.meta.url))

/** Hundreds of portals at work for some minutes, and then a server that is stopped in the middle of it. */
export const soak: Part = {
  title: 'soak',
  async run({ seed, entry, folder, progress, minutes = usualMinutes }) {
    const random = createRandom(seed)
    const world = await startWorld(path.join(folder, 'world'), { entry, copies: portalCount - 1, env: { NODE_OPTIONS: `--import=${probe}` } })
    try {
      const portals = await openPortals(world, random)
      progress(`${portals.length} portals are open`)
      const mixture = createMixture(world, portals, random)
      const samples = await sampleUnderLoad(world, mixture, minutes, progress)
      const shutdown = await shutDownUnderLoad(world, portals, random)
      progress('stopped and started under load')
      for (const complaint of [...mixture.complaints(), ...shutdown.complaints, ...errorsOf(world)]) progress(complaint)
      return [
        ...mixture.trials(), ...growthTrials(samples), ...shutdown.trials, keptTrial(world, portals),
        { what: 'no error in the server\'s log', tried: 1, held: Number(errorsOf(world).length === 0) },
      ]
    }
    finally {
      await world.stop()
    }
  },
}

async function sampleUnderLoad(world: World, mixture: Mixture, minutes: number, progress: (line: string) => void): Promise<Sample[]> {
  const warmUp = warmUpSeconds(minutes)
  await mixture.run(perSecond, warmUp)
  mixture.warmedUp()
  await takeSample(world.app)
  const seconds = minutes * 60 - warmUp
  const samples: Sample[] = []
  const everyMs = seconds * 1000 / samplesWanted
  const running = mixture.run(perSecond, seconds)
  while (samples.length < samplesWanted) {
    await sleep(everyMs)
    samples.push(await takeSample(world.app))
    if (samples.length % 5 === 0) progress(`${samples.length} of ${samplesWanted} samples`)
  }
  await running
  return samples
}

/** All that was acknowledged, as it was acknowledged last. */
function keptTrial({ database }: World, portals: readonly BusyPortal[]): Trial {
  const rows = new Map(database.rows<{ id: string, text: string, version: number }>('SELECT id, text, version FROM notes').map(row => [row.id, row]))
  const notes = portals.flatMap(portal => portal.notes)
  const kept = notes.filter(({ id, text, version }) => rows.get(id)?.text === text && rows.get(id)?.version === version)
  return { what: 'notes in the database as they were acknowledged last', tried: notes.length, held: kept.length }
}

const errorsOf = ({ app }: World) => [...app.complaints, ...app.log.filter(line => /"level":"(?:error|fatal)"/.test(line))]
