import { expect, it } from 'vitest'
import { growthTrials } from '../../hard/soak/samples'
import type { Sample } from '../../hard/soak/samples'

const megabyte = 2 ** 20
const sample = (heap: number, files: number | null = 40): Sample => ({ rss: 200 * megabyte, heapUsed: heap * megabyte, files, delayMs: 2 })
const heldOf = (samples: Sample[]) => growthTrials(samples).map(({ held }) => held)

it('holds while the last third is about as the first, whatever one moment was like', () => {
  expect(heldOf([60, 61, 62, 140, 63, 62, 64, 66, 65].map(heap => sample(heap)))).toEqual([1, 1, 1, 1])
})

it('does not hold when it grows', () => {
  expect(heldOf([60, 61, 62, 70, 75, 80, 85, 90, 95].map(heap => sample(heap)))).toEqual([0, 1, 1, 1])
  expect(heldOf([40, 41, 42, 50, 65, 70, 85, 90, 95].map(files => sample(60, files)))).toEqual([1, 1, 0, 1])
})

it('says nothing of what the system does not tell', () => {
  expect(heldOf([60, 60, 60].map(heap => sample(heap, null)))).toHaveLength(3)
})
