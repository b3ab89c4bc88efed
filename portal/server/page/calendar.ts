import { createError } from 'h3'
import type { CalendarEntry, CalendarList, EventDraft, PortalEvent } from '../../shared/calendar'
import { addEvent, canEditEvent, canSeeEvent, eventsOf, readDraft } from '../calendar/events'
import type { Params } from '../core/php'
import { userOf, type Person, type Portal } from '../core/world'
import type { Asked, PageRoute } from './routes'

/** What the calendar's pages ask for (`shared/calendar.ts`). */
export function calendarRoutes(route: PageRoute, portal: Portal): void {
  const eventFor = ({ event, viewer }: Asked): PortalEvent => {
    const found = portal.events.find(candidate => candidate.id === Number(event.context.params?.id))
    if (!found || !canSeeEvent(viewer, found)) throw createError({ statusCode: 404, statusMessage: 'There is no such event' })
    return found
  }
  const editable = (asked: Asked): PortalEvent => {
    const found = eventFor(asked)
    if (!canEditEvent(asked.viewer, found)) throw createError({ statusCode: 403, statusMessage: 'Not your event' })
    return found
  }
  const draftOf = (body: Params): EventDraft => {
    const draft = readDraft(body, portal.timeZone)
    if (!draft) throw createError({ statusCode: 400, statusMessage: 'An event needs a name, a beginning and an end' })
    return draft
  }
  const entry = (viewer: Person, found: PortalEvent): CalendarEntry => ({ event: found, canEdit: canEditEvent(viewer, found) })

  route('get', '/_portal/calendar', ({ viewer, query }) => {
    const owner = userOf(portal, Number(query.owner)) ?? viewer
    const events = [...eventsOf(portal, viewer, owner.id), ...eventsOf(portal, viewer, null)]
    return { events: [...new Set(events)] } satisfies CalendarList
  })
  route('get', '/_portal/calendar/:id', asked => entry(asked.viewer, eventFor(asked)))
  route('post', '/_portal/calendar', ({ viewer, body }) => entry(viewer, addEvent(portal, viewer, draftOf(body))))
  route('post', '/_portal/calendar/:id', (asked) => {
    const found = editable(asked)
    return entry(asked.viewer, Object.assign(found, draftOf(asked.body)))
  })
  route('post', '/_portal/calendar/:id/delete', (asked) => {
    const gone = editable(asked)
    portal.events = portal.events.filter(event => event !== gone)
    return {}
  })
}
