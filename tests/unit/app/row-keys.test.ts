import { expect, it } from 'vitest'
import { rowAfter } from '../../../app/lib/row-keys'

it('walks from row to row, to the first and to the last, and stays at the ends', () => {
  expect(['ArrowDown', 'j', 'ArrowUp', 'k', 'Home', 'End'].map(key => rowAfter(key, 2, 6))).toEqual([3, 3, 1, 1, 0, 5])
  expect(rowAfter('ArrowDown', 5, 6)).toBe(5)
  expect(rowAfter('ArrowUp', 0, 6)).toBe(0)
})

it('goes on from between two rows, from before the first and from behind the last', () => {
  expect([rowAfter('ArrowDown', 1.5, 6), rowAfter('ArrowUp', 1.5, 6)]).toEqual([2, 1])
  expect([rowAfter('j', -0.5, 6), rowAfter('k', -0.5, 6)]).toEqual([0, 0])
  expect([rowAfter('j', 5.5, 6), rowAfter('k', 5.5, 6)]).toEqual([5, 5])
})

it('leaves other keys, and a page without rows, alone', () => {
  expect(rowAfter('x', 2, 6)).toBeUndefined()
  expect(rowAfter('toString', 2, 6)).toBeUndefined()
  expect(rowAfter('j', -0.5, 0)).toBeUndefined()
})
