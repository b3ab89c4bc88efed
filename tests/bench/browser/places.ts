import path from 'node:path'
import { placementCatalogue } from '#shared/placements'
import type { PlacementCode } from '#shared/placements'
import { people, tasks } from '../../e2e/support/acme'
import { optionsOfPlaces } from '../../e2e/support/places'
import { formOf, installOverTheWire, newNote, openTaskOverTheWire, sendLaunch } from '../../e2e/support/wire'
import type { World } from '../../e2e/support/world'
import { prose } from '../data/prose'
import type { RunningServer } from '../lib/servers'
import type { Person } from '../server/requests'
import { taskLaunch } from '../server/requests'
import { hostOf } from './edge'
import type { Destination } from './visit'

/** A place of Bitrix24, and how one sees that its page is there. */
interface Place {
  placement: PlacementCode
  what: string
  shows: Destination['shows']
  /** Whether one can write a note there at once. */
  writes?: boolean
}

const testId = (id: string, count = 1) => ({ selector: `[data-testid="${id}"]`, count })
const twentyNotes = testId('note', 20)

/** One of each kind of page; the others differ by their subject alone. */
const places: readonly Place[] = [
  { placement: 'DEFAULT', what: 'home', shows: testId('home-entry', 20) },
  { placement: 'REST_APP_URI', what: 'link to a task, 20 notes', shows: twentyNotes, writes: true },
  { placement: 'TASK_LIST_CONTEXT_MENU', what: 'menu of a task, 20 notes', shows: twentyNotes, writes: true },
  { placement: 'TASK_GROUP_LIST_TOOLBAR', what: 'list of tasks', shows: testId('list-note') },
  { placement: 'IM_SIDEBAR', what: 'sidebar of a chat, no notes yet', shows: testId('note-composer'), writes: true },
  { placement: 'IM_TEXTAREA', what: 'templates beside a message', shows: testId('templates') },
  { placement: 'IM_NAVIGATION', what: 'chats', shows: testId('empty') },
  { placement: 'CRM_DEAL_DETAIL_TAB', what: 'deal, no notes yet', shows: testId('note-composer'), writes: true },
  { placement: 'USERFIELD_TYPE', what: 'field of a deal', shows: testId('field') },
  { placement: 'CALL_CARD', what: 'call card', shows: testId('call') },
  { placement: 'CALENDAR_GRIDVIEW', what: 'calendar', shows: testId('calendar-title') },
  { placement: 'TELEPHONY_ANALYTICS_MENU', what: 'report of calls', shows: testId('calls-report') },
]

const session = '0123456789abcdef0123456789abcdef'
const publicFolderOf = ({ options: { entry } }: RunningServer) => path.join(path.dirname(entry), '../public')

/** A launch by the fields of its form: they hold everything that the portal's page tells the frame, too. */
function destinationOf({ portal, action, fields, shows, writes = false }: Pick<Destination, 'portal' | 'action' | 'shows'> & { fields: Record<string, string>, writes?: boolean }, app: RunningServer): Destination {
  const { host } = new URL(portal)
  const { AUTH_ID, AUTH_EXPIRES, REFRESH_ID, member_id: MEMBER_ID, PLACEMENT, PLACEMENT_OPTIONS = '[]' } = fields
  return {
    portal,
    action,
    fields: Object.entries(fields),
    name: `${host}|1|${session}`,
    init: {
      LANG: 'en', DOMAIN: host, PROTOCOL: 1, PATH: '/rest', AUTH_ID, AUTH_EXPIRES, REFRESH_ID, MEMBER_ID, FIRST_RUN: false, IS_ADMIN: false, INSTALL: false,
      USER_OPTIONS: [], APP_OPTIONS: [], PLACEMENT, PLACEMENT_OPTIONS: JSON.parse(PLACEMENT_OPTIONS) as unknown,
    },
    shows,
    writes,
    publicFolder: publicFolderOf(app),
  }
}

/** The task tab of somebody whom the app knows, on a task with twenty notes. @param name of the app at the edge */
export function taskTab(person: Person, app: RunningServer, name: string): Destination {
  const request = taskLaunch(person, app.env.NUXT_BITRIX24_OAUTH_SERVERS!)
  const fields = Object.fromEntries(new URLSearchParams(request.body))
  return destinationOf({ portal: person.portal.origin, action: `https://${hostOf(name)}${request.path}`, fields, shows: twentyNotes, writes: true }, app)
}

/** The stock page in a frame of the same portal. @param name of the stock page at the edge */
export const stockPage = ({ portal }: Person, stock: RunningServer, name: string): Destination =>
  ({ portal: portal.origin, action: `https://${hostOf(name)}/`, fields: [], name: 'stock', init: {}, shows: { selector: 'h1', count: 1 }, writes: false, publicFolder: publicFolderOf(stock) })

/**
 * Every kind of place of the stand-in's portal "acme", where tasks, chats, deals and events are, known already to who opens it.
 * @param name of the world's app at the edge
 * @throws when a place does not open
 */
export async function furnish(world: World, name: string): Promise<{ what: string, destination: Destination }[]> {
  await installOverTheWire(world)
  const author = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  for (const { text } of prose) await author.call('POST', '/api/notes', newNote(text))
  const portal = `https://${hostOf('acme')}`
  const opened: { what: string, destination: Destination }[] = []
  for (const { placement, what, shows, writes } of places) {
    const frame = world.launch({ portal: 'acme', userId: people.employee1, options: optionsOfPlaces[placement] })
    const fields = { ...formOf(frame), PLACEMENT: placement, PLACEMENT_OPTIONS: JSON.stringify(optionsOfPlaces[placement]) }
    const action = new URL(placementCatalogue[placement].page + new URL(frame.action).search, world.app.origin)
    const answer = await sendLaunch(action.href, fields)
    if (!answer.ok) throw new Error(`${placement} answers ${answer.status}.`)
    action.searchParams.set('DOMAIN', hostOf('acme'))
    action.searchParams.set('PROTOCOL', '1')
    opened.push({ what, destination: destinationOf({ portal, action: `https://${hostOf(name)}${action.pathname}${action.search}`, fields, shows, writes }, world.app) })
  }
  // The portal moves behind the edge, as far as browsers are concerned; its REST interface stays where it is.
  const before = world.portals.acme.origin
  world.database.advance('UPDATE portals SET origin = ?', portal)
  world.database.advance('UPDATE users SET photo = replace(photo, ?, ?)', before, portal)
  world.database.advance('UPDATE subjects SET card = replace(card, ?, ?)', before, portal)
  return opened
}
