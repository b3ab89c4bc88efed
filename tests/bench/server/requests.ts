import type { PageState, SessionRequest } from '#shared/launch'
import { placementCatalogue } from '#shared/placements'
import { eventsPath } from '../../../server/events/lifecycle'
import type { BenchData, BenchPortal, Caller } from '../data/generate'
import { freshId } from '../../support/load/plan'
import type { LoadRequest } from '../../support/load/plan'

/** A caller, and where they are. */
export interface Person { portal: BenchPortal, caller: Caller }

/** Everybody whose launches are known, neighbours of different portals. */
export function peopleOf({ portals }: BenchData): Person[] {
  const rows = Math.max(...portals.map(portal => portal.callers.length))
  return Array.from({ length: rows }, (_, row) => portals.flatMap(portal => (portal.callers[row] ? [{ portal, caller: portal.callers[row] }] : []))).flat()
}

/** What is written while it is measured, and when the events were that are sent, in seconds: both are recognised by it afterwards. */
export const writtenText = 'The printer has the file, delivery next **Friday**.'
export const sentEventTs = 1

const form = { 'content-type': 'application/x-www-form-urlencoded' }

function post(path: string, fields: Record<string, string>): LoadRequest {
  return { method: 'POST', path, headers: form, body: new URLSearchParams(fields).toString() }
}

/**
 * The form that Bitrix24 posts into a frame (api-reference/widgets: what every handler receives).
 * @param path the placement's page
 * @param authServer origin of the authorization server
 */
export function launchRequest({ portal, caller }: Person, { path, placement, options }: { path: string, placement: string, options: unknown }, authServer: string): LoadRequest {
  const query = new URLSearchParams({ DOMAIN: new URL(portal.origin).host, PROTOCOL: '1', LANG: 'en', APP_SID: '0123456789abcdef0123456789abcdef' })
  return post(`${path}?${query}`, {
    AUTH_ID: caller.authId, AUTH_EXPIRES: '3600', REFRESH_ID: caller.refreshId, SERVER_ENDPOINT: `${authServer}/rest/`,
    member_id: portal.memberId, status: 'F', PLACEMENT: placement, PLACEMENT_OPTIONS: JSON.stringify(options),
  })
}

const taskTab = { path: placementCatalogue.TASK_VIEW_TAB.page, placement: 'TASK_VIEW_TAB' }
const worker = { path: placementCatalogue.PAGE_BACKGROUND_WORKER.page, placement: 'PAGE_BACKGROUND_WORKER' }

/** The task tab of a task with twenty notes. */
export const taskLaunch = (person: Person, authServer: string): LoadRequest =>
  launchRequest(person, { ...taskTab, options: { taskId: person.caller.taskId } }, authServer)

/** The background worker, as every page of a portal loads it. */
export const workerLaunch = (person: Person, authServer: string): LoadRequest =>
  launchRequest(person, { ...worker, options: { ID: worker.placement } }, authServer)

/** An event that the portal's application token proves, and that changes nothing because the portal has seen a newer one. */
export function uninstallEvent({ portal }: Person, authServer: string): LoadRequest {
  const request = post(eventsPath, {
    'event': 'ONAPPUNINSTALL', 'event_handler_id': '1', 'data[LANGUAGE_ID]': 'en', 'data[CLEAN]': '0', 'ts': String(sentEventTs),
    'auth[domain]': new URL(portal.origin).host, 'auth[server_endpoint]': `${authServer}/rest/`, 'auth[client_endpoint]': `${portal.origin}/rest/`,
    'auth[member_id]': portal.memberId, 'auth[application_token]': portal.applicationToken,
  })
  // The very same delivery twice would be one event.
  return { ...request, body: `${request.body}&data%5BVERSION%5D=${freshId}` }
}

/** Somebody with a session, as a page is after its launch. */
export interface SignedIn extends Person { headers: Record<string, string> }

/** Proves everybody's launch over the API. @throws when somebody is refused */
export async function signIn(people: readonly Person[], origin: string): Promise<SignedIn[]> {
  const signedIn: SignedIn[] = []
  for (const { portal, caller } of people) {
    const request: SessionRequest = {
      authId: caller.authId, refreshId: caller.refreshId, authExpires: 3600, memberId: portal.memberId, language: 'en', ...taskTab, placementOptions: { taskId: caller.taskId },
    }
    const answer = await fetch(`${origin}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) })
    const state = await answer.json() as PageState
    if (state.status !== 'launched') throw new Error(`A known caller is refused: ${answer.status} ${JSON.stringify(state).slice(0, 300)}`)
    signedIn.push({ portal, caller, headers: { 'authorization': `Bearer ${state.session.token}`, 'content-type': 'application/json' } })
  }
  return signedIn
}

const subjectOf = ({ caller: { subject } }: Person) => `${subject.kind}:${subject.id}`

/** The notes of the caller's subject. */
export const listRequest = (person: SignedIn): LoadRequest =>
  ({ method: 'GET', path: `/api/notes?${new URLSearchParams({ subject: subjectOf(person) })}`, headers: person.headers, body: '' })

/** One more note on the caller's subject. */
export const writeRequest = (person: SignedIn): LoadRequest =>
  ({ method: 'POST', path: '/api/notes', headers: person.headers, body: JSON.stringify({ id: freshId, subject: subjectOf(person), text: writtenText, visibility: 'team' }) })

/** Notes with these words. */
export const searchRequest = (text: string) => (person: SignedIn): LoadRequest =>
  ({ method: 'POST', path: '/api/search', headers: person.headers, body: JSON.stringify({ text }) })
