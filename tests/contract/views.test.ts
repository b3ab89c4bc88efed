import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewNote } from '#shared/notes'
import { subjectKey } from '#shared/subjects'
import type { SubjectKey } from '#shared/subjects'
import { writeNote } from '../../server/notes/notes'
import { openSubject } from '../../server/subjects/access'
import { writeTemplate } from '../../server/templates/templates'
import type { LaunchWorld } from './support/launch'
import { admin, author, colleague, createLaunchWorld } from './support/launch'

/** What the places of chats, calls, calendars and fields show at first paint, as the stand-in answers about them. */

let world: LaunchWorld
beforeEach(async () => {
  world = await createLaunchWorld()
  await world.install()
  for (const user of [admin, author, colleague]) await world.open(world.form(user))
})
afterEach(() => world.close())

const viewer = (userId: number) => ({ portal: { id: 1 }, user: { userId, isAdmin: userId === admin } })
const write = (userId: number, subject: string, note: Partial<NewNote> = {}) =>
  writeNote(viewer(userId), { id: randomUUID(), subject: subject as SubjectKey, text: 'A note', visibility: 'team', ...note }, world.services)
const launch = (userId: number, placement: string, options: unknown) =>
  world.open({ ...world.form(userId), PLACEMENT: placement, PLACEMENT_OPTIONS: JSON.stringify(options) }, `/placements/${placement.toLowerCase().replaceAll('_', '-')}`)
const template = (userId: number, kind: 'chat' | 'call', title: string) =>
  writeTemplate(viewer(userId), { id: randomUUID(), kind, title, text: 'Hello {contact}', folder: '', shared: true }, world.services)

describe('a chat', () => {
  it('opens with its notes beside it, and is closed to who is not in it', async () => {
    await write(author, 'chat:chat40')
    expect(await launch(colleague, 'IM_SIDEBAR', { dialogId: 'chat40' })).toMatchObject({
      launch: { view: 'subject' }, data: { view: 'subject', notes: { subject: { kind: 'chat', title: 'Spring catalogue', dialog: 'chat40', path: null }, notes: [{ text: 'A note' }] } },
    })
    expect(await launch(colleague, 'IMMOBILE_CONTEXT_MENU', { dialogId: 'chat41' })).toMatchObject({ data: { view: 'refused', code: 'subject_denied' } })
  })

  it('opens with ready texts for it; without the chat, when it is closed', async () => {
    await template(admin, 'chat', 'Greeting')
    expect(await launch(author, 'IM_TEXTAREA', { dialogId: '5' })).toMatchObject({ data: { view: 'templates', chat: { title: 'Priya Nair', dialog: '5' }, templates: [{ title: 'Greeting', editable: false }] } })
    expect(await launch(colleague, 'IM_TEXTAREA', { dialogId: 'chat41' })).toMatchObject({ data: { view: 'templates', chat: null, templates: [{ title: 'Greeting' }] } })
    expect(await launch(author, 'CONTACT_CENTER', { ID: '1' })).toMatchObject({ data: { view: 'templates', chat: null, templates: [{ title: 'Greeting' }] } })
  })

  it('shows one message and who wrote it', async () => {
    expect(await launch(author, 'IM_CONTEXT_MENU', { messageId: '502', dialogId: 'chat40' })).toMatchObject({ data: {
      view: 'message', notes: { subject: { key: 'chat:chat40' } },
      message: { id: '502', author: { id: colleague, name: 'Priya Nair' }, text: 'I like the second one. The oak bench is easier to see on a shop banner.', at: expect.any(Number) },
    } })
    expect(await launch(author, 'IM_CONTEXT_MENU', { messageId: '521', dialogId: '1' })).toMatchObject({ data: { view: 'message', message: { id: '521' }, notes: { subject: { key: 'chat:1-3' } } } })
  })

  it('says that a message is gone, or of another chat, and keeps one of a closed chat to itself', async () => {
    expect(await launch(author, 'IM_CONTEXT_MENU', { messageId: '510', dialogId: 'chat40' })).toMatchObject({ data: { view: 'message', message: null } })
    expect(await launch(author, 'IM_CONTEXT_MENU', { messageId: '521', dialogId: 'chat40' })).toMatchObject({ data: { view: 'message', message: null } })
    expect(await launch(colleague, 'IM_CONTEXT_MENU', { messageId: '511', dialogId: 'chat41' })).toMatchObject({ data: { view: 'refused', code: 'subject_denied' } })
  })

  it('gathers the viewer\'s notes and follow-ups of all chats', async () => {
    await write(author, 'chat:chat40', { text: 'Here', dueAt: world.now() + 60_000 })
    await write(author, 'task:31', { text: 'Not here', dueAt: world.now() + 60_000 })
    expect(await launch(author, 'IM_NAVIGATION', { URI: '/online/' })).toMatchObject({
      data: { view: 'chats', recent: { entries: [{ note: { text: 'Here' }, subject: { title: 'Spring catalogue' } }] }, followUps: [{ note: { text: 'Here' } }] },
    })
  })
})

describe('a call', () => {
  const ringing = { CALL_ID: 'externalCall.1', PHONE_NUMBER: '+44 20 7946 0018', CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: '5', CALL_DIRECTION: 'incoming', CALL_STATE: 'idle' }
  const bindings = (...ids: number[]) => ids.map(id => ({ ENTITY_TYPE: 'DEAL', ENTITY_ID: String(id) }))

  it('opens with who is calling, what was noted, and what to say', async () => {
    await write(author, 'contact:5', { source: { kind: 'call', id: 'externalCall.0' } })
    await template(admin, 'call', 'Opening')
    await template(admin, 'chat', 'Greeting')
    const { data } = await launch(colleague, 'CALL_CARD', { ...ringing, CRM_BINDINGS: bindings(22) }) as { data: unknown }
    expect(data).toMatchObject({
      view: 'call', call: { id: 'externalCall.1', phone: '+44 20 7946 0018' },
      notes: { subject: { title: 'Eleanor Whitby' }, notes: [{ source: { kind: 'call', id: 'externalCall.0' } }] },
      related: [{ key: 'deal:22' }, { key: 'phone:442079460018' }], templates: [{ title: 'Opening' }],
    })
  })

  it('leaves out what is closed to the viewer, and works without it', async () => {
    expect(await launch(colleague, 'CALL_CARD', { ...ringing, CRM_BINDINGS: bindings(23, 22, 999) })).toMatchObject({ data: { related: [{ key: 'deal:22' }, { key: 'phone:442079460018' }] } })
    expect(await launch(colleague, 'CALL_CARD', { ...ringing, CRM_ENTITY_TYPE: 'LEAD', CRM_ENTITY_ID: '16' })).toMatchObject({ status: 'launched', data: { view: 'call', notes: null } })
  })

  it('of a hidden number is with nobody', async () => {
    expect(await launch(author, 'CALL_CARD', { CALL_ID: 'x', PHONE_NUMBER: 'hidden' })).toMatchObject({ launch: { subject: null }, data: { view: 'call', notes: null, related: [], call: { phone: null } } })
  })
})

describe('the other places', () => {
  it('of the calendar hold the follow-ups of its days, the viewer\'s own by default', async () => {
    const today = new Date(world.now()).toISOString().slice(0, 10)
    const [first, last] = [world.now() + 60 * 60_000, world.now() + 50 * 24 * 60 * 60_000]
    await write(author, `day:${today}`, { text: 'Soon', dueAt: first, visibility: 'private' })
    await write(author, 'portal:0', { text: 'Much later', dueAt: last })
    const range = { viewRangeFrom: today, viewRangeTo: new Date(first).toISOString().slice(0, 10) }
    expect(await launch(author, 'CALENDAR_GRIDVIEW', { ...range, URI: '/calendar/' })).toMatchObject({ data: { view: 'calendar', owner: `user-${author}`, followUps: [{ note: { text: 'Soon' } }] } })
    expect(await launch(author, 'CALENDAR_GRIDVIEW', { ...range, URI: '/company/personal/user/5/calendar/' })).toMatchObject({ data: { owner: 'user-5' } })
  })

  it('of a field know its entity, and need none', async () => {
    const field = { MODE: 'edit', ENTITY_ID: 'CRM_DEAL', FIELD_NAME: 'UF_CRM_NEXT', ENTITY_VALUE_ID: '23', VALUE: 'Call' }
    expect(await launch(author, 'USERFIELD_TYPE', field)).toMatchObject({ data: { view: 'field', field: { values: ['Call'] }, subject: { title: 'Terrace set for Hallam' } } })
    expect(await launch(colleague, 'USERFIELD_TYPE', field)).toMatchObject({ data: { view: 'field', subject: null } })
    expect(await launch(colleague, 'USERFIELD_TYPE', { ...field, ENTITY_VALUE_ID: '0' })).toMatchObject({ data: { view: 'field', subject: null } })
  })

  it('of telephony opens with nothing asked', async () => {
    const opening = { ...world.form(author), PLACEMENT: 'TELEPHONY_ANALYTICS_MENU', PLACEMENT_OPTIONS: '[]' }
    const path = '/placements/telephony-analytics-menu'
    expect(await world.open(opening, path)).toMatchObject({ data: { view: 'calls' } })
    const before = world.outbound()
    await world.open(opening, path)
    expect(world.outbound()).toBe(before)
  })

  it('need the scopes that they read with: without them everything is closed', async () => {
    await world.close()
    world = await createLaunchWorld({ scopes: ['placement', 'crm'] })
    await world.install()
    await world.open(world.form(author))
    const see = (key: string) => openSubject(1, author, subjectKey(key.split(':')[0] as 'deal', key.split(':')[1]!), world.services)
    expect(await see('deal:22')).toMatchObject({ title: '120 folding chairs', people: [{ person: { id: 5, name: '#5' } }], crm: { contact: 'Eleanor Whitby' } })
    for (const key of ['phone:442079460018', 'chat:chat40']) await expect(see(key)).rejects.toMatchObject({ code: 'subject_denied' })
  })
})
