import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PageData } from '#shared/launch'
import type { NewNote } from '#shared/notes'
import { SearchQuerySchema } from '#shared/search'
import type { SearchInput } from '#shared/search'
import { subjectKey } from '#shared/subjects'
import * as v from 'valibot'
import { askErasure, eraseDuePortals } from '../../server/data/erase'
import { createInbox } from '../../server/events/inbox'
import { receiveEvent } from '../../server/events/receive'
import { finishFollowUp, listDoneFollowUps, listDueFollowUps, removeFollowUp, setFollowUp } from '../../server/follow-ups/follow-ups'
import { createWatcher } from '../../server/live/watcher'
import { noteHistory } from '../../server/notes/history'
import { changeNote, deleteNote, listRecentNotes, listSubjectNotes, restoreNote, writeNote } from '../../server/notes/notes'
import { sendDueNotices } from '../../server/notices/work'
import { sendDueReminders } from '../../server/reminders/work'
import { pruneOldRecords } from '../../server/retention/prune'
import { searchNotes } from '../../server/search/search'
import { growingParts } from '../support/plans'
import { recordStatements } from '../support/statements'
import type { LaunchWorld } from './support/launch'
import { admin, author, colleague, createLaunchWorld } from './support/launch'

/** Nothing that people wait for, and nothing that the clock does, goes through a table: whatever statement is run, SQLite explains how. */

const day = 24 * 60 * 60_000
const task = subjectKey('task', 31)

let world: LaunchWorld
let statements: string[]

beforeEach(async () => {
  world = await createLaunchWorld({ opened: (handle) => { statements = recordStatements(handle) } })
  await world.install()
})

// Whatever was run is looked at, so that nobody has to name a statement here.
afterEach(async () => {
  const found = [...new Set(statements)].map(statement => ({ statement, plan: growingParts(world.services.database, statement) })).filter(({ plan }) => plan.length > 0)
  expect(statements.length).toBeGreaterThan(0)
  expect(found).toEqual([])
  await world.close()
})

const viewer = (userId: number) => ({ portal: { id: 1 }, user: { userId } })
const launch = (userId: number, placement: string, options: unknown = {}) => world.open(
  { ...world.form(userId), PLACEMENT: placement, PLACEMENT_OPTIONS: JSON.stringify(options) },
  placement === 'DEFAULT' ? '/' : `/placements/${placement.toLowerCase().replaceAll('_', '-')}`,
)
const write = (note: Partial<NewNote> = {}, userId: number = author) =>
  writeNote(viewer(userId), { id: randomUUID(), subject: task, text: 'A note', visibility: 'team', ...note }, world.services)

type ViewName = Exclude<PageData['view'], 'refused'>
/** Who opens each view, where, and with what. */
const openings: Record<Exclude<ViewName, 'install' | 'note'>, [userId: number, placement: string, options?: object]> = {
  home: [author, 'DEFAULT'],
  subject: [author, 'TASK_VIEW_TAB', { taskId: '31' }],
  list: [author, 'TASK_GROUP_LIST_TOOLBAR', { GROUP_ID: '11' }],
  templates: [author, 'IM_TEXTAREA', { dialogId: '5' }],
  chats: [author, 'IM_NAVIGATION', { URI: '/online/' }],
  calls: [author, 'TELEPHONY_ANALYTICS_MENU'],
  worker: [author, 'PAGE_BACKGROUND_WORKER'],
  settings: [admin, 'DEFAULT', { view: 'settings' }],
  message: [author, 'IM_CONTEXT_MENU', { messageId: '502', dialogId: 'chat40' }],
  call: [author, 'CALL_CARD', { CALL_ID: 'externalCall.1', PHONE_NUMBER: '+44 20 7946 0018', CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: '5', CALL_DIRECTION: 'incoming', CALL_STATE: 'idle' }],
  calendar: [author, 'CALENDAR_GRIDVIEW', { viewRangeFrom: '2026-11-21', viewRangeTo: '2026-11-28', URI: '/calendar/' }],
  field: [author, 'USERFIELD_TYPE', { MODE: 'edit', ENTITY_ID: 'CRM_DEAL', FIELD_NAME: 'UF_CRM_NEXT', ENTITY_VALUE_ID: '23', VALUE: 'Call' }],
}

it.each(Object.entries(openings))('opening %s', async (view, opening) => {
  expect(await launch(...opening)).toMatchObject({ status: 'launched', data: { view } })
  await write({ dueAt: world.now() + day }, opening[0])
  // The second time the caller is known, and there is something to show.
  await launch(...opening)
})

it('reading', async () => {
  await launch(author, 'TASK_VIEW_TAB', { taskId: '31' })
  const note = await write({ dueAt: world.now() + day })
  const project = subjectKey('project', 11)
  const after = `0.${world.now() + day}.${note.id}`
  expect(await launch(author, 'DEFAULT', { view: 'note', note: note.id })).toMatchObject({ data: { view: 'note' } })
  for (const before of [undefined, after]) {
    await listSubjectNotes(viewer(author), task, before, world.services)
    await listRecentNotes(viewer(author), { before }, world.services)
    await listRecentNotes(viewer(author), { before, kind: 'task' }, world.services)
    await listDoneFollowUps(viewer(author), before, world.services)
  }
  await listSubjectNotes(viewer(author), project, undefined, world.services)
  await listDueFollowUps(viewer(author), world.services)
  await noteHistory(viewer(author), note.id, world.services)
})

it('searching, by words and by each filter', async () => {
  await launch(author, 'TASK_VIEW_TAB', { taskId: '31' })
  await write()
  const filters: SearchInput[] = [{}, { kind: 'task' }, { author }, { from: 1, to: 9 }, { pinned: true }, { due: true }]
  const search = async (input: SearchInput) => { await searchNotes(viewer(author), v.parse(SearchQuerySchema, input), world.services) }
  for (const filter of filters) {
    await search({ ...filter, text: 'note' })
    if (Object.keys(filter).length > 0) await search(filter)
  }
})

it('writing', async () => {
  await launch(author, 'TASK_VIEW_TAB', { taskId: '31' })
  const { id, version } = await write({ text: '- [ ] Ask @[Priya Nair](user:5)', dueAt: world.now() + day, assignee: colleague })
  const { services } = world
  await changeNote(viewer(author), id, { pinned: true }, services)
  await changeNote(viewer(author), id, { text: '- [ ] Ask them', version: version + 1 }, services)
  await changeNote(viewer(author), id, { tick: { task: 0, done: true }, version: version + 2 }, services)
  await setFollowUp(viewer(author), id, { dueAt: world.now() + 2 * day, assignee: author }, services)
  await finishFollowUp(viewer(author), id, true, services)
  await removeFollowUp(viewer(author), id, services)
  await deleteNote(viewer(author), id, services)
  await restoreNote(viewer(author), id, services)
})

it('hearing what changes', async () => {
  await launch(author, 'TASK_VIEW_TAB', { taskId: '31' })
  await write()
  const heard = vi.fn()
  const end = createWatcher({ changes: world.services.repositories.changes, log: world.services.log }).listen(1, task, heard)
  await vi.waitFor(() => expect(heard).toHaveBeenCalled())
  end()
})

it('an event, and obeying it', async () => {
  const { memberId, applicationToken } = world.standIn.control.describe().portals[0]!
  const body = new URLSearchParams({ 'event': 'ONAPPUNINSTALL', 'ts': String(Math.floor(world.now() / 1000)), 'auth[member_id]': memberId, 'auth[application_token]': applicationToken!, 'data[CLEAN]': '0' })
  const { repositories, keyring, authorization, clock, log } = world.services
  const deps = { ...repositories, ...world.services, keyring, authorization, app: { clientId: 'app.1', allowLoopback: true }, admit: () => {}, clock, log, later: () => {} }
  expect(await receiveEvent(body.toString(), deps)).toBe('stored')
  await createInbox(deps).work()
})

it('what the clock does', async () => {
  await launch(colleague, 'TASK_VIEW_TAB', { taskId: '31' })
  await launch(author, 'TASK_VIEW_TAB', { taskId: '31' })
  await write({ text: 'Ask @[Priya Nair](user:5)', dueAt: world.now() + 1000 })
  world.pass(2000)
  const { repositories, clock, log } = world.services
  const delivery = { ...world.services, appCode: 'vendor.app' }
  expect(await sendDueReminders(delivery)).toBe(1)
  expect(await sendDueNotices(delivery)).toBe(1)
  await pruneOldRecords({ ...repositories, running: world.services.running, clock, log })
  const portal = (await repositories.portals.findById(1))!
  await askErasure({ portal, user: { userId: admin } }, new URL(portal.origin).host, world.services)
  world.pass(30 * day)
  await pruneOldRecords({ ...repositories, running: world.services.running, clock, log })
  expect(await eraseDuePortals(world.services)).toBe(1)
})
