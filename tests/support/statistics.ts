/**
 * The value that so many percent of all values do not exceed, by nearest rank: always one that was measured.
 * @param values not empty, in any order
 * @param percent 0–100
 */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new RangeError('No values, no percentile.')
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(percent / 100 * sorted.length) - 1)]!
}

/** The middle of several rounds: one round that something disturbed does not move it. @param values not empty */
export const median = (values: readonly number[]): number => percentile(values, 50)
