import * as v from 'valibot'
import { rangeDaysLimit } from '../calendar'
import { DateSchema } from '../id-schemas'
import { daysBetween } from '../dates'
import { emptyAsObject } from './options'
import { definePlacement } from './types'

/** Whose calendar, in the path of the page: a person's, or the common one. */
const personCalendar = /\/company\/personal\/user\/([1-9]\d{0,17})\/calendar(?:[/?#]|$)/

/** api-reference/widgets/calendar: the bounds of the grid, days of the neighbouring months included. */
const GridOptions = v.pipe(
  emptyAsObject(v.object({
    viewRangeFrom: DateSchema,
    viewRangeTo: DateSchema,
    URI: v.fallback(v.optional(v.string(), ''), ''),
  })),
  v.check(({ viewRangeFrom: from, viewRangeTo: to }) => from <= to && daysBetween(from, to) < rangeDaysLimit, 'The range ends before it begins, or is too long'),
)

/** One more view of the calendar's grid. No owner is named, so it is read from the page's path. */
export const calendarGridview = definePlacement({
  code: 'CALENDAR_GRIDVIEW',
  scopes: ['calendar'],
  page: '/placements/calendar-gridview',
  options: GridOptions,
  destination({ viewRangeFrom: from, viewRangeTo: to, URI }) {
    const person = personCalendar.exec(URI)?.[1]
    return { view: 'calendar', subject: { kind: 'day', id: from }, range: { from, to }, owner: person ? `user-${person}` : null }
  },
  binding: {
    group: 'calendar',
    picture: 'calendarView',
    byDefault: true,
    titles: { en: 'Follow-ups', de: 'Wiedervorlagen' },
  },
})
