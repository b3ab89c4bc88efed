import { expect, it } from 'vitest'
import { createAllowances } from '../../../server/limits/allowances'
import { createTestClock } from '../support/database'

function create({ burst = 3, perSecond = 1, keys = 10 } = {}) {
  const clock = createTestClock()
  return { clock, ...createAllowances({ burst, perSecond, keys, clock }) }
}

it('gives so much at once, and then as much as comes back', () => {
  const { take, clock } = create()
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([true, true, true, false])
  clock.pass(999)
  expect(take('a')).toBe(false)
  clock.pass(1)
  expect([take('a'), take('a')]).toEqual([true, false])
})

it('never holds more than the burst, however long nobody came and whatever is given back', () => {
  const { take, giveBack, clock } = create()
  take('a')
  clock.pass(86_400_000)
  giveBack('a')
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([true, true, true, false])
})

it('counts each key by itself, and dear things dearer', () => {
  const { take } = create()
  expect([take('a', 2), take('a', 2), take('a')]).toEqual([true, false, true])
  expect(take('b', 3)).toBe(true)
})

it('forgets who was not heard of the longest, and nobody else', () => {
  const { take } = create({ burst: 1, keys: 2 })
  take('a')
  take('b')
  take('a')
  take('c')
  expect([take('a'), take('c')]).toEqual([false, false])
  expect(take('b'), 'forgotten').toBe(true)
})

it('neither gives nor takes anything when the clock is put back', () => {
  const { take, clock } = create()
  take('a', 3)
  clock.pass(-60_000)
  expect(take('a')).toBe(false)
  clock.pass(1_000)
  expect(take('a')).toBe(true)
})
