import { expect, it } from 'vitest'
import { initials, isLong } from '../../../app/lib/text'

it('a long text is one that would fill the screen', () => {
  expect(isLong('short')).toBe(false)
  expect(isLong('line\n'.repeat(20))).toBe(true)
  expect(isLong('x'.repeat(1_300))).toBe(true)
})

it.each([
  ['Maria Johnson', 'MJ'],
  ['Ana Maria de la Cruz', 'AC'],
  ['tom', 'T'],
  ['李伟', '李'],
  ['(Support) Team', '(T'],
  ['', ''],
  ['- -', ''],
])('initials of "%s"', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
