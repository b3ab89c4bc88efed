import type { PortalEvent } from '../../shared/calendar'

/** First and last day of an event in a time zone, and its minutes of the day there. */
export interface PlacedEvent { event: PortalEvent, from: string, to: string, start: number, end: number }

const endOfDay = 24 * 60

/** Where an event stands for somebody in this time zone. A whole day is the same day everywhere. */
export function placeEvent(event: PortalEvent, timeZone: string): PlacedEvent {
  if (event.allDay) return { event, from: event.from, to: event.to, start: 0, end: endOfDay }
  const local = (moment: string) => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(moment)).split(' ') as [string, string]
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  const [[from, begins], [to, ends]] = [local(event.from), local(event.to)]
  return { event, from, to, start: minutes(begins), end: minutes(ends) }
}

/** Events of a day: whole days first, then by their beginning. */
export const eventsOn = (day: string, placed: PlacedEvent[]): PlacedEvent[] => placed
  .filter(one => one.from <= day && day <= one.to)
  .sort((one, other) => Number(other.event.allDay) - Number(one.event.allDay) || one.start - other.start)

export interface Column { placed: PlacedEvent, lane: number, lanes: number }

/** Events of one day side by side: each takes the first lane that is free when it begins. */
export function columnsOf(placed: PlacedEvent[]): Column[] {
  const ends: number[] = []
  const columns = [...placed].sort((one, other) => one.start - other.start).map((one) => {
    const free = ends.findIndex(end => end <= one.start)
    const lane = free === -1 ? ends.length : free
    ends[lane] = one.end
    return { placed: one, lane }
  })
  return columns.map(column => ({ ...column, lanes: ends.length }))
}
