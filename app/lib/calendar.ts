import type { CalendarEvent, ViewRange } from '#shared/calendar'
import { addDays, daysBetween } from '#shared/dates'
import type { NoteEntry } from '#shared/notes'
import type { Reader } from './time'
import { dayKey, format } from './time'

/** Ranges from this length on show a month, with days of its neighbours. */
const monthGrid = 28

/** One day of the grid, with what is on it. */
export interface CalendarDay {
  /** `2026-11-21` */
  date: string
  isToday: boolean
  isOver: boolean
  /** Of the month before or after the one that is shown. */
  isOutside: boolean
  followUps: NoteEntry[]
  events: CalendarEvent[]
}

/** What belongs on each day of a range: follow-ups where they are due, events on all their days. */
export function daysOf(range: ViewRange, followUps: readonly NoteEntry[], events: readonly CalendarEvent[], reader: Reader): CalendarDay[] {
  const length = daysBetween(range.from, range.to) + 1
  const month = length >= monthGrid ? addDays(range.from, Math.floor(length / 2)).slice(0, 7) : null
  const today = dayKey(reader.now, reader)
  const spans = events.map(event => ({ event, span: spanOf(event, reader) }))
  return Array.from({ length }, (_, index) => {
    const date = addDays(range.from, index)
    return {
      date,
      isToday: date === today,
      isOver: date < today,
      isOutside: month !== null && !date.startsWith(month),
      followUps: followUps.filter(({ note }) => note.followUp && dayKey(note.followUp.dueAt, reader) === date).sort(bySoonest),
      events: spans.filter(({ span }) => span.from <= date && date <= span.to).map(({ event }) => event).sort(allDayFirst),
    }
  })
}

const bySoonest = (one: NoteEntry, other: NoteEntry) => (one.note.followUp?.dueAt ?? 0) - (other.note.followUp?.dueAt ?? 0)
const allDayFirst = (one: CalendarEvent, other: CalendarEvent) => Number(other.allDay) - Number(one.allDay) || one.from - other.from || one.name.localeCompare(other.name)

/** First and last day of an event: all-day ones lie in no zone, others end before their end. */
function spanOf({ allDay, from, to }: CalendarEvent, reader: Reader): ViewRange {
  const zone = allDay ? { ...reader, timeZone: 'UTC' } : reader
  return { from: dayKey(from, zone), to: dayKey(allDay ? to : Math.max(from, to - 1), zone) }
}

/** What a range is called: a month, a day, or from when to when. */
export function rangeTitle({ from, to }: ViewRange, { locale }: Pick<Reader, 'locale'>): string {
  const named = (date: string, options: Intl.DateTimeFormatOptions) => format(Date.parse(`${date}T12:00:00Z`), { locale, timeZone: 'UTC', now: 0 }, options)
  const length = daysBetween(from, to) + 1
  if (length >= monthGrid) return named(addDays(from, Math.floor(length / 2)), { month: 'long', year: 'numeric' })
  if (length === 1) return named(from, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  return `${named(from, { day: 'numeric', month: 'short' })} – ${named(to, { day: 'numeric', month: 'short', year: 'numeric' })}`
}
