import { randomUUID } from 'node:crypto'
import { apiRoutes, routeName } from '../../support/routes'
import type { ServerRoute } from '../../support/routes'
import { people, tasks } from './acme'

/** Whom a route answers. `administratorNow`: an administrator, as the portal says with each call. */
export type Asked = 'everybody' | 'person' | 'administrator' | 'administratorNow'

/** What of a portal the examples are about. */
export interface Belongings {
  note: string
  template: string
  /** A field of the CRM, as Bitrix24 numbers it. */
  field: string
  /** Somebody whose private notes are to be erased. */
  person: string
  /** `task:31` */
  subject: string
}

/** A call that a route takes. */
interface RouteExample {
  path: string
  body?: object
  asked: Asked
}

type Example = Omit<RouteExample, 'asked'>

const range = 'from=2026-11-01&to=2026-11-21'
const file = 'language=en&zone=Europe/Berlin'
const template = { kind: 'chat', title: 'Thanks', text: 'Thank you, {contact}.', folder: '', shared: true }

/** One valid call of every route of the API, by whom it answers. */
const examples: Record<Asked, Record<string, (own: Belongings) => Example>> = {
  everybody: {
    'POST /api/session': () => ({ path: '/api/session', body: { authId: 'x'.repeat(70), refreshId: '', authExpires: 3600, memberId: 'x', language: 'en', path: '/', placement: 'DEFAULT', placementOptions: {} } }),
    '* /api/**': () => ({ path: '/api/nothing-here' }),
  },
  person: {
    'GET /api/session': () => ({ path: '/api/session' }),
    'GET /api/calendar/events': () => ({ path: `/api/calendar/events?owner=user-${people.employee1}&${range}` }),
    'GET /api/calls': () => ({ path: `/api/calls?${range}` }),
    'GET /api/follow-ups': () => ({ path: '/api/follow-ups' }),
    'GET /api/follow-ups/done': () => ({ path: '/api/follow-ups/done' }),
    'GET /api/follow-ups/due': () => ({ path: '/api/follow-ups/due' }),
    'GET /api/notes': ({ subject }) => ({ path: `/api/notes?subject=${subject}` }),
    'POST /api/notes': ({ subject }) => ({ path: '/api/notes', body: { id: randomUUID(), subject, text: 'Written by an example', visibility: 'team' } }),
    'GET /api/notes/export': () => ({ path: `/api/notes/export?format=md&${file}` }),
    'GET /api/notes/list': () => ({ path: '/api/notes/list?owner=project:11' }),
    'GET /api/notes/live': ({ subject }) => ({ path: `/api/notes/live?subject=${subject}&after=0` }),
    'GET /api/notes/recent': () => ({ path: '/api/notes/recent' }),
    'GET /api/notes/:id': ({ note }) => ({ path: `/api/notes/${note}` }),
    'PATCH /api/notes/:id': ({ note }) => ({ path: `/api/notes/${note}`, body: { text: 'Changed by an example', version: 1 } }),
    'DELETE /api/notes/:id': ({ note }) => ({ path: `/api/notes/${note}` }),
    'GET /api/notes/:id/history': ({ note }) => ({ path: `/api/notes/${note}/history` }),
    'POST /api/notes/:id/restore': ({ note }) => ({ path: `/api/notes/${note}/restore` }),
    'PUT /api/notes/:id/follow-up': ({ note }) => ({ path: `/api/notes/${note}/follow-up`, body: { dueAt: Date.now() + 86_400_000 } }),
    'PATCH /api/notes/:id/follow-up': ({ note }) => ({ path: `/api/notes/${note}/follow-up`, body: { done: true } }),
    'DELETE /api/notes/:id/follow-up': ({ note }) => ({ path: `/api/notes/${note}/follow-up` }),
    'POST /api/search': () => ({ path: '/api/search', body: { text: 'example' } }),
    'GET /api/templates': () => ({ path: '/api/templates' }),
    'POST /api/templates': () => ({ path: '/api/templates', body: { id: randomUUID(), ...template } }),
    'PATCH /api/templates/:id': own => ({ path: `/api/templates/${own.template}`, body: { ...template, version: 1 } }),
    'DELETE /api/templates/:id': own => ({ path: `/api/templates/${own.template}` }),
    'POST /api/templates/:id/restore': own => ({ path: `/api/templates/${own.template}/restore` }),
  },
  administrator: {
    'GET /api/admin/audit': () => ({ path: '/api/admin/audit' }),
    'GET /api/admin/data': () => ({ path: '/api/admin/data' }),
    'GET /api/admin/fields': () => ({ path: '/api/admin/fields' }),
    'GET /api/admin/health': () => ({ path: '/api/admin/health' }),
    'POST /api/admin/health/check': () => ({ path: '/api/admin/health/check', body: { step: 'time' } }),
    'GET /api/admin/places': () => ({ path: '/api/admin/places' }),
    'POST /api/admin/places/reconcile': () => ({ path: '/api/admin/places/reconcile', body: { codes: ['TASK_VIEW_TAB'] } }),
    'GET /api/admin/settings': () => ({ path: '/api/admin/settings' }),
    'PUT /api/admin/settings': () => ({ path: '/api/admin/settings', body: { version: 0, places: { LEFT_MENU: { on: true } } } }),
    'POST /api/installation/events': () => ({ path: '/api/installation/events' }),
    'POST /api/installation/fields': () => ({ path: '/api/installation/fields' }),
    'POST /api/installation/finish': () => ({ path: '/api/installation/finish' }),
    'POST /api/installation/placements': () => ({ path: '/api/installation/placements' }),
  },
  administratorNow: {
    'POST /api/admin/erasure': () => ({ path: '/api/admin/erasure', body: { confirm: 'acme.bitrix24.test' } }),
    'DELETE /api/admin/erasure': () => ({ path: '/api/admin/erasure' }),
    'GET /api/admin/export': () => ({ path: `/api/admin/export?format=json&${file}` }),
    'POST /api/admin/fields': () => ({ path: '/api/admin/fields', body: { entity: 'deal', label: 'Next step' } }),
    'PATCH /api/admin/fields/:id': ({ field }) => ({ path: `/api/admin/fields/${field}`, body: { label: 'What next' } }),
    'DELETE /api/admin/fields/:id': ({ field }) => ({ path: `/api/admin/fields/${field}` }),
    'POST /api/admin/fields/type': () => ({ path: '/api/admin/fields/type' }),
    'DELETE /api/admin/fields/type': () => ({ path: '/api/admin/fields/type' }),
    'DELETE /api/admin/people/:id/private-notes': ({ person }) => ({ path: `/api/admin/people/${person}/private-notes` }),
  },
}

/** Things that there are in no portal. */
export const nobodys = (): Belongings => ({ note: randomUUID(), template: randomUUID(), field: '999999', person: '999999', subject: `task:${tasks.everybody}` })

export interface RouteCall extends ServerRoute { name: string, example: RouteExample }

/**
 * Every route of the API with a call that it takes.
 * @throws when a route has no example: whoever adds one says here whom it answers, and every test of this folder tries it
 */
export function apiCalls(own: Belongings): RouteCall[] {
  const known = new Map(Object.entries(examples).flatMap(([asked, some]) =>
    Object.entries(some).map(([name, example]): [string, RouteExample] => [name, { ...example(own), asked: asked as Asked }])))
  const calls = apiRoutes().map((route): RouteCall => {
    const name = routeName(route)
    const example = known.get(name)
    if (!example) throw new Error(`${name} has no example in tests/e2e/support/route-examples.ts: say there what a call of it looks like and whom it answers.`)
    known.delete(name)
    return { ...route, name, example }
  })
  if (known.size > 0) throw new Error(`There is no route any more for the examples of ${[...known.keys()].join(', ')}.`)
  return calls
}
