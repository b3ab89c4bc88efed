import { startWorld } from '../../e2e/support/world'
import type { Part } from '../part'
import { runFuzz } from './fuzz'

/** Requests in all: the issue asks for 100,000 at least. */
const requests = 110_000

/** Malformed requests against every public route of the built server. */
export const fuzz: Part = {
  title: 'Malformed requests',
  async run({ seed, entry, folder, progress }) {
    const world = await startWorld(folder, { entry, limits: { burst: 1_000_000, perSecond: 100_000 } })
    try {
      return await runFuzz(world, { seed, requests, slow: 200 }, progress)
    }
    finally {
      await world.stop()
    }
  },
}
