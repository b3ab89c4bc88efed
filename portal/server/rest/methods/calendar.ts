import { dayIn } from '../../core/clock'
import { asText } from '../../core/php'
import { userOf, type Portal } from '../../core/world'
import { canSeeEvent, eventsOf } from '../../calendar/events'
import { RestError } from '../errors'
import type { RestCall, RestMethods } from '../types'
import { eventFields } from './calendarFields'

/** These methods have no error codes: `error` is an empty string. */
const refused = (text: string): RestError => new RestError('', text)
const missing = (name: string, method: string): RestError => refused(`The required parameter "${name}" for the method "${method}" is not set`)

const types = ['user', 'group', 'company_calendar']
const defaultDays = { back: -31, ahead: 92 }

/** The day that a parameter names, whatever time it adds; without one, so many days from today. */
function dayOf(portal: Portal, given: unknown, days: number): string {
  return /^\d{4}-\d\d-\d\d/.exec(asText(given))?.[0] ?? dayIn(new Date(), days, portal.timeZone)
}

function get({ portal, user, params }: RestCall): Record<string, unknown>[] {
  const type = asText(params.type)
  if (!type) throw missing('type', 'calendar.event.get')
  if (params.ownerId === undefined && type !== 'company_calendar') throw missing('ownerId', 'calendar.event.get')
  const owner = Number(asText(params.ownerId))
  if (!types.includes(type) || (type === 'user' && !userOf(portal, owner))) throw refused('Access denied')
  const [from, to] = [dayOf(portal, params.from, defaultDays.back), dayOf(portal, params.to, defaultDays.ahead)]
  const events = type === 'group' ? [] : eventsOf(portal, user, type === 'user' ? owner : null)
  return events
    .filter(event => event.to.slice(0, 10) >= from && event.from.slice(0, 10) <= to)
    .sort((one, other) => Date.parse(one.from) - Date.parse(other.from))
    .map(event => eventFields(portal, user, event))
}

/** An event that is not there or not for this person is `null`; the documentation does not say. */
function getById({ portal, user, params }: RestCall): Record<string, unknown> | null {
  const id = Number(asText(params.id))
  if (!id) throw missing('id', 'calendar.event.getbyid')
  const event = portal.events.find(candidate => candidate.id === id && canSeeEvent(user, candidate))
  return event ? eventFields(portal, user, event) : null
}

/** Source: "Calendar events" of the REST documentation, `calendar-event-get`, `calendar-event-get-by-id`. */
export const calendarMethods: RestMethods = {
  'calendar.event.get': { scopes: ['calendar'], run: get },
  'calendar.event.getbyid': { scopes: ['calendar'], run: getById },
}
