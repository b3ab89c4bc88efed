import { describe, expect, it } from 'vitest'
import { card, installed, rest, type Installed } from './support'

const everything = { ...card, scopes: ['placement', 'im', 'imopenlines'] }
const start = () => installed({ app: everything })
const ask = ({ origin }: Installed, token: Installed['user'], method: string, params: Record<string, unknown> = {}) => rest(origin, method, token, params)
const ids = (body: { result?: unknown }) => (body.result as { messages: { id: number }[] }).messages.map(({ id }) => id)

describe('im.dialog.get', () => {
  it('describes a group chat, and a private one by the other person', async () => {
    const setup = await start()
    expect((await ask(setup, setup.admin, 'im.dialog.get', { DIALOG_ID: 'chat40' })).body.result)
      .toMatchObject({ id: 40, name: 'Spring catalogue', type: 'chat', message_type: 'C', role: 'member', dialog_id: 'chat40', user_counter: 3, message_count: 8, entity_link: [] })
    expect((await ask(setup, setup.admin, 'im.dialog.get', { DIALOG_ID: '3' })).body.result).toMatchObject({ name: 'Daniel Okafor', type: 'private', dialog_id: '3' })
  })

  it('links the chat of a deal with its card', async () => {
    const setup = await start()
    expect((await ask(setup, setup.admin, 'im.dialog.get', { DIALOG_ID: 'chat45' })).body.result)
      .toMatchObject({ type: 'crm', entity_type: 'CRM', entity_id: 'DEAL|22', entity_link: { type: 'DEAL', url: '/crm/deal/details/22/', id: 'DEAL|22' } })
  })

  it('is for those who take part, administrators included', async () => {
    const setup = await start()
    expect(await ask(setup, setup.admin, 'im.dialog.get')).toMatchObject({ status: 400, body: { error: 'DIALOG_ID_EMPTY' } })
    expect(await ask(setup, setup.admin, 'im.dialog.get', { DIALOG_ID: 'chat44' })).toMatchObject({ status: 403, body: { error: 'ACCESS_ERROR' } })
    const priya = setup.standIn.control.issueToken({ portal: 'acme', userId: 5 })
    expect(await ask(setup, priya, 'im.dialog.get', { DIALOG_ID: 'chat41' })).toMatchObject({ status: 403, body: { error: 'ACCESS_ERROR' } })
  })
})

describe('im.dialog.messages.get', () => {
  it('gives the newest, those before LAST_ID, and those after FIRST_ID', async () => {
    const setup = await start()
    const messages = async (more: Record<string, unknown>) => ids((await ask(setup, setup.admin, 'im.dialog.messages.get', { DIALOG_ID: 'chat40', ...more })).body)
    expect(await messages({ LIMIT: 2 })).toEqual([508, 507])
    expect(await messages({ LAST_ID: 503 })).toEqual([502, 501])
    expect(await messages({ FIRST_ID: 505, LIMIT: 1 })).toEqual([506])
  })

  it('refuses who takes no part', async () => {
    const setup = await start()
    expect(await ask(setup, setup.admin, 'im.dialog.messages.get', { DIALOG_ID: 'chat44' })).toMatchObject({ status: 403, body: { error: 'ACCESS_ERROR' } })
  })
})

describe('other methods of chats', () => {
  it('finds the chat of an entity, or null', async () => {
    const setup = await start()
    const find = async (id: string) => (await ask(setup, setup.admin, 'im.chat.get', { ENTITY_TYPE: 'CRM', ENTITY_ID: id })).body.result
    expect(await find('DEAL|22')).toEqual({ ID: 45 })
    expect(await find('DEAL|23')).toBeNull()
  })

  it('adds a message that others read', async () => {
    const setup = await start()
    expect(await ask(setup, setup.admin, 'im.message.add', { DIALOG_ID: 'chat40' })).toMatchObject({ status: 400, body: { error: 'MESSAGE_EMPTY' } })
    const id = (await ask(setup, setup.admin, 'im.message.add', { DIALOG_ID: 'chat40', MESSAGE: 'Seen.' })).body.result
    const priya = setup.standIn.control.issueToken({ portal: 'acme', userId: 5 })
    expect((await ask(setup, priya, 'im.dialog.messages.get', { DIALOG_ID: 'chat40', LIMIT: 1 })).body.result)
      .toMatchObject({ messages: [{ id, author_id: 1, text: 'Seen.', params: [] }] })
  })

  it('describes an open line to those who serve it', async () => {
    const setup = await start()
    const daniel = setup.standIn.control.issueToken({ portal: 'acme', userId: 3 })
    expect((await ask(setup, daniel, 'imopenlines.dialog.get', { CHAT_ID: 44 })).body.result).toMatchObject({ id: 44, type: 'lines', entity_type: 'LINES', entity_id: 'livechat|2|44|90' })
    expect(await ask(setup, setup.admin, 'imopenlines.dialog.get', { CHAT_ID: 44 })).toMatchObject({ status: 403, body: { error: 'ACCESS_ERROR' } })
  })
})
