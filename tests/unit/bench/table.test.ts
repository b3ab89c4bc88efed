import { expect, it } from 'vitest'
import { withReport } from '../../bench/lib/document'
import { asRatio, inBytes, inMilliseconds } from '../../support/format'
import { markdownOf } from '../../bench/lib/table'

it('shows ratios first, only the columns that a section fills, and which targets are missed', () => {
  const text = markdownOf([
    { title: 'Launch', rows: [{ what: 'requests', app: '300 /s', stock: '200 /s', ratio: '1.50 ×', target: '≥ 1.0 ×', met: true }, { what: 'p99', app: '60 ms', target: '≤ 50 ms', met: false }] },
    { title: 'Restart', columns: { app: 'small' }, rows: [{ what: 'ready | able', app: '1 s' }], note: 'Cold.' },
  ], 'a machine')
  expect(text).toBe(`Measured on a machine.

**1 of 2 targets are reached.** These are not:

- Launch: p99 ≤ 50 ms

### Launch

|  | ratio | Sidenote | stock page | target |
| --- | ---: | ---: | ---: | ---: |
| requests | 1.50 × | 300 /s | 200 /s | ≥ 1.0 × ✓ |
| p99 |  | 60 ms |  | ≤ 50 ms ✗ |

### Restart

|  | small |
| --- | ---: |
| ready \\| able | 1 s |

Cold.`)
})

it('replaces the report in a document and nothing else', () => {
  const document = 'Before\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nafter\n'
  const once = withReport(document, 'new')
  expect(once).toBe('Before\n<!-- bench: begin -->\n\nnew\n\n<!-- bench: end -->\nafter\n')
  expect(withReport(once, 'new')).toBe(once)
  expect(() => withReport('no place', 'new')).toThrow('lacks')
})

it('writes figures in units and digits that say something', () => {
  expect(inMilliseconds(0.123456)).toBe('0.12 ms')
  expect(inMilliseconds(12.345)).toBe('12.3 ms')
  expect(asRatio(1.0499)).toBe('1.05 ×')
  expect([0, 1023, 1024, 181_000, 10 * 2 ** 30].map(inBytes)).toEqual(['0 B', '1023 B', '1.00 kB', '177 kB', '10.0 GB'])
})
