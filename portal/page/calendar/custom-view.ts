import type { Command } from '../frame/commands/types'
import { asRecord } from '../frame/protocol'
import { silence } from '../frame/silence'
import type { PortalEvent } from '../../shared/calendar'

/** Event names of a view that an application draws (`calendar-grid-view`). */
export const viewEvents = {
  refresh: 'Calendar.customView:refreshEntries',
  back: 'Calendar.customView:decreaseViewRangeDate',
  ahead: 'Calendar.customView:increaseViewRangeDate',
  goTo: 'Calendar.customView:adjustToDate',
} as const

/** What the calendar does for a view of an application. */
export interface CalendarHands {
  events: () => PortalEvent[]
  open: (id: number | 'new', query?: string) => void
  askToDelete: (event: PortalEvent) => void
}

/** Id of an event: `id`, or `uid`, which may carry the day of a repeated event after a `|`. */
export function eventId(params: unknown): number {
  const { id, uid } = asRecord(params)
  return Number.parseInt(String(id ?? uid ?? '')) || 0
}

/** Commands of CALENDAR_GRIDVIEW. Their answers are not documented: none of them but `getEvents` answers with anything. */
export function calendarCommands({ events, open, askToDelete }: CalendarHands): Record<string, Command> {
  const withEvent = (run: (event: PortalEvent) => void): Command => ({ params }) => {
    const event = events().find(({ id }) => id === eventId(params))
    if (!event) return silence
    run(event)
    return undefined
  }
  return {
    getEvents: ({ params }) => {
      const { dateFrom, dateTo } = asRecord(params)
      return events()
        .filter(event => event.to.slice(0, 10) >= String(dateFrom ?? '') && event.from.slice(0, 10) <= String(dateTo ?? '9999'))
        .map(event => ({ ID: String(event.id), NAME: event.name, DATE_FROM: event.from, DATE_TO: event.to, DT_SKIP_TIME: event.allDay ? 'Y' : 'N', COLOR: event.color }))
    },
    viewEvent: withEvent(({ id }) => open(id)),
    editEvent: withEvent(({ id }) => open(id, '?edit=Y')),
    deleteEvent: withEvent(askToDelete),
    addEvent: () => open('new'),
  }
}
