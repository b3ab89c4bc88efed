import path from 'node:path'
import { placementCatalogue } from '#shared/placements'
import type { PlacementCode } from '#shared/placements'
import type { RunningServer } from '../lib/servers'
import type { Person } from '../server/requests'
import { launchRequest } from '../server/requests'
import { hosts } from './edge'
import type { Destination } from './visit'

/** A place of Bitrix24, what it sends, and what its page shows of a caller's twenty notes, or instead of them. */
export interface Place {
  placement: PlacementCode
  what: string
  options: (person: Person) => unknown
  shows: Destination['shows']
  writes?: boolean
}

const testId = (id: string, count = 1) => ({ selector: `[data-testid="${id}"]`, count })

export const taskTab: Place = { placement: 'TASK_VIEW_TAB', what: 'task tab, 20 notes', options: ({ caller }) => ({ taskId: caller.taskId }), shows: testId('note', 20), writes: true }

/** One of each kind of page; the others differ by their subject alone. */
export const otherPlaces: readonly Place[] = [
  { placement: 'DEFAULT', what: 'home', options: () => [], shows: testId('home-entry') },
  { placement: 'REST_APP_URI', what: 'link to a task', options: ({ caller }) => ({ subject: `task:${caller.taskId}` }), shows: testId('note', 20), writes: true },
  { placement: 'TASK_USER_LIST_TOOLBAR', what: 'list of tasks', options: ({ caller }) => ({ USER_ID: String(caller.userId) }), shows: testId('subject-title') },
  { placement: 'CALENDAR_GRIDVIEW', what: 'calendar', options: () => ({ viewRangeFrom: '2026-10-26', viewRangeTo: '2026-12-06' }), shows: testId('calendar-title') },
  { placement: 'CALL_CARD', what: 'call card', options: () => ({ CALL_ID: 'externalCall.716a33a5f1b4bd6ae5ba6ee9eb5eb0a7.1732179781', CALL_DIRECTION: 'incoming', CALL_STATE: 'connected' }), shows: testId('call') },
  { placement: 'TELEPHONY_ANALYTICS_MENU', what: 'report of calls', options: () => [], shows: testId('calls-report') },
  { placement: 'IM_NAVIGATION', what: 'chats', options: () => [], shows: { selector: 'main', count: 1 } },
  { placement: 'CONTACT_CENTER', what: 'templates', options: () => ({ ID: '1' }), shows: testId('templates') },
  { placement: 'USERFIELD_TYPE', what: 'field of a card', options: () => ({ MODE: 'edit', ENTITY_ID: 'CRM_DEAL', FIELD_NAME: 'UF_CRM_NEXT', VALUE: 'Call Eleanor (2026-11-25)' }), shows: testId('field') },
]

const session = '0123456789abcdef0123456789abcdef'
const publicFolderOf = ({ options: { entry } }: RunningServer) => path.join(path.dirname(entry), '../public')

/** Where a place leads this person. */
export function destinationOf({ placement, options, shows, writes = false }: Place, person: Person, app: RunningServer): Destination {
  const { portal, caller } = person
  const { host } = new URL(portal.origin)
  const request = launchRequest(person, { path: placementCatalogue[placement].page, placement, options: options(person) }, app.env.NUXT_BITRIX24_OAUTH_SERVERS!)
  return {
    portal: portal.origin,
    action: `https://${hosts.app}${request.path}`,
    fields: [...new URLSearchParams(request.body)],
    name: `${host}|1|${session}`,
    init: {
      LANG: 'en', DOMAIN: host, PROTOCOL: 1, PATH: '/rest', AUTH_ID: caller.authId, AUTH_EXPIRES: '3600', REFRESH_ID: caller.refreshId, MEMBER_ID: portal.memberId,
      FIRST_RUN: false, IS_ADMIN: false, INSTALL: false, USER_OPTIONS: [], APP_OPTIONS: [], PLACEMENT: placement, PLACEMENT_OPTIONS: options(person),
    },
    shows,
    writes,
    publicFolder: publicFolderOf(app),
  }
}

/** The stock page in a frame of the same portal. */
export const stockDestination = ({ portal }: Person, stock: RunningServer): Destination =>
  ({ portal: portal.origin, action: `https://${hosts.stock}/`, fields: [], name: 'stock', init: {}, shows: { selector: 'h1', count: 1 }, writes: false, publicFolder: publicFolderOf(stock) })
