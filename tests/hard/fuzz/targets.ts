import { apiCalls, nobodys } from '../../e2e/support/route-examples'
import { people, tasks } from '../../e2e/support/acme'
import { optionsOfPlaces } from '../../e2e/support/places'
import { formOf, installOverTheWire, newNote, openTaskOverTheWire, sendLaunch, sessionRequest } from '../../e2e/support/wire'
import type { World } from '../../e2e/support/world'
import { plainRoutes } from '../../support/routes'
import { placementCatalogue } from '../../../shared/placements'
import type { PlacementCode } from '../../../shared/placements'

/** A request that the server takes, to be bent. */
export interface FormTarget {
  /** With the query that Bitrix24 adds. */
  target: string
  fields: [name: string, value: string][]
}

export interface ApiTarget {
  verb: string
  target: string
  body: object | null
}

/** What of a running app is attacked, and with which sessions. */
export interface Targets {
  /** Every page, by an employee's honest launch. */
  pages: FormTarget[]
  /** Events, as somebody who knows no application token would send them. */
  events: FormTarget[]
  /** The background worker's error handler, for a portal that there is not. */
  worker: FormTarget[]
  /** Every route of the API. Those that change something name what there is not. */
  api: ApiTarget[]
  /** The note that routes which only read name: whoever may read it may delete it at the same address. */
  note: string
  /** Paths of everything that is neither. */
  plain: string[]
  employee: string
  administrator: string
  /** What an employee's page would send to `POST /api/session`. */
  proof: object
}

/** Installs Sidenote, writes a few notes and finds out what there is to attack. */
export async function findTargets(world: World): Promise<Targets> {
  const administrator = await installOverTheWire(world)
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const note = newNote('What nobody may lose')
  await employee.call('POST', '/api/notes', note)
  await employee.call('PUT', `/api/notes/${note.id}/follow-up`, { dueAt: Date.now() + 7 * 86_400_000 })

  const reading = new Map(apiCalls({ ...nobodys(), note: note.id }).map(({ name, example }) => [name, example]))
  const api = apiCalls(nobodys()).map(({ method, name, example }): ApiTarget => {
    const verb = method === '*' ? 'GET' : method
    return { verb, target: verb === 'GET' ? reading.get(name)!.path : example.path, body: example.body ?? null }
  })
  const frame = world.launch({ portal: 'acme', userId: people.employee1 })
  await sendLaunch(frame.action, formOf(frame))
  return {
    pages: pagesOf(world, frame),
    events: ['ONAPPINSTALL', 'ONAPPUPDATE', 'ONAPPUNINSTALL', 'ONCRMDEALADD'].map(event => ({ target: '/events', fields: Object.entries(forgedEvent(event, world)) })),
    worker: [{ target: `/worker/removed?member_id=${'e'.repeat(32)}`, fields: [['error', 'timeout'], ['member_id', 'e'.repeat(32)]] }],
    api,
    note: note.id,
    plain: [...plainRoutes().map(({ path }) => path), '/icon.svg', '/_nuxt/', '/nothing-here'],
    employee: employee.token,
    administrator: administrator.token,
    proof: sessionRequest(frame),
  }
}

/** The same launch for each page, with what that page is told: one proof is enough for all of them. */
function pagesOf(world: World, frame: ReturnType<World['launch']>): FormTarget[] {
  const { search } = new URL(frame.action)
  const pages = Object.entries(placementCatalogue).map(([code, { page }]): FormTarget => ({
    target: page + search,
    fields: Object.entries({ ...formOf(frame), PLACEMENT: code, PLACEMENT_OPTIONS: JSON.stringify(optionsOfPlaces[code as PlacementCode]) }),
  }))
  return [...pages, { target: `/install${search}`, fields: frame.fields }]
}

function forgedEvent(event: string, world: World): Record<string, string> {
  return {
    event, 'event_handler_id': '12', 'ts': String(Math.floor(Date.now() / 1000)), 'data[VERSION]': '1', 'data[LANGUAGE_ID]': 'en', 'data[CLEAN]': '1',
    'auth[member_id]': world.portals.acme.memberId, 'auth[application_token]': 'f'.repeat(32), 'auth[access_token]': 'a'.repeat(70), 'auth[refresh_token]': 'b'.repeat(70),
    'auth[server_endpoint]': `${world.standIn.oauthOrigin}/rest/`, 'auth[client_endpoint]': `${world.portals.acme.origin}/rest/`, 'auth[domain]': world.portals.acme.domain,
  }
}
