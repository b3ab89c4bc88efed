import { createRandom } from '../support/random'
import { crashAgainAndAgain } from '../hard/crash/lane'
import { setStage } from '../hard/crash/stage'
import { expect, test } from './support/fixtures'

/** The short form of `tests/hard/crash`. */
const kills = 8
const seed = 6

test('killed in the middle of what people and Bitrix24 ask of it, it loses nothing that it acknowledged and does nothing twice', async ({ world }) => {
  test.slow()
  const { tally, notes, events, mentions } = await crashAgainAndAgain(await setStage(world, createRandom(seed)), { kills, limitMs: 60_000, withReminders: false })
  expect(tally.complaints).toEqual([])
  expect(tally.inside, 'kills that came while somebody waited for an answer').toBeGreaterThan(kills / 4)
  for (const { tried, held } of [notes, events, mentions]) {
    expect(tried).toBeGreaterThan(0)
    expect(held).toBe(tried)
  }
})
