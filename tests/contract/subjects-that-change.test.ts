import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SearchQuerySchema } from '#shared/search'
import type { SubjectKey } from '#shared/subjects'
import * as v from 'valibot'
import { finishFollowUp, listOpenFollowUps, setFollowUp } from '../../server/follow-ups/follow-ups'
import { changeNote, deleteNote, listRecentNotes, listSubjectNotes, openNote, restoreNote, writeNote } from '../../server/notes/notes'
import { listTaskNotes } from '../../server/notes/task-list'
import { sendReminder } from '../../server/reminders/send'
import { searchNotes } from '../../server/search/search'
import { denialFreshFor, grantFreshFor, openSubject } from '../../server/subjects/access'
import { confirmSubjects } from '../../server/subjects/confirm'
import type { LaunchWorld } from './support/launch'
import { admin, author, colleague, createLaunchWorld } from './support/launch'

/** What becomes of notes when their subjects change, as the stand-in answers it: deleted, renamed, closed, taken from somebody. */

const portal = 'acme'
let world: LaunchWorld
beforeEach(async () => {
  world = await createLaunchWorld()
  await world.install()
  for (const user of [admin, author, colleague]) await world.open(world.form(user))
})
afterEach(() => world.close())

const viewer = (userId: number) => ({ portal: { id: 1 }, user: { userId } })
const see = (userId: number, key: string) => openSubject(1, userId, key as SubjectKey, world.services)
const write = (userId: number, subject: string, text: string, dueAt?: number) => {
  world.pass(1000)
  return writeNote(viewer(userId), { id: randomUUID(), subject: subject as SubjectKey, text, visibility: 'team', ...(dueAt && { dueAt }) }, world.services)
}
const search = async (userId: number, text: string) => (await searchNotes(viewer(userId), v.parse(SearchQuerySchema, { text }), world.services)).hits.map(({ note, subject }) => [note.text, subject.title, subject.ended])
const recent = async (userId: number) => (await listRecentNotes(viewer(userId), {}, world.services)).entries.map(({ note, subject }) => [note.text, subject.title, subject.ended])
const asked = (method: string) => world.standIn.control.calls({ portal })[method] ?? 0

const things: [key: string, remove: () => void][] = [
  ['task:31', () => world.standIn.control.deleteTask({ portal, taskId: 31 })],
  ['project:11', () => world.standIn.control.deleteProject({ portal, projectId: 11 })],
  ['automation:group-11', () => world.standIn.control.deleteProject({ portal, projectId: 11 })],
  ['lead:15', () => world.standIn.control.deleteEntity({ portal, entity: 'lead', id: 15 })],
  ['deal:22', () => world.standIn.control.deleteEntity({ portal, entity: 'deal', id: 22 })],
  ['contact:5', () => world.standIn.control.deleteEntity({ portal, entity: 'contact', id: 5 })],
  ['company:4', () => world.standIn.control.deleteEntity({ portal, entity: 'company', id: 4 })],
]

describe('a subject that was deleted', () => {
  it.each(things)('%s keeps its notes for who saw it, under its last title, and for nobody else', async (key, remove) => {
    const { title } = await see(author, key)
    await write(author, key, 'Kept in mind')
    remove()
    world.pass(grantFreshFor)
    expect(await see(author, key)).toMatchObject({ key, title, ended: 'deleted', path: null })
    expect(await listSubjectNotes(viewer(author), key as SubjectKey, undefined, world.services)).toMatchObject({ subject: { ended: 'deleted' }, notes: [{ text: 'Kept in mind' }] })
    expect(await recent(author)).toEqual([['Kept in mind', title, 'deleted']])
    expect(await search(author, 'mind')).toEqual([['Kept in mind', title, 'deleted']])
    // Whoever never opened it, an administrator included, does not find out that there was something.
    for (const other of [colleague, admin]) {
      await expect(see(other, key)).rejects.toMatchObject({ code: 'subject_denied' })
      expect(await search(other, 'mind')).toEqual([])
    }
  })

  it.each(things)('%s is found out by a search as well', async (key, remove) => {
    await see(author, key)
    remove()
    world.pass(grantFreshFor)
    expect(await confirmSubjects(1, author, [key as SubjectKey], world.services)).toEqual(new Set([key]))
    expect(await see(author, key)).toMatchObject({ ended: 'deleted' })
    expect(await confirmSubjects(1, colleague, [key as SubjectKey], world.services)).toEqual(new Set())
  })

  it('lets old notes be worked with, and takes no new ones', async () => {
    const { id } = await write(author, 'task:31', 'Call them', world.now() + 3_600_000)
    const mine = await write(author, 'task:31', 'Old')
    world.standIn.control.deleteTask({ portal, taskId: 31 })
    world.pass(grantFreshFor)
    await expect(write(author, 'task:31', 'New')).rejects.toMatchObject({ code: 'subject_gone', status: 410 })
    expect(await openNote(viewer(author), id, world.services)).toMatchObject({ subject: { ended: 'deleted', title: 'Agree on the catalogue cover' } })
    expect(await changeNote(viewer(author), id, { text: 'Call them soon', version: 1 }, world.services)).toMatchObject({ text: 'Call them soon' })
    await setFollowUp(viewer(author), id, { dueAt: world.now() + 7_200_000 }, world.services)
    expect(await listOpenFollowUps(viewer(author), {}, world.services)).toMatchObject([{ subject: { ended: 'deleted' } }])
    expect(await finishFollowUp(viewer(author), id, true, world.services)).toMatchObject({ followUp: { doneAt: expect.any(Number) } })
    await deleteNote(viewer(author), mine.id, world.services)
    expect(await restoreNote(viewer(author), mine.id, world.services)).toMatchObject({ text: 'Old' })
    // A request whose answer was lost is no new note.
    expect(await writeNote(viewer(author), { id: mine.id, subject: 'task:31' as SubjectKey, text: 'Old', visibility: 'team' }, world.services)).toMatchObject({ id: mine.id })
  })

  it('is still reminded of, by its last title', async () => {
    const { id } = await write(author, 'task:31', 'Call them', world.now() + 60_000)
    world.standIn.control.deleteTask({ portal, taskId: 31 })
    world.pass(grantFreshFor)
    const reminder = (await world.services.repositories.reminders.due(world.now(), 10)).find(({ noteId }) => noteId === id)
    const acme = await world.services.repositories.portals.findById(1)
    expect(await sendReminder(acme!, reminder!, { ...world.services, appCode: 'vendor.app' })).toBe('sent')
    expect(world.standIn.control.notifications({ portal })).toMatchObject([{ to: author, message: expect.stringContaining('Agree on the catalogue cover') }])
  })

  it('is hardly asked about, and is itself again as soon as Bitrix24 shows it to somebody', async () => {
    for (const user of [author, colleague]) await see(user, 'task:31')
    world.standIn.control.deleteTask({ portal, taskId: 31 })
    world.pass(grantFreshFor)
    await see(author, 'task:31')
    const before = asked('batch') + asked('tasks.task.get')
    for (const user of [author, colleague, author]) await see(user, 'task:31')
    expect(await confirmSubjects(1, author, ['task:31' as SubjectKey], world.services)).toEqual(new Set(['task:31']))
    expect(asked('batch') + asked('tasks.task.get')).toBe(before)
    world.standIn.control.restoreTask({ portal, taskId: 31 })
    world.pass(denialFreshFor)
    expect(await see(colleague, 'task:31')).toMatchObject({ ended: null, path: expect.stringContaining('/task/view/31/') })
    expect(await see(author, 'task:31')).toMatchObject({ ended: null })
    await write(author, 'task:31', 'Here again')
  })

  it('has no list of tasks any more', async () => {
    await write(author, 'task:31', 'On a task')
    expect((await listTaskNotes(viewer(author), 'project:11' as SubjectKey, undefined, world.services)).groups).toHaveLength(1)
    world.standIn.control.deleteProject({ portal, projectId: 11 })
    world.pass(grantFreshFor)
    expect(await listTaskNotes(viewer(author), 'project:11' as SubjectKey, undefined, world.services)).toMatchObject({ owner: { ended: 'deleted', title: 'Spring catalogue' }, groups: [], more: null })
    expect(await recent(author)).toEqual([['On a task', 'Agree on the catalogue cover', null]])
  })
})

describe('a subject that was taken from somebody', () => {
  it('is theirs no more after ten minutes, though an administrator sees it', async () => {
    await write(author, 'task:34', 'Parking')
    world.standIn.control.changeTask({ portal, taskId: 34, change: { responsibleId: admin, groupId: null } })
    world.pass(grantFreshFor)
    expect(await search(author, 'Parking')).toEqual([])
    await expect(see(author, 'task:34')).rejects.toMatchObject({ code: 'subject_denied' })
    expect(await recent(author)).toEqual([])
    // And stays so when it is deleted later.
    world.standIn.control.deleteTask({ portal, taskId: 34 })
    world.pass(grantFreshFor)
    await expect(see(author, 'task:34')).rejects.toMatchObject({ code: 'subject_denied' })
  })

  it('is so too in the CRM, where nobody else has to be asked', async () => {
    await see(author, 'deal:23')
    const deal = 'deal:23' as SubjectKey
    await world.services.repositories.subjects.saveGrant(1, colleague, deal, true, world.now() - grantFreshFor)
    const before = asked('user.admin')
    await expect(see(colleague, deal)).rejects.toMatchObject({ code: 'subject_denied' })
    expect(asked('user.admin')).toBe(before)
  })
})

describe('a subject that nobody can tell to be deleted', () => {
  it('is refused when no administrator can be asked', async () => {
    await see(author, 'task:31')
    const token = await world.services.repositories.tokens.find(1, admin)
    await world.services.repositories.tokens.markDead(1, admin, token!.version, world.now())
    world.standIn.control.deleteTask({ portal, taskId: 31 })
    world.pass(grantFreshFor)
    await expect(see(author, 'task:31')).rejects.toMatchObject({ code: 'subject_denied' })
  })

  it('is a chat: Bitrix24 says the same to everybody who is not in it', async () => {
    await see(colleague, 'chat:chat40')
    const chat = 'chat:chat41' as SubjectKey
    await world.services.repositories.subjects.saveGrant(1, colleague, chat, true, world.now() - grantFreshFor)
    await expect(see(colleague, chat)).rejects.toMatchObject({ code: 'subject_denied' })
  })
})

describe('a subject that is not as usual', () => {
  it('bears its new title once Bitrix24 was asked again', async () => {
    await write(author, 'task:31', 'Oak')
    world.standIn.control.changeTask({ portal, taskId: 31, change: { title: 'Agree on both covers' } })
    expect(await search(author, 'Oak')).toEqual([['Oak', 'Agree on the catalogue cover', null]])
    world.pass(grantFreshFor)
    await see(author, 'task:31')
    expect(await search(author, 'covers')).toEqual([['Oak', 'Agree on both covers', null]])
  })

  it('is a closed project, on which everything works', async () => {
    world.standIn.control.closeProject({ portal, projectId: 11 })
    expect(await see(author, 'project:11')).toMatchObject({ ended: 'closed', path: '/workgroups/group/11/' })
    expect(await see(author, 'automation:group-11')).toMatchObject({ ended: 'closed' })
    await write(author, 'project:11', 'For the next catalogue')
    expect(await recent(author)).toEqual([['For the next catalogue', 'Spring catalogue', 'closed']])
  })

  it('is a person who left: what is noted of them and what they wrote stays, with their name', async () => {
    await write(colleague, 'task:31', 'By Priya')
    world.standIn.control.dismiss({ portal, userId: colleague })
    expect(await see(author, `user:${colleague}`)).toMatchObject({ title: 'Priya Nair', ended: 'left', path: '/company/personal/user/5/' })
    await write(author, `user:${colleague}`, 'Knew the printer')
    expect(await see(author, `chat:${author}-${colleague}`)).toMatchObject({ title: 'Priya Nair', ended: 'left' })
    expect(await listSubjectNotes(viewer(author), 'task:31' as SubjectKey, undefined, world.services)).toMatchObject({ notes: [{ text: 'By Priya', author: { name: 'Priya Nair' } }] })
  })
})

describe('a chat', () => {
  it('names who is in it', async () => {
    expect((await see(author, 'chat:chat40')).people.map(({ role, person }) => [role, person.name])).toEqual([['member', 'Maria Johnson'], ['member', 'Daniel Okafor'], ['member', 'Priya Nair']])
    // The customer of an open line is no colleague.
    expect((await see(author, 'chat:chat44')).people.map(({ person }) => person.id)).toEqual([author, colleague])
  })

  it('of a deal and of an open line tells whom it is with, to whoever may see that in the CRM', async () => {
    expect((await see(author, 'chat:chat45')).crm).toEqual({ contact: 'Eleanor Whitby', company: 'Northwind Gardens', phone: '+44 20 7946 0018' })
    expect((await see(author, 'chat:chat44')).crm).toEqual({ contact: 'Grace Holloway', company: null, phone: '+44 20 7946 0077' })
    expect((await see(author, 'chat:chat40')).crm).toEqual({ contact: null, company: null, phone: null })
    world.standIn.control.deleteEntity({ portal, entity: 'deal', id: 22 })
    world.pass(grantFreshFor)
    expect((await see(author, 'chat:chat45')).crm).toEqual({ contact: null, company: null, phone: null })
  })
})
