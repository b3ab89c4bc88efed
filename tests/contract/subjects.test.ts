import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Visibility } from '#shared/notes'
import { parseSubjectKey, subjectKey } from '#shared/subjects'
import type { SubjectKey } from '#shared/subjects'
import { deleteNote, listRecentNotes, writeNote } from '../../server/notes/notes'
import { listTaskNotes } from '../../server/notes/task-list'
import { denialFreshFor, grantFreshFor, openSubject } from '../../server/subjects/access'
import { listFreshFor } from '../../server/subjects/task-list'
import type { LaunchWorld } from './support/launch'
import { admin, author, colleague, createLaunchWorld } from './support/launch'

/** Who may see what, as the stand-in answers: each kind of subject, and the lists of tasks. */

let world: LaunchWorld
beforeEach(async () => {
  world = await createLaunchWorld()
  await world.install()
  for (const user of [admin, author, colleague]) await world.open(world.form(user))
})
afterEach(() => world.close())

const viewer = (userId: number) => ({ portal: { id: 1 }, user: { userId } })
const see = (userId: number, key: string) => openSubject(1, userId, subjectKey(parseSubjectKey(key).kind, parseSubjectKey(key).id), world.services)
const write = (userId: number, subject: SubjectKey, text: string, visibility: Visibility = 'team') => {
  world.pass(1000)
  return writeNote(viewer(userId), { id: randomUUID(), subject, text, visibility }, world.services)
}
const launch = (userId: number, placement: string, options: unknown) =>
  world.open({ ...world.form(userId), PLACEMENT: placement, PLACEMENT_OPTIONS: JSON.stringify(options) }, `/placements/${placement.toLowerCase().replaceAll('_', '-')}`)

describe('a subject that Bitrix24 shows to the person', () => {
  it.each([
    ['project:11', { kind: 'project', title: 'Spring catalogue', path: '/workgroups/group/11/', image: null, people: [{ role: 'owner', person: expect.objectContaining({ id: 3, name: 'Daniel Okafor' }) }] }],
    ['user:5', { kind: 'user', title: 'Priya Nair', path: '/company/personal/user/5/', image: expect.stringMatching(/^http/) }],
    ['automation:group-11', { key: 'automation:group-11', kind: 'automation', title: 'Spring catalogue', path: '/workgroups/group/11/' }],
    [`automation:user-${author}`, { kind: 'automation', title: 'Daniel Okafor', path: '/company/personal/user/3/' }],
    ['task:31', { kind: 'task', title: 'Agree on the catalogue cover', path: '/company/personal/user/3/tasks/task/view/31/', image: null }],
    ['portal:0', { kind: 'portal', title: '', path: null }],
    ['deal:22', {
      kind: 'deal', title: '120 folding chairs', path: '/crm/deal/details/22/', people: [{ role: 'responsible', person: expect.objectContaining({ id: 5, name: 'Priya Nair' }) }],
      crm: { contact: 'Eleanor Whitby', company: 'Northwind Gardens', phone: '+44 20 7946 0018' },
    }],
    ['deal:24', { crm: { contact: null, company: 'Northwind Gardens', phone: '+44 20 7946 0100' } }],
    ['lead:15', { kind: 'lead', title: 'Enquiry from the trade fair', path: '/crm/lead/details/15/', crm: { contact: 'Grace Holloway', company: null, phone: '+44 20 7946 0077' } }],
    ['contact:5', { kind: 'contact', title: 'Eleanor Whitby', path: '/crm/contact/details/5/', crm: { contact: 'Eleanor Whitby', company: 'Northwind Gardens', phone: '+44 20 7946 0018' } }],
    ['company:4', { kind: 'company', title: 'Hallam Hotels', path: '/crm/company/details/4/', crm: { contact: null, company: 'Hallam Hotels', phone: '+44 114 496 0200' } }],
    ['phone:442079460018', { kind: 'phone', title: '+442079460018', path: null, crm: { contact: 'Eleanor Whitby', company: null, phone: '+442079460018' } }],
    ['phone:4930123456', { title: '+4930123456', crm: { contact: null, company: null, phone: '+4930123456' } }],
    ['day:2026-11-21', { kind: 'day', title: '2026-11-21', path: null }],
    [`chat:${author}-${colleague}`, { kind: 'chat', title: 'Priya Nair', image: expect.stringMatching(/^http/), path: null, dialog: '5', people: [{ role: 'member' }, { role: 'member' }] }],
  ])('%s opens, and is not asked for again', async (key, card) => {
    expect(await see(author, key)).toMatchObject({ key, ...card })
    const before = world.outbound()
    world.pass(grantFreshFor - 1)
    expect(await see(author, key)).toMatchObject(card)
    expect(world.outbound()).toBe(before)
  })
})

describe('a subject that Bitrix24 does not show to the person', () => {
  it.each([
    ['a project of others', 'project:12'],
    ['a project that there is not', 'project:999'],
    ['a person that there is not', 'user:999'],
    ['the automation of a project of others', 'automation:group-12'],
    ['the automation of somebody else', `automation:user-${author}`],
    ['a task of others', 'task:36'],
    ['a deal of others', 'deal:23'],
    ['a deal that there is not', 'deal:999'],
    ['a lead of others', 'lead:16'],
    ['a chat of two others', `chat:${admin}-${author}`],
    ['a chat with somebody that there is not', `chat:${colleague}-999`],
  ])('%s is denied, and asked for again soon', async (_what, key) => {
    await expect(see(colleague, key)).rejects.toMatchObject({ code: 'subject_denied' })
    await expect(write(colleague, key as SubjectKey, 'Mine?')).rejects.toMatchObject({ code: 'subject_denied' })
    const grant = () => world.services.repositories.subjects.findGrant(1, colleague, key as SubjectKey)
    const first = (await grant())!.checkedAt
    world.pass(denialFreshFor + 1)
    await expect(see(colleague, key)).rejects.toMatchObject({ code: 'subject_denied' })
    expect((await grant())!.checkedAt).toBeGreaterThan(first)
  })

  it('is no trouble of the portal\'s: somebody else\'s automation or private chat is not even asked about', async () => {
    const before = world.outbound()
    for (const key of [`automation:user-${author}`, `chat:${author}-${colleague}`]) await expect(see(admin, key)).rejects.toMatchObject({ code: 'subject_denied' })
    expect(world.outbound()).toBe(before)
  })
})

describe('a portal that has not granted the scopes, or is too old to know the methods', () => {
  it.each([
    'task:31', 'project:11', 'user:5', 'automation:group-11', `automation:user-${author}`, 'chat:chat40', `chat:${author}-${colleague}`,
    'phone:442079460018', 'lead:15', 'deal:22', 'contact:5', 'company:4',
  ])('shows no %s, and that is no trouble', async (key) => {
    const poor = await createLaunchWorld({ scopes: ['placement'] })
    try {
      await poor.install()
      await poor.open(poor.form(author))
      await expect(openSubject(1, author, key as SubjectKey, poor.services)).rejects.toMatchObject({ code: 'subject_denied' })
    }
    finally {
      await poor.close()
    }
  })
})

describe('a private chat', () => {
  it('is one subject that bears the other\'s name for each of the two, in lists too', async () => {
    const key = subjectKey('chat', `${author}-${colleague}`)
    await write(author, key, 'Agreed on Friday')
    expect(await see(author, key)).toMatchObject({ title: 'Priya Nair', dialog: String(colleague) })
    expect(await see(colleague, key)).toMatchObject({ title: 'Daniel Okafor', dialog: String(author) })
    await write(colleague, key, 'Agreed')
    const { entries } = await listRecentNotes(viewer(colleague), { kind: 'chat' }, world.services)
    expect(entries.map(({ subject }) => subject.title)).toEqual(['Daniel Okafor'])
  })
})

describe('the notes of a list', () => {
  const project = subjectKey('project', 11)
  const [cover, shoot, texts] = [31, 32, 33].map(id => subjectKey('task', id))
  const listed = async (userId: number, owner: SubjectKey) => (await listTaskNotes(viewer(userId), owner, undefined, world.services)).groups
    .map(({ subject, notes, total }) => [subject.key, total, notes.map(({ text }) => text)])

  it('of a project are those of its tasks, the newest three each, newest task first', async () => {
    for (const text of ['one', 'two', 'three', 'four']) await write(author, cover!, text)
    await write(colleague, shoot!, 'boots')
    await write(author, subjectKey('task', 37), 'of another list')
    const list = await listTaskNotes(viewer(author), project, undefined, world.services)
    expect(list).toMatchObject({ owner: { key: project, title: 'Spring catalogue', path: '/workgroups/group/11/' }, more: null })
    expect(list.groups.map(({ subject }) => subject.path)).toEqual([32, 31].map(id => `/company/personal/user/3/tasks/task/view/${id}/`))
    expect(list.groups[0]!.notes[0]).toMatchObject({ author: { id: colleague, name: 'Priya Nair' }, mine: false })
    expect(await listed(author, project)).toEqual([[shoot, 1, ['boots']], [cover, 4, ['four', 'three', 'two']]])
  })

  it('of a person are those of the tasks they have any part in, as far as the viewer sees them', async () => {
    await write(author, cover!, 'responsible')
    await write(author, shoot!, 'accomplice')
    await write(author, subjectKey('task', 34), 'no part in it')
    expect(await listed(author, subjectKey('user', colleague))).toEqual([[shoot, 1, ['accomplice']], [cover, 1, ['responsible']]])
    expect(await listed(author, subjectKey('user', author))).toHaveLength(3)
    expect((await listed(colleague, subjectKey('user', author))).map(([key]) => key)).toEqual([shoot, cover])
  })

  it('hold no private note of somebody else, nor count it', async () => {
    await write(author, cover!, 'mine alone', 'private')
    await write(author, texts!, 'for all')
    expect(await listed(author, project)).toEqual([[texts, 1, ['for all']], [cover, 1, ['mine alone']]])
    for (const other of [admin, colleague]) expect(await listed(other, project)).toEqual([[texts, 1, ['for all']]])
  })

  it('hold no deleted note', async () => {
    const { id } = await write(author, cover!, 'gone')
    await deleteNote(viewer(author), id, world.services)
    expect(await listed(author, project)).toEqual([])
  })

  it('are nobody\'s who does not see the project', async () => {
    await write(admin, subjectKey('task', 34), 'secret')
    expect(await listed(author, subjectKey('project', 12))).toHaveLength(1)
    await expect(listed(colleague, subjectKey('project', 12))).rejects.toMatchObject({ code: 'subject_denied' })
  })

  it('lose a task as soon as Bitrix24 has said no to it, also while the list is kept', async () => {
    await write(author, cover!, 'seen')
    expect(await listed(colleague, project)).toHaveLength(1)
    await world.services.repositories.subjects.saveGrant(1, colleague, cover!, false, world.now())
    expect(await listed(colleague, project)).toEqual([])
  })

  it('are asked for once, and again after a while', async () => {
    await write(author, cover!, 'before')
    await listed(colleague, project)
    const before = world.outbound()
    await write(author, cover!, 'meanwhile')
    expect(await listed(colleague, project)).toEqual([[cover, 2, ['meanwhile', 'before']]])
    expect(world.outbound()).toBe(before)
    world.pass(listFreshFor)
    await listed(colleague, project)
    expect(world.outbound()).toBe(before + 1)
  })

  it('tell what is known of each task, so that opening one asks nothing', async () => {
    await listed(author, project)
    const before = world.outbound()
    expect(await see(author, 'task:33')).toMatchObject({ title: 'Proofread product texts, chapters 1–3', project: { id: 11 } })
    expect(world.outbound()).toBe(before)
  })

  it.each(['1', '-50', '50.0', '9999950', 'x', '0.1.2'])('know the cursor %s as none of theirs', async (before) => {
    await expect(listTaskNotes(viewer(author), project, before, world.services)).rejects.toMatchObject({ code: 'bad_request' })
  })

  it('end where the tasks end', async () => {
    expect(await listTaskNotes(viewer(author), project, '50', world.services)).toMatchObject({ groups: [], more: null })
  })
})

describe('a launch', () => {
  it('above a task list shows the list, and asks nobody the second time', async () => {
    await write(author, subjectKey('task', 31), 'Here')
    const opening = { ...world.form(colleague), PLACEMENT: 'TASK_GROUP_LIST_TOOLBAR', PLACEMENT_OPTIONS: '{"GROUP_ID":"11"}' }
    const path = '/placements/task-group-list-toolbar'
    expect(await world.open(opening, path)).toMatchObject({
      status: 'launched', launch: { view: 'list', subject: { kind: 'project', id: '11' } },
      data: { view: 'list', list: { owner: { title: 'Spring catalogue' }, groups: [{ subject: { key: 'task:31' }, total: 1 }] } },
    })
    const before = world.outbound()
    await world.open(opening, path)
    expect(world.outbound()).toBe(before)
  })

  it.each([
    ['TASK_LIST_CONTEXT_MENU', { ID: '31' }, { view: 'subject', notes: { subject: { key: 'task:31' } } }],
    ['TASK_USER_LIST_TOOLBAR', { USER_ID: '5' }, { view: 'list', list: { owner: { key: 'user:5', title: 'Priya Nair' } } }],
    ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: '3' }, { view: 'subject', notes: { subject: { key: 'automation:user-3' } } }],
    ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: '5' }, { view: 'refused', code: 'subject_denied' }],
    ['SONET_GROUP_DETAIL_TAB', { GROUP_ID: '12' }, { view: 'subject', notes: { subject: { title: 'Warehouse move' } } }],
    ['SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/11/' }, { view: 'subject', notes: { subject: { key: 'project:11' } } }],
    ['USER_PROFILE_TOOLBAR', { USER_ID: '5' }, { view: 'subject', notes: { subject: { key: 'user:5' } } }],
    ['USER_PROFILE_MENU', { USER_ID: '3' }, { view: 'home' }],
    ['REST_APP_URI', [], { view: 'home' }],
    ['REST_APP_URI', { subject: 'task:31' }, { view: 'subject', notes: { subject: { key: 'task:31' } } }],
    ['REST_APP_URI', { subject: 'task:36' }, { view: 'refused', code: 'subject_denied' }],
    ['REST_APP_URI', { subject: 'nothing:31' }, { view: 'refused', code: 'subject_denied' }],
    ['REST_APP_URI', { note: 'nothing' }, { view: 'refused', code: 'note_not_found' }],
    ['REST_APP_URI', { note: randomUUID() }, { view: 'refused', code: 'note_not_found' }],
  ])('of %s with %j opens its page', async (placement, options, data) => {
    expect(await launch(author, placement, options)).toMatchObject({ status: 'launched', data })
  })

  it('of a link opens the note for whoever may see it', async () => {
    const { id } = await write(author, subjectKey('user', colleague), 'Works on Fridays', 'private')
    expect(await launch(author, 'REST_APP_URI', { note: id })).toMatchObject({ data: { view: 'note', page: { note: { id }, subject: { key: 'user:5' } } } })
    expect(await launch(colleague, 'REST_APP_URI', { note: id })).toMatchObject({ data: { view: 'refused', code: 'note_not_found' } })
  })
})
