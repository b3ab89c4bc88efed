import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp, eventHandler, toNodeListener } from 'h3'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PageState } from '#shared/launch'
import { subjectKey } from '#shared/subjects'
import { receiveEvent } from '../../server/events/receive'
import launchMiddleware from '../../server/middleware/launch'
import { writeNote } from '../../server/notes/notes'
import type { Services } from '../../server/services'
import { statementBudgets } from '../support/budgets'
import { recordStatements } from '../support/statements'
import type { LaunchWorld } from './support/launch'
import { author, createLaunchWorld } from './support/launch'

/** What one request asks of the database and of Bitrix24, counted: from the form on the wire to the state that the page renders. */

const running = vi.hoisted(() => ({ services: undefined as unknown }))
vi.mock('../../server/services', async original => ({ ...await original<object>(), useServices: () => running.services as Services }))

let world: LaunchWorld
let server: Server
let statements: string[]

beforeEach(async () => {
  world = await createLaunchWorld({ opened: (handle) => { statements = recordStatements(handle) } })
  running.services = world.services
  const app = createApp().use(launchMiddleware).use(eventHandler(event => event.context.pageState ?? 'a plain page'))
  server = createServer(toNodeListener(app)).listen(0, '127.0.0.1')
  await world.install()
})

afterEach(async () => {
  server.close()
  await world.close()
})

async function launch(path: string, fields: Record<string, string>): Promise<PageState> {
  const { origin } = world.standIn.portals[0]!
  const query = new URLSearchParams({ DOMAIN: new URL(origin).host, PROTOCOL: '0', LANG: 'en', APP_SID: 'a'.repeat(32) })
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}?${query}`, { method: 'POST', body: new URLSearchParams(fields) })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-security-policy')).toContain(`frame-ancestors ${origin}`)
  return await answer.json().catch(() => null) as PageState
}

const taskTab = () => ['/placements/task-view-tab', { ...world.form(author), PLACEMENT: 'TASK_VIEW_TAB', PLACEMENT_OPTIONS: '{"taskId":"31"}' }] as const

/** Twenty notes on task 31, every fourth with a follow-up. */
async function writeTwenty() {
  for (let number = 0; number < 20; number++) {
    const note = { id: randomUUID(), subject: subjectKey('task', 31), text: `Note ${number}`, visibility: 'team' as const }
    await writeNote({ portal: { id: 1 }, user: { userId: author } }, number % 4 === 0 ? { ...note, dueAt: world.now() + 3_600_000 } : note, world.services)
  }
}

/** Does it once more after it was done once, when the caller is known; Bitrix24 is not asked again. */
async function countedAgain<Result>(run: () => Promise<Result>): Promise<Result> {
  await run()
  const outbound = world.outbound()
  statements.length = 0
  const result = await run()
  expect(world.outbound() - outbound, 'outbound calls').toBe(0)
  return result
}

function expectWithin(budget: number) {
  expect(statements.length, `${statements.length} statements, the budget is ${budget}:\n${statements.join('\n')}\n`).toBeLessThanOrEqual(budget)
}

it('a known caller opens a task with twenty notes', async () => {
  const [path, form] = taskTab()
  await launch(path, form)
  await writeTwenty()
  const state = await countedAgain(() => launch(path, form))
  expect(state).toMatchObject({ status: 'launched', data: { view: 'subject', notes: { notes: { length: 20 } } } })
  expectWithin(statementBudgets.taskTab)
})

it('a known caller opens the home page with notes and follow-ups', async () => {
  await launch(...taskTab())
  await writeTwenty()
  const form = world.form(author)
  const state = await countedAgain(() => launch('/', form))
  expect(state).toMatchObject({ status: 'launched', data: { view: 'home', recent: { entries: { length: 20 } }, followUps: { length: 5 } } })
  expectWithin(statementBudgets.home)
})

it('a page of the portal brings the background worker along', async () => {
  await countedAgain(() => launch('/placements/page-background-worker', { ...world.form(author), PLACEMENT: 'PAGE_BACKGROUND_WORKER' }))
  expectWithin(statementBudgets.worker)
})

it('an event is one row', async () => {
  const { memberId, applicationToken } = world.standIn.control.describe().portals[0]!
  const event = new URLSearchParams({ 'event': 'ONAPPUNINSTALL', 'ts': String(Math.floor(world.now() / 1000)), 'auth[member_id]': memberId, 'auth[application_token]': applicationToken! })
  const { repositories, keyring, authorization, clock, log } = world.services
  const outbound = world.outbound()
  statements.length = 0
  const receipt = await receiveEvent(event.toString(), { ...repositories, keyring, authorization, app: { clientId: 'app.1', allowLoopback: true }, admit: () => {}, clock, log })
  expect(receipt).toBe('stored')
  expect(world.outbound() - outbound, 'outbound calls').toBe(0)
  expect(statements.filter(statement => !/^select/i.test(statement))).toEqual([expect.stringMatching(/^insert into "event_inbox"/i)])
  expectWithin(statementBudgets.event)
})
