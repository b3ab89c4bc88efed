/** What became of an event after one attempt. `outcome` is a stable code, for the inbox and the log. */
export type Verdict =
  | { state: 'done' | 'ignored' | 'failed', outcome: string }
  /** Look again later; `otherwise` is how it ends when later never comes. */
  | { state: 'waiting', outcome: string, otherwise: 'ignored' | 'failed' }

export const done = (outcome: string): Verdict => ({ state: 'done', outcome })
export const ignored = (outcome: string): Verdict => ({ state: 'ignored', outcome })
export const waiting = (outcome: string, otherwise: 'ignored' | 'failed' = 'failed'): Verdict => ({ state: 'waiting', outcome, otherwise })

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** An uninstalled app's token dies moments after the event, so the first looks are close together. */
const pauses = [2 * second, 5 * second, 10 * second, 30 * second, minute, 10 * minute, hour, 4 * hour]
const patience = 24 * hour

/**
 * When to look at a waiting event again: growing pauses for a day after it came, with a last look at the end of the
 * day. A service that was down that day still gives it the first few.
 * @param attempts how often it was looked at, this time included
 * @returns milliseconds since 1970, or null when it has waited long enough
 */
export function nextAttempt(attempts: number, receivedAt: number, now: number): number | null {
  const end = receivedAt + patience
  const next = now + (pauses[attempts - 1] ?? pauses.at(-1)!)
  if (now < end) return Math.min(next, end)
  return attempts < 4 ? next : null
}
