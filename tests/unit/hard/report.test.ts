import { expect, it } from 'vitest'
import { held, markdownOf } from '../../hard/report'

it('takes only what was tried, and held every time, for held', () => {
  expect(held({ what: 'kill', tried: 3, held: 3 })).toBe(true)
  expect(held({ what: 'kill', tried: 3, held: 2 })).toBe(false)
  expect(held({ what: 'kill', tried: 0, held: 0 }), 'never tried').toBe(false)
})

it('shows each trial in one line, and what did not hold', () => {
  const trials = [{ what: 'kill | start', tried: 1200, held: 1200, note: 'slowest\nthree seconds' }, { what: 'write', tried: 10, held: 9 }]
  expect(markdownOf([{ title: 'crash', trials, minutes: 1.26 }], 'Tried somewhere')).toBe(`Tried somewhere.

| part | what was tried | tried | held | note |
| --- | --- | --- | --- | --- |
| crash | kill \\| start | 1,200 | 1,200 ✓ | slowest three seconds |
| crash | write | 10 | 9 ✗ |  |

Minutes: crash 1.3.`)
})
