import { describe, expect, it } from 'vitest'
import { countPlaywright, countVitest, sum, summary } from '../../../scripts/lib/reports.mjs'

describe('countVitest', () => {
  const file = (status: string, tests: number) => ({ status, assertionResults: Array.from({ length: tests }) })

  it('counts what passed and takes everything else for failed', () => {
    expect(countVitest({ numTotalTests: 10, numPassedTests: 7, testResults: [file('passed', 10)] })).toEqual({ passed: 7, failed: 3 })
  })

  it('counts a file that could not be loaded', () => {
    expect(countVitest({ numTotalTests: 2, numPassedTests: 2, testResults: [file('passed', 2), file('failed', 0)] })).toEqual({ passed: 2, failed: 1 })
  })

  it('takes a missing report for a failure', () => {
    expect(countVitest(null)).toEqual({ passed: 0, failed: 1 })
  })
})

describe('countPlaywright', () => {
  const report = (stats: Partial<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>, errors: unknown[] = []) =>
    ({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors })

  it('does not let flaky or skipped tests pass', () => {
    expect(countPlaywright(report({ expected: 5, flaky: 1, skipped: 2, unexpected: 1 }))).toEqual({ passed: 5, failed: 4 })
  })

  it('counts errors outside of tests', () => {
    expect(countPlaywright(report({ expected: 5 }, [{ message: 'SyntaxError' }]))).toEqual({ passed: 5, failed: 1 })
  })

  it('takes a run without tests for a failure', () => {
    expect(countPlaywright(report({}))).toEqual({ passed: 0, failed: 1 })
    expect(countPlaywright(null)).toEqual({ passed: 0, failed: 1 })
  })
})

describe('summary', () => {
  it('is the line that CI reads', () => {
    expect(summary(sum([{ passed: 1, failed: 0 }, { passed: 2, failed: 3 }]))).toBe('3 passed, 3 failed')
  })
})
