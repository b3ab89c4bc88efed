import type { Pace } from './memory'

const minute = 60_000
/** Failures double the pause up to this. */
const longestPause = 30 * minute
/** The two clocks differ a little: asked on the very moment that a follow-up falls due, the server may say "not yet". */
const grace = 1000

/**
 * How long to wait before the server is asked again, whichever tab asked last: a minute, less when something falls due
 * sooner, ever longer while it fails. Where this browser's clock is ahead of the server's it is the minute, too.
 * @param now milliseconds since 1970
 * @returns milliseconds
 */
export function untilNext(pace: Pace | null, now: number): number {
  // A time that is still to come is another clock's.
  if (!pace || pace.askedAt > now) return 0
  const { askedAt, failures, next } = pace
  const usual = Math.min(minute * 2 ** failures, longestPause)
  const pause = next !== null && next > askedAt ? Math.min(usual, next - askedAt + grace) : usual
  return Math.max(0, askedAt + pause - now)
}
