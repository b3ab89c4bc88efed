import type { ViewRange } from './calendar'
import { addDays } from './dates'

const minute = 60_000

/**
 * The days of a range as times: from the first one's midnight to the midnight after the last one, in the person's time zone.
 * @param timeZone IANA name; null is UTC
 * @returns milliseconds since 1970, `to` excluded
 */
export function dayBounds({ from, to }: ViewRange, timeZone: string | null): { from: number, to: number } {
  return { from: midnight(from, timeZone), to: midnight(addDays(to, 1), timeZone) }
}

/** When a day begins in a time zone, in milliseconds since 1970. On a day without a midnight it is the first moment there is. */
export function midnight(date: string, timeZone: string | null): number {
  const wanted = Date.parse(`${date}T00:00:00Z`)
  if (!timeZone) return wanted
  // The offset holds at the moment it was asked about; a second look corrects it where the clocks change that very day.
  const guess = wanted - offsetAt(wanted, timeZone)
  return wanted - offsetAt(guess, timeZone)
}

/** The day it is somewhere, `2026-11-21`. */
export function dayAt(time: number, timeZone: string | null): string {
  return new Date(time + (timeZone ? offsetAt(time, timeZone) : 0)).toISOString().slice(0, 10)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far a time zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(time: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
  formats.set(timeZone, format)
  const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]))
  const local = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second)
  return Math.round((local - time) / minute) * minute
}
