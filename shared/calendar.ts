import * as v from 'valibot'
import { DateSchema } from './id-schemas'
import { addDays, daysBetween } from './dates'

/** Days that a calendar view shows, both ends included (api-reference/widgets/calendar: `viewRangeFrom`, `viewRangeTo`). */
export interface ViewRange { from: string, to: string }

/** Longest range that is shown, in days; a month's grid has 42. */
export const rangeDaysLimit = 62

/** From this many days on a range is a month's grid, with days of its neighbours. */
const monthGrid = 28

/**
 * The range one step later or earlier, as the calendar's own arrows would move it: Bitrix24 tells an app only that they
 * were pressed (`Calendar.customView:increaseViewRangeDate`). A month's grid goes to the next month's, a week to the next week.
 */
export function shiftRange(range: ViewRange, step: 1 | -1): ViewRange {
  const length = daysBetween(range.from, range.to) + 1
  if (length < monthGrid) return { from: addDays(range.from, step * length), to: addDays(range.to, step * length) }
  const [year = 0, month = 1] = addDays(range.from, Math.floor(length / 2)).split('-').map(Number)
  return gridOf(new Date(Date.UTC(year, month - 1 + step, 1)).toISOString().slice(0, 10), weekStartOf(range))
}

/** The range that shows a day, as wide as this one (`Calendar.customView:adjustToDate`). */
export function rangeAround(range: ViewRange, date: string): ViewRange {
  const length = daysBetween(range.from, range.to) + 1
  if (length >= monthGrid) return gridOf(`${date.slice(0, 7)}-01`, weekStartOf(range))
  const offset = length === 7 ? (weekdayOf(date) - weekStartOf(range) + 7) % 7 : 0
  const from = addDays(date, -offset)
  return { from, to: addDays(from, length - 1) }
}

/** Full weeks that hold the month beginning at `first`. */
function gridOf(first: string, weekStart: number): ViewRange {
  const from = addDays(first, -((weekdayOf(first) - weekStart + 7) % 7))
  const [year = 0, month = 1] = first.split('-').map(Number)
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  const weeks = Math.ceil((daysBetween(from, last) + 1) / 7)
  return { from, to: addDays(from, weeks * 7 - 1) }
}

const weekdayOf = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay()
const weekStartOf = (range: ViewRange) => weekdayOf(range.from)

/** `GET /api/calendar/events?owner=user-3&from=…&to=…`; `owner` is `user-<id>` or `company`. */
export const CalendarQuerySchema = v.pipe(
  v.strictObject({ owner: v.pipe(v.string(), v.regex(/^(?:company|user-[1-9]\d{0,17})$/)), from: DateSchema, to: DateSchema }),
  v.check(({ from, to }) => from <= to && daysBetween(from, to) < rangeDaysLimit, 'bad_request'),
)

/** An event of Bitrix24's calendar as pages show it. Times are milliseconds since 1970. */
export interface CalendarEvent {
  id: string
  name: string
  from: number
  to: number
  /** All day: `from` and `to` are midnights of UTC, and `to` is the last day. */
  allDay: boolean
  /** `#9dcf00`, or null. */
  color: string | null
}

/** `GET /api/calendar/events` */
export interface CalendarEvents { events: CalendarEvent[] }
