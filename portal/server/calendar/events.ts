import type { EventDraft, PortalEvent } from '../../shared/calendar'
import type { PortalSeed, SeedEvent } from '../../data/types'
import { dayIn, isoInZone, momentIn } from '../core/clock'
import { asText, type Params } from '../core/php'
import type { Person, Portal } from '../core/world'

const colours = { company: '#86b100', meeting: '#0092cc', own: '#9dcf00' }

/** The events a portal starts with; their days are counted from today in the portal's zone. */
export function seedEvents({ calendar, timeZone }: Pick<PortalSeed, 'calendar' | 'timeZone'>): PortalEvent[] {
  const now = new Date()
  const moment = (days: number, time: string | undefined): string =>
    time === undefined ? dayIn(now, days, timeZone) : momentIn(now, days, time, timeZone)
  return calendar.map(({ day, days = 1, time, until, ...event }: SeedEvent) => ({
    description: '',
    location: '',
    attendeeIds: [],
    private: false,
    ...event,
    createdBy: event.createdBy ?? event.ownerId ?? 1,
    from: moment(day, time),
    to: moment(day + days - 1, until),
    allDay: time === undefined,
    color: event.ownerId === null ? colours.company : event.attendeeIds ? colours.meeting : colours.own,
  }))
}

const takesPart = (person: Pick<Person, 'id'>, event: PortalEvent): boolean =>
  event.ownerId === person.id || event.createdBy === person.id || event.attendeeIds.includes(person.id)

/** A private event is there for those in it alone, administrators included. */
export const canSeeEvent = (viewer: Person, event: PortalEvent): boolean => !event.private || takesPart(viewer, event)

export const canEditEvent = (viewer: Person, event: PortalEvent): boolean =>
  event.createdBy === viewer.id || (event.ownerId === null && viewer.isAdmin)

/** Events of a person's calendar (own ones and those they are invited to), or of the company's (null). */
export function eventsOf(portal: Portal, viewer: Person, owner: number | null): PortalEvent[] {
  return portal.events.filter(event => canSeeEvent(viewer, event)
    && (owner === null ? event.ownerId === null : event.ownerId === owner || event.attendeeIds.includes(owner)))
}

/** What a form sent, its times in the portal's zone, or null when it makes no event: no name, or an end before the beginning. */
export function readDraft(body: Params, timeZone: string): EventDraft | null {
  const allDay = body.allDay === true
  const [from, to] = [asText(body.from), asText(body.to)]
  const name = asText(body.name).trim()
  const shaped = allDay ? [from, to].every(day => /^\d{4}-\d\d-\d\d$/.test(day)) : true
  if (!name || !shaped || !(Date.parse(from) <= Date.parse(to))) return null
  const attendeeIds = Array.isArray(body.attendeeIds) ? body.attendeeIds.map(Number) : []
  const kept = (moment: string): string => allDay ? moment : isoInZone(new Date(moment), timeZone)
  return { name, from: kept(from), to: kept(to), allDay, description: asText(body.description), location: asText(body.location), attendeeIds }
}

/** Puts a new event into the person's own calendar. */
export function addEvent(portal: Portal, author: Person, draft: EventDraft): PortalEvent {
  const id = Math.max(...portal.events.map(event => event.id), 0) + 1
  const color = draft.attendeeIds.length > 0 ? colours.meeting : colours.own
  const event = { ...draft, id, ownerId: author.id, createdBy: author.id, private: false, color }
  portal.events.push(event)
  return event
}
