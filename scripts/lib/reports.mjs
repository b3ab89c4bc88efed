// @ts-check
import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number }} Count */

/** A runner that left no report did not get as far as counting: that is one failure. */
const noReport = { passed: 0, failed: 1 }

/** @param {string} file @returns {any} */
const read = file => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

/**
 * Vitest's JSON report. A file that could not even be loaded counts as one failure; a skipped test is one that was not passed.
 * @param {any} report
 * @returns {Count}
 */
export function countVitest(report) {
  if (!report) return noReport
  const unloadable = report.testResults.filter((/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return { passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests + unloadable }
}

/**
 * Playwright's JSON report. Flaky and skipped tests are not passed tests; errors outside of tests count too.
 * @param {any} report
 * @returns {Count}
 */
export function countPlaywright(report) {
  if (!report) return noReport
  const { expected, unexpected, flaky, skipped } = report.stats
  const failed = unexpected + flaky + skipped + report.errors.length
  return { passed: expected, failed: expected + failed === 0 ? 1 : failed }
}

/** @param {string} file */
export const readVitest = file => countVitest(read(file))
/** @param {string} file */
export const readPlaywright = file => countPlaywright(read(file))

/** @param {Count[]} counts @returns {Count} */
export const sum = counts => counts.reduce((total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }), { passed: 0, failed: 0 })

/** @param {Count} count the one line that says how a run ended; CI reads it */
export const summary = ({ passed, failed }) => `${passed} passed, ${failed} failed`
