import { describe, expect, it } from 'vitest'
import { median, percentile } from '../../support/statistics'

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

  it('is a value that was measured, whatever the order', () => {
    expect(percentile(hundred, 50)).toBe(50)
    expect(percentile(hundred, 99)).toBe(99)
    expect(percentile(hundred, 100)).toBe(100)
    expect(percentile([3, 1, 2], 99)).toBe(3)
    expect(percentile([7], 0)).toBe(7)
  })

  it('knows none of nothing', () => {
    expect(() => percentile([], 50)).toThrow(RangeError)
  })
})

it('takes the middle, which one disturbed round does not move', () => {
  expect(median([10, 11, 900])).toBe(11)
  expect(median([2, 1])).toBe(1)
})
