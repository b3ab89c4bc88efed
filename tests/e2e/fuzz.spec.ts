import { expect, test } from '@playwright/test'
import { runFuzz } from '../hard/fuzz/fuzz'
import { startWorld } from './support/world'

/** The long one is `npm run test:hard`; this is the same with fewer requests, the same ones each time. */
test('malformed requests of every kind are refused with a code, and leave the app as it was', async () => {
  const world = await startWorld(test.info().outputPath('fuzz'), { limits: { burst: 1_000_000, perSecond: 100_000 } })
  try {
    const trials = await runFuzz(world, { seed: 1, requests: 2000, slow: 8 })
    expect(trials.length).toBeGreaterThan(15)
    expect(trials.filter(({ tried, held }) => held < tried)).toEqual([])
  }
  finally {
    await world.stop()
  }
})
