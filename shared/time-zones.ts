import type { ViewRange } from './calendar'
import { addDays } from './dates'

const minute = 60_000
const day = 24 * 60 * minute

/**
 * A moment as the clock on somebody's wall shows it: `2026-11-21T09:00`, which is also what a date-time field holds.
 * @param at milliseconds since 1970
 * @param timeZone IANA name; null, or one that nobody knows, is UTC
 */
export function wallClock(at: number, timeZone: string | null): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16)
}

/** The day it is somewhere, `2026-11-21`. */
export function dayAt(at: number, timeZone: string | null): string {
  return wallClock(at, timeZone).slice(0, 10)
}

/**
 * The moment when the wall's clock shows this, in milliseconds since 1970. Where a clock shows it twice (autumn) the first
 * time, where never (spring) as much later as the clock jumped.
 * @param wall `2026-11-21T09:00`
 * @returns null for anything that is no such text
 */
export function instantOf(wall: string, timeZone: string | null): number | null {
  const utc = Date.parse(`${wall}Z`)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) || Number.isNaN(utc)) return null
  const before = utc - offsetAt(utc - day, timeZone)
  const after = utc - offsetAt(utc + day, timeZone)
  return [before, after].find(at => at + offsetAt(at, timeZone) === utc) ?? before
}

/** The moment of a time on a day, as {@link instantOf} finds it. */
export function momentOn(date: string, time: string, timeZone: string | null): number {
  return instantOf(`${date}T${time}`, timeZone) ?? Date.parse(`${date}T${time}Z`)
}

/**
 * The days of a range as times: from the first one's midnight to the midnight after the last one. A day without a midnight
 * begins with the first moment there is.
 * @returns milliseconds since 1970, `to` excluded
 */
export function dayBounds({ from, to }: ViewRange, timeZone: string | null): { from: number, to: number } {
  return { from: momentOn(from, '00:00', timeZone), to: momentOn(addDays(to, 1), '00:00', timeZone) }
}

/** Whether a name is that of a time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  }
  catch {
    return false
  }
}

/** How far a time zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(at: number, timeZone: string | null): number {
  if (timeZone === null) return 0
  const part = Object.fromEntries(clockOf(timeZone).formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const local = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second)
  return Math.round((local - at) / minute) * minute
}

/** Making one costs more than using it. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock = clocks.get(timeZone) ?? makeClock(timeZone)
  clocks.set(timeZone, clock)
  return clock
}

function makeClock(timeZone: string): Intl.DateTimeFormat {
  const options = { hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone })
  }
  catch {
    // A browser may not know a zone that the server knows.
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' })
  }
}
