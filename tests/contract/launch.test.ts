import { randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { subjectKey } from '#shared/subjects'
import { hashApplicationToken } from '../../server/events/application-token'
import { changeNote, deleteNote, listRecentNotes, listSubjectNotes, openNote, restoreNote, writeNote } from '../../server/notes/notes'
import type { LaunchWorld } from './support/launch'
import { admin, author, colleague, createLaunchWorld } from './support/launch'

/** From the form that the stand-in sends to the state a page starts from, with the real database and REST client. */

const shared = subjectKey('task', 31)

let world: LaunchWorld
let standIn: LaunchWorld['standIn']
let services: LaunchWorld['services']

beforeEach(async () => {
  world = await createLaunchWorld()
  ;({ standIn, services } = world)
})

afterEach(() => world.close())

const install = () => world.install()
const form: LaunchWorld['form'] = (...args) => world.form(...args)
const open: LaunchWorld['open'] = (...args) => world.open(...args)
const rows = (table: string) => world.rows(table)
const outbound = () => world.outbound()
const taskForm = (userId: number, taskId = '31') => ({ ...form(userId), PLACEMENT: 'TASK_VIEW_TAB', PLACEMENT_OPTIONS: JSON.stringify({ taskId, URI: '/x/' }) })
const openTask = (userId: number, taskId?: string) => open(taskForm(userId, taskId), '/placements/task-view-tab')
const viewer = (userId: number) => ({ portal: { id: 1 }, user: { userId } })

describe('a proven launch', () => {
  it('stores the portal and the person, and opens the page with its data', async () => {
    await install()
    const state = await openTask(author)
    expect(state).toMatchObject({
      status: 'launched',
      launch: { user: { id: author, isAdmin: false, timeZone: 'Europe/London' }, view: 'subject', subject: { kind: 'task', id: '31' } },
      data: { view: 'subject', notes: { subject: { title: 'Agree on the catalogue cover', project: { name: 'Spring catalogue' } }, notes: [] } },
    })
    expect(await services.repositories.tokens.find(1, author)).toMatchObject({ state: 'live' })
  })

  it('asks nobody the second time', async () => {
    await install()
    const fields = taskForm(author)
    await open(fields, '/placements/task-view-tab')
    const before = outbound()
    await open(fields, '/placements/task-view-tab')
    expect(outbound()).toBe(before)
  })

  it('asks again when the proof has expired with its token', async () => {
    await install()
    const fields = taskForm(author)
    await open(fields, '/placements/task-view-tab')
    standIn.control.setFaults({ portal: 'acme', faults: { expireTokens: true } })
    world.pass(3_700_000)
    await expect(open(fields, '/placements/task-view-tab')).rejects.toMatchObject({ code: 'launch_token_expired' })
  })

  it('believes the application token of an administrator\'s installation, never an employee\'s', async () => {
    await install()
    const { applicationTokenHash: stored, memberId } = (await services.repositories.portals.findById(1))!
    expect(stored).toBe(hashApplicationToken(standIn.control.describe().portals[0]!.applicationToken!, memberId))
    await open({ ...form(author), APPLICATION_TOKEN: 'made-up' })
    expect((await services.repositories.portals.findById(1))!.applicationTokenHash).toBe(stored)
  })

  it('says so where Sidenote is not installed', async () => {
    standIn.control.install({ portal: 'acme' })
    expect(await open(form(admin))).toMatchObject({ status: 'not-installed', launch: { user: { isAdmin: true } } })
  })

  it('is a new beginning after an uninstall', async () => {
    await install()
    await services.repositories.portals.markUninstalled(1, 1, world.now())
    expect(await open(form(author))).toMatchObject({ status: 'not-installed' })
    expect((await services.repositories.portals.findById(1))!.status).toBe('installing')
  })

  it.each([
    ['options of another placement', { PLACEMENT: 'TASK_VIEW_TAB', PLACEMENT_OPTIONS: '{"dialogId":"chat1"}' }, { code: 'placement_options_invalid', missing: 'taskId' }],
    ['a task that is no number', { PLACEMENT: 'TASK_VIEW_TAB', PLACEMENT_OPTIONS: '{"taskId":"1 or 1=1"}' }, { code: 'placement_options_invalid', missing: 'taskId' }],
    ['options that are none', { PLACEMENT: 'TASK_VIEW_TAB', PLACEMENT_OPTIONS: '"taskId=31"' }, { code: 'placement_options_invalid', missing: null }],
    ['a placement of another page', { PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: '' }, { code: 'bad_request' }],
    ['a placement nobody knows', { PLACEMENT: 'constructor', PLACEMENT_OPTIONS: '' }, { code: 'bad_request' }],
  ])('with %s is refused', async (_what, fields, refusal) => {
    await install()
    await expect(open({ ...form(author), ...fields }, '/placements/task-view-tab')).rejects.toMatchObject(refusal)
  })
})

describe('a forged launch', () => {
  beforeEach(install)

  async function refusal(fields: Record<string, string>) {
    const before = [rows('portals'), rows('user_tokens'), rows('launch_proofs')]
    const answer = await open(fields).then(() => 'opened', (error: { code: string }) => error.code)
    expect([rows('portals'), rows('user_tokens'), rows('launch_proofs')]).toEqual(before)
    return answer
  }

  it('with another portal\'s member_id is refused', async () => {
    const other = standIn.portals[1]!.memberId
    expect(await refusal({ ...form(author), member_id: other })).toBe('launch_foreign_portal')
  })

  it('with a proven token and another portal\'s member_id is refused too', async () => {
    const fields = form(author)
    await open(fields)
    expect(await refusal({ ...fields, member_id: standIn.portals[1]!.memberId })).toBe('launch_foreign_portal')
  })

  it('with a made-up token is refused', async () => {
    expect(await refusal({ ...form(author), AUTH_ID: randomBytes(35).toString('hex') })).toBe('launch_token_invalid')
  })

  it('with a foreign authorization server is refused, and that server hears nothing', async () => {
    let heard = 0
    const attacker = createServer((_request, response) => {
      heard++
      response.end('{}')
    }).on('connection', () => heard++).listen(0, '127.0.0.1')
    await new Promise(resolve => attacker.once('listening', resolve))
    const endpoint = `http://127.0.0.1:${(attacker.address() as AddressInfo).port}/rest/`
    expect(await refusal({ ...form(author), SERVER_ENDPOINT: endpoint })).toBe('launch_foreign_server')
    expect(heard).toBe(0)
    attacker.close()
  })

  it('with a token of another app is refused', async () => {
    standIn.control.setApp({ clientId: 'app.2' })
    standIn.control.uninstall({ portal: 'globex' })
    standIn.control.install({ portal: 'globex' })
    const issued = standIn.control.issueToken({ portal: 'globex', userId: admin })
    expect(await refusal({ ...form(author), AUTH_ID: issued.accessToken, member_id: issued.memberId })).toBe('launch_foreign_app')
  })

  it('while the authorization server is down is put off, not believed', async () => {
    const fields = form(author)
    standIn.control.setFaults({ portal: 'acme', faults: { oauthDown: true } })
    expect(await refusal(fields)).toBe('authorization_unavailable')
  })
})

describe('notes', () => {
  const text = 'Ask the printer about the paper'
  const note = (over: object = {}) => ({ id: randomUUID(), subject: shared, text, visibility: 'team' as const, ...over })

  beforeEach(async () => {
    await install()
    for (const user of [admin, author, colleague]) await openTask(user)
  })

  it('are read by everybody who sees the subject', async () => {
    const written = await writeNote(viewer(author), note(), services)
    const seen = await listSubjectNotes(viewer(colleague), shared, undefined, services)
    expect(seen.notes).toEqual([{ ...written, mine: false }])
    expect(seen.notes[0]!.author.name).toBe('Daniel Okafor')
  })

  it('are written once when they are sent twice', async () => {
    const same = note()
    await writeNote(viewer(author), same, services)
    await writeNote(viewer(author), same, services)
    expect(rows('notes')).toBe(1)
    await expect(writeNote(viewer(colleague), same, services)).rejects.toMatchObject({ code: 'note_id_taken' })
  })

  it('that are private are the author\'s alone, administrators included', async () => {
    const { id } = await writeNote(viewer(author), note({ visibility: 'private' }), services)
    for (const other of [admin, colleague]) {
      expect((await listSubjectNotes(viewer(other), shared, undefined, services)).notes).toEqual([])
      await expect(openNote(viewer(other), id, services)).rejects.toMatchObject({ code: 'note_not_found' })
      await expect(changeNote(viewer(other), id, { pinned: true }, services)).rejects.toMatchObject({ code: 'note_not_found' })
    }
    expect((await listSubjectNotes(viewer(author), shared, undefined, services)).notes).toHaveLength(1)
  })

  it('are nobody\'s where Bitrix24 does not show the task', async () => {
    const tasks = standIn.control.describe().portals[0]!.tasks
    const hidden = tasks.find(task => task.visibleTo.includes(admin) && !task.visibleTo.includes(colleague))!
    const subject = subjectKey('task', hidden.id)
    const { id } = await writeNote(viewer(admin), note({ subject }), services)
    await expect(listSubjectNotes(viewer(colleague), subject, undefined, services)).rejects.toMatchObject({ code: 'subject_denied' })
    await expect(writeNote(viewer(colleague), note({ subject }), services)).rejects.toMatchObject({ code: 'subject_denied' })
    await expect(openNote(viewer(colleague), id, services)).rejects.toMatchObject({ code: 'note_not_found' })
    expect(await openTask(colleague, String(hidden.id))).toMatchObject({ status: 'launched', data: { view: 'refused', code: 'subject_denied' } })
  })

  it('are edited by their author only, and never over a newer text', async () => {
    const { id, version } = await writeNote(viewer(author), note(), services)
    await expect(changeNote(viewer(colleague), id, { text: 'Mine now', version }, services)).rejects.toMatchObject({ code: 'note_not_found' })
    const edited = await changeNote(viewer(author), id, { text: 'Newer', version }, services)
    expect(edited).toMatchObject({ text: 'Newer', version: version + 1, editedAt: world.now() })
    await expect(changeNote(viewer(author), id, { text: 'Older', version }, services)).rejects.toMatchObject({ code: 'note_changed' })
  })

  it('are pinned by everybody who sees them, and then come first', async () => {
    const first = await writeNote(viewer(author), note(), services)
    world.pass(1000)
    await writeNote(viewer(author), note(), services)
    await changeNote(viewer(colleague), first.id, { pinned: true }, services)
    const { notes } = await listSubjectNotes(viewer(author), shared, undefined, services)
    expect(notes.map(({ id, pinned }) => [id === first.id, pinned])).toEqual([[true, true], [false, false]])
  })

  it('come back after they were deleted', async () => {
    const { id } = await writeNote(viewer(author), note(), services)
    await expect(deleteNote(viewer(colleague), id, services)).rejects.toMatchObject({ code: 'note_not_found' })
    await deleteNote(viewer(author), id, services)
    expect((await listSubjectNotes(viewer(author), shared, undefined, services)).notes).toEqual([])
    expect((await restoreNote(viewer(author), id, services)).text).toBe(text)
    expect((await listSubjectNotes(viewer(author), shared, undefined, services)).notes).toHaveLength(1)
  })

  it('are listed to the end, each once, page by page', async () => {
    for (let index = 0; index < 120; index++) {
      world.pass(index % 2)
      await writeNote(viewer(author), note({ text: `Note ${index}` }), services)
    }
    const seen: string[] = []
    for (let before: string | undefined; ;) {
      const page = await listSubjectNotes(viewer(author), shared, before, services)
      seen.push(...page.notes.map(({ id }) => id))
      if (!page.more) break
      before = page.more
    }
    expect(new Set(seen).size).toBe(120)
    expect(seen).toHaveLength(120)
    await expect(listSubjectNotes(viewer(author), shared, '1; drop table notes', services)).rejects.toMatchObject({ code: 'bad_request' })
  })

  it('of my own are listed with their subjects', async () => {
    await writeNote(viewer(author), note(), services)
    await writeNote(viewer(colleague), note(), services)
    const { entries } = await listRecentNotes(viewer(author), {}, services)
    expect(entries).toEqual([expect.objectContaining({ subject: expect.objectContaining({ title: 'Agree on the catalogue cover', path: '/company/personal/user/3/tasks/task/view/31/' }) })])
  })

  it('of another portal are out of reach', async () => {
    const { id } = await writeNote(viewer(author), note(), services)
    const stranger = { portal: { id: 2 }, user: { userId: author } }
    await expect(openNote(stranger, id, services)).rejects.toMatchObject({ code: 'note_not_found' })
    await expect(deleteNote(stranger, id, services)).rejects.toMatchObject({ code: 'note_not_found' })
  })
})
