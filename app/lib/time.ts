/** Where and when somebody reads: everything that decides how a moment is written. */
export interface Reader {
  /** BCP 47. */
  locale: string
  /** IANA zone; an unknown one is read as UTC. */
  timeZone: string
  /** Milliseconds since 1970. */
  now: number
}

/** What a moment is called; `time` and `date` are ready to be put into a sentence. */
export type Moment =
  | { kind: 'now' }
  | { kind: 'minutes', text: string }
  | { kind: 'today' | 'yesterday', time: string }
  | { kind: 'date', date: string, time: string }

const minute = 60_000
const quarter = 15 * minute
const hour = 60 * minute

/** How moments are written. The same objects each time: their formatters are found by them. */
const styles = {
  time: { hour: 'numeric', minute: '2-digit' },
  exact: { dateStyle: 'full', timeStyle: 'short' },
  calendarDay: { year: 'numeric', month: '2-digit', day: '2-digit' },
  shortDate: { day: 'numeric', month: 'short' },
  longDate: { day: 'numeric', month: 'long' },
  weekday: { weekday: 'long' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

/** The time of day. */
export const timeOf = (at: number, reader: Reader) => format(at, reader, styles.time)

/** The day of the week, in full. */
export const weekdayOf = (at: number, reader: Reader) => format(at, reader, styles.weekday)

/** Day and month, with the year only where that is another than this. */
export const shortDateOf = (at: number, reader: Reader) => dateOf(at, reader, styles.shortDate)

/** Names a moment the way Bitrix24 does: just now, 5 min. ago, today 14:05, yesterday 14:05, 3 March 14:05. */
export function momentOf(at: number, reader: Reader): Moment {
  const age = Math.max(0, reader.now - at)
  if (age < minute) return { kind: 'now' }
  if (age < hour) return { kind: 'minutes', text: minutesAgo(Math.floor(age / minute), reader.locale) }
  const time = timeOf(at, reader)
  const days = dayNumber(reader.now, reader) - dayNumber(at, reader)
  if (days === 0) return { kind: 'today', time }
  if (days === 1) return { kind: 'yesterday', time }
  return { kind: 'date', date: shortDateOf(at, reader), time }
}

/** A moment in full, for titles. */
export function exactMoment(at: number, reader: Reader): string {
  return format(at, reader, styles.exact)
}

/** `YYYY-MM-DD` of the reader's own calendar, to group by. */
export function dayKey(at: number, reader: Reader): string {
  const { now, timeZone } = reader
  if (at !== now) return writtenDay(at, timeZone)
  // Every moment of a page is compared with the same one.
  if (today.now !== now || today.timeZone !== timeZone) today = { now, timeZone, key: writtenDay(now, timeZone) }
  return today.key
}

/** In every zone days begin at a full quarter of an hour, and what is shown together lies close together. */
const writtenDays = new Map<string, string>()

function writtenDay(at: number, timeZone: string): string {
  const key = `${timeZone} ${Math.floor(at / quarter)}`
  let day = writtenDays.get(key)
  if (day === undefined) {
    day = formatter('en-CA', timeZone, styles.calendarDay).format(at)
    if (writtenDays.size >= 2_000) writtenDays.clear()
    writtenDays.set(key, day)
  }
  return day
}

let today = { now: Number.NaN, timeZone: '', key: '' }

export type Day = { kind: 'today' | 'yesterday' } | { kind: 'date', weekday: string, date: string }

/** Names the day of a moment. */
export function dayOf(at: number, reader: Reader): Day {
  const days = dayNumber(reader.now, reader) - dayNumber(at, reader)
  if (days === 0) return { kind: 'today' }
  if (days === 1) return { kind: 'yesterday' }
  return { kind: 'date', weekday: weekdayOf(at, reader), date: dateOf(at, reader, styles.longDate) }
}

/** A day, with its year only where that is another than this. */
export function dateOf(at: number, reader: Reader, options: Intl.DateTimeFormatOptions): string {
  const thisYear = dayKey(at, reader).slice(0, 4) === dayKey(reader.now, reader).slice(0, 4)
  return format(at, reader, thisYear ? options : { ...options, year: 'numeric' })
}

/** A day of the calendar, which is the same in every zone. @param date `2026-11-21` */
export function calendarDate(date: string, reader: Reader): string {
  const noon = Date.parse(`${date}T12:00:00Z`)
  return dateOf(noon, { ...reader, timeZone: 'UTC' }, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** Days since 1970 in the reader's calendar. */
export function dayNumber(at: number, reader: Reader): number {
  return Math.round(Date.parse(`${dayKey(at, reader)}T00:00:00Z`) / 86_400_000)
}

function minutesAgo(minutes: number, locale: string): string {
  return plainSpaces(new Intl.RelativeTimeFormat(locale, { style: 'short' }).format(-minutes, 'minute'))
}

/** A moment as `Intl` writes it, the same on the server and in every browser. */
export function format(at: number, { locale, timeZone }: Reader, options: Intl.DateTimeFormatOptions): string {
  return plainSpaces(formatter(locale, timeZone, options).format(at))
}

/** Making a formatter costs more than using it; 200 of them cover every zone that one process meets in practice. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** The same by the options themselves, which is the faster way to those of {@link styles}. */
let formattersOf = new WeakMap<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>()

function formatter(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const place = `${locale} ${timeZone}`
  const known = formattersOf.get(options)?.get(place)
  if (known) return known
  const found = formatterOf(locale, timeZone, options)
  const those = formattersOf.get(options) ?? new Map<string, Intl.DateTimeFormat>()
  formattersOf.set(options, those.set(place, found))
  return found
}

function formatterOf(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = [locale, timeZone, ...Object.entries(options).flat()].join(' ')
  const known = formatters.get(key)
  if (known) return known
  if (formatters.size >= 200) {
    formatters.clear()
    formattersOf = new WeakMap()
  }
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zoneOrUtc(timeZone) })
  formatters.set(key, made)
  return made
}

function zoneOrUtc(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  }
  catch {
    return 'UTC'
  }
}

/** ICU of Node and of a browser differ in which space stands before "PM"; hydration needs one. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00A0\u202F]/g, ' ')
}
