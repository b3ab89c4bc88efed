import type { PortalEvent } from '../../../shared/calendar'
import type { PortalLanguage } from '../../../shared/contract'
import { isoInZone, secondsOfOffset } from '../../core/clock'
import { userOf, type Person, type Portal } from '../../core/world'

const pad = (value: number): string => String(value).padStart(2, '0')

/** A local moment `YYYY-MM-DDTHH:MM:SS` in the site's format, which differs from language to language. */
export function siteFormat(local: string, language: PortalLanguage): string {
  const [date = '', time = ''] = local.split('T')
  const [year, month, day] = date.split('-')
  if (language === 'de') return `${day}.${month}.${year} ${time}`
  const [hours = 0, minutes, seconds] = time.split(':').map(Number)
  return `${month}/${day}/${year} ${pad(hours % 12 || 12)}:${pad(minutes ?? 0)}:${pad(seconds ?? 0)} ${hours < 12 ? 'am' : 'pm'}`
}

/** `Wed Dec 11 2024 17:59:00`; without the time for a whole day. */
function scriptFormat(local: string, allDay: boolean): string {
  const [date = '', time = ''] = local.split('T')
  const at = new Date(`${date}T12:00:00Z`)
  const part = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(at)
  const day = `${part({ weekday: 'short' })} ${part({ month: 'short' })} ${date.slice(8)} ${date.slice(0, 4)}`
  return allDay ? day : `${day} ${time}`
}

interface Edge { local: string, unix: number, offset: number }

/** One end of an event. A whole day has no zone: its moment is midnight of the portal's, as observed in answers. */
function edge(portal: Portal, moment: string, allDay: boolean): Edge {
  const local = allDay ? `${moment}T00:00:00` : isoInZone(new Date(moment), portal.timeZone).slice(0, 19)
  const unix = allDay ? Date.parse(`${local}Z`) / 1000 - secondsOfOffset(new Date(`${local}Z`), portal.timeZone) : Date.parse(moment) / 1000
  return { local, unix, offset: secondsOfOffset(new Date(unix * 1000), portal.timeZone) }
}

const dayLength = 86_400

/** When an event is: in the site's format, in a script's, and as Unix seconds. A whole day has no time zone. */
function dateFields(portal: Portal, viewer: Person, { allDay, ...event }: PortalEvent): Record<string, unknown> {
  const [from, to] = [edge(portal, event.from, allDay), edge(portal, event.to, allDay)]
  const zone = allDay ? null : portal.timeZone
  const shift = allDay ? 0 : from.offset - secondsOfOffset(new Date(from.unix * 1000), viewer.timeZone)
  return {
    DATE_FROM: siteFormat(from.local, portal.language),
    DATE_TO: siteFormat(to.local, portal.language),
    ORIGINAL_DATE_FROM: null,
    TZ_FROM: zone,
    TZ_TO: zone,
    TZ_OFFSET_FROM: allDay ? null : String(from.offset),
    TZ_OFFSET_TO: allDay ? null : String(to.offset),
    DATE_FROM_TS_UTC: String(from.unix),
    DATE_TO_TS_UTC: String(to.unix),
    DT_SKIP_TIME: allDay ? 'Y' : 'N',
    DT_LENGTH: to.unix - from.unix + (allDay ? dayLength : 0),
    DATE_FROM_FORMATTED: scriptFormat(from.local, allDay),
    DATE_TO_FORMATTED: scriptFormat(to.local, allDay),
    ['~USER_OFFSET_FROM']: shift,
    ['~USER_OFFSET_TO']: shift,
  }
}

const statusOf = (event: PortalEvent, id: number): string => id === event.createdBy ? 'H' : 'Y'

/** Who is invited. An event of one person alone is no meeting. */
function meetingFields(portal: Portal, viewer: Person, event: PortalEvent): Record<string, unknown> {
  const host = userOf(portal, event.createdBy)
  const people = event.attendeeIds
  const meeting = {
    HOST_NAME: host ? `${host.name} ${host.lastName}` : '', NOTIFY: false, REINVITE: false, ALLOW_INVITE: false, HIDE_GUESTS: false,
    MEETING_CREATOR: event.createdBy, LANGUAGE_ID: portal.language, MAIL_FROM: '',
  }
  return {
    IS_MEETING: people.length > 0,
    MEETING_STATUS: people.length > 0 ? statusOf(event, viewer.id) : null,
    MEETING_HOST: String(event.createdBy),
    MEETING: people.length > 0 ? meeting : null,
    ATTENDEES_CODES: people.length > 0 ? people.map(id => `U${id}`) : null,
    ATTENDEE_LIST: people.map(id => ({ id, entryId: String(event.id), status: statusOf(event, id) })),
    attendeesEntityList: people.map(id => ({ entityId: 'user', id })),
  }
}

/**
 * An event as `calendar.event.get` answers it: strings for numbers, the dates in the site's format and, for logic, as
 * Unix seconds. Sources: `calendar-event-get` of the REST documentation; its whole days as integrators' answers show them.
 */
export function eventFields(portal: Portal, viewer: Person, event: PortalEvent): Record<string, unknown> {
  const section = String((event.ownerId ?? 0) + 1)
  return {
    ID: String(event.id),
    PARENT_ID: String(event.id),
    DELETED: 'N',
    CAL_TYPE: event.ownerId === null ? 'company_calendar' : 'user',
    OWNER_ID: String(event.ownerId ?? 0),
    NAME: event.name,
    ...dateFields(portal, viewer, event),
    EVENT_TYPE: null,
    CREATED_BY: String(event.createdBy),
    DESCRIPTION: event.description,
    ['~DESCRIPTION']: event.description,
    PRIVATE_EVENT: event.private ? '1' : '',
    ACCESSIBILITY: 'busy',
    IMPORTANCE: 'normal',
    ...meetingFields(portal, viewer, event),
    LOCATION: event.location,
    REMIND: [{ type: 'min', count: 15 }],
    COLOR: event.color,
    RRULE: '',
    EXDATE: '',
    VERSION: '1',
    RECURRENCE_ID: null,
    RELATIONS: null,
    SECTION_ID: section,
    SECT_ID: section,
  }
}
