import process from 'node:process'
import { expect, it } from 'vitest'
import { millisecondsOf, usageOf } from '../../support/usage'

it('reads processor time as ps prints it', () => {
  expect(millisecondsOf('00:01:02')).toBe(62_000)
  expect(millisecondsOf('0:01.23')).toBe(1230)
  expect(millisecondsOf('2-03:00:01')).toBe(((2 * 24 + 3) * 3600 + 1) * 1000)
})

it('sees that a process works', () => {
  const before = usageOf(process.pid)
  for (const end = performance.now() + 100; performance.now() < end;) JSON.stringify(process.versions)
  expect(usageOf(process.pid).cpuMs).toBeGreaterThan(before.cpuMs)
  expect(before.memory).toBeGreaterThan(2 ** 20)
})
