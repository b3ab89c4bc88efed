import { describe, expect, it } from 'vitest'
import type { ChatList } from '../../../portal/shared/messenger'
import type { OpenFrameResponse, PortalState } from '../../../portal/shared/contract'
import { administrator, card, cookieOf, designer, employee, fieldsOf, frameOf, installed, page, rest, start, type Installed } from './support'

const everything = { ...card, scopes: ['placement', 'im', 'imopenlines', 'contact_center'] }
const handler = 'http://127.0.0.1:9/chats'
const begin = () => installed({ app: everything })

/** Binds a place, and opens it as its page would: with a registration's id, at an address of the portal. */
async function open({ origin, admin }: Installed, placement: string, options: Record<string, string>, { bind = {}, uri = '/online/', popup }: { bind?: Record<string, unknown>, uri?: string, popup?: boolean } = {}) {
  expect((await rest(origin, 'placement.bind', admin, { PLACEMENT: placement, HANDLER: handler, OPTIONS: bind })).body.result).toBe(true)
  const cookie = await cookieOf(origin, employee)
  const { placements } = await (await page(origin, '/_portal/state', { method: 'GET', cookie })).json() as PortalState
  const placementId = placements.find(row => row.placement === placement)!.id
  const body = { placement, placementId, options, uri, ...popup ? { popup } : {} }
  const frame = frameOf(await (await page(origin, '/_portal/frame', { body, cookie })).json() as OpenFrameResponse)
  return { placementId, frame, passed: JSON.parse(fieldsOf(frame).PLACEMENT_OPTIONS ?? '{}') as unknown }
}

describe('widgets of the messenger', () => {
  it('get the chat and the page; the navigation only the page', async () => {
    const setup = await begin()
    const icon = { bind: { iconName: 'fa-rocket' } }
    expect((await open(setup, 'IM_NAVIGATION', {}, icon)).passed).toEqual({ URI: '/online/' })
    expect((await open(setup, 'IM_TEXTAREA', { dialogId: 'chat40' }, icon)).passed).toEqual({ dialogId: 'chat40', URI: '/online/' })
    expect((await open(setup, 'IM_SIDEBAR', { dialogId: '5' }, icon)).passed).toEqual({ dialogId: '5', URI: '/online/' })
    expect((await open(setup, 'IM_CONTEXT_MENU', { messageId: '506', dialogId: 'chat40' })).passed).toEqual({ messageId: '506', dialogId: 'chat40', URI: '/online/' })
  })

  it('may be resized in the messenger, not in the slider of a message', async () => {
    const setup = await begin()
    expect((await open(setup, 'IM_SIDEBAR', { dialogId: 'chat40' }, { bind: { iconName: 'fa-rocket' } })).frame.denied).toEqual(['setTitle'])
    expect((await open(setup, 'IM_CONTEXT_MENU', { messageId: '506', dialogId: 'chat40' }, { popup: true })).frame.denied).toContain('resizeWindow')
  })

  it('read and write the text area by messages that getInterface does not list; the smiles and a phone do not', async () => {
    const setup = await begin()
    const text = ['im:getImTextareaContent', 'im:setImTextareaContent']
    const { frame } = await open(setup, 'IM_TEXTAREA', { dialogId: 'chat40' }, { bind: { iconName: 'fa-rocket' } })
    expect([frame.commands, frame.events]).toEqual([[], []])
    expect([...frame.messages ?? []].sort()).toEqual(text)
    expect((await open(setup, 'IM_SMILES_SELECTOR', {})).frame.messages).toEqual([])
    expect((await open(setup, 'IMMOBILE_CONTEXT_MENU', { dialogId: 'chat40' })).frame.messages).toEqual([])
  })
})

it('a phone tells its widget the chat alone, without the page', async () => {
  expect((await open(await begin(), 'IMMOBILE_CONTEXT_MENU', { dialogId: 'chat40' }, { uri: '/mobile/' })).passed).toEqual({ dialogId: 'chat40' })
})

it('a tile of the contact centre bears the id of its registration, which its widget gets', async () => {
  const setup = await begin()
  const tile = await open(setup, 'CONTACT_CENTER', { ID: '1' }, { uri: '/contact_center/', popup: true })
  const [registered] = (await rest(setup.origin, 'placement.get', setup.admin)).body.result as { id: number }[]
  expect([tile.placementId, tile.passed]).toEqual([registered!.id, { ID: '1', URI: '/contact_center/' }])
})

describe('the page of the messenger', () => {
  const chatsOf = async (origin: string, userId: number) =>
    await (await page(origin, '/_portal/chats', { method: 'GET', cookie: await cookieOf(origin, userId) })).json() as ChatList
  const ids = ({ chats }: ChatList) => chats.map(({ dialogId }) => dialogId).sort()

  it('has the chats that the viewer takes part in, private ones under the other person', async () => {
    const { standIn, origin } = await begin()
    expect(ids(await chatsOf(origin, designer))).toEqual(['1', '3', 'chat40', 'chat44', 'chat45'])
    expect(ids(await chatsOf(origin, administrator))).toEqual(['3', '5', 'chat40', 'chat41', 'chat45'])
    expect(ids(await chatsOf(standIn.portals[1]!.origin, 9))).toEqual(['1', '7', 'chat60', 'chat64', 'chat65'])
  })

  it('adds a message for all who take part, and for nobody else', async () => {
    const { origin } = await begin()
    const post = async (userId: number, text: string) => page(origin, '/_portal/chats/chat41', { body: { text }, cookie: await cookieOf(origin, userId) })
    expect((await post(designer, 'Hello?')).status).toBe(404)
    expect((await post(employee, ' ')).status).toBe(400)
    expect((await post(employee, 'I called them.')).status).toBe(200)
    const seen = (await chatsOf(origin, administrator)).chats[0]
    expect([seen?.dialogId, seen?.messages.at(-1)?.text]).toEqual(['chat41', 'I called them.'])
  })

  it('is an older messenger when it is told so', async () => {
    const { control, portals } = await start({ app: everything })
    expect((await chatsOf(portals[0]!.origin, employee)).olderMessenger).toBe(false)
    control.setBehaviour({ olderMessenger: true })
    expect((await chatsOf(portals[0]!.origin, employee)).olderMessenger).toBe(true)
  })
})

it('chats of another portal are its own: other ids, German, and the same refusals', async () => {
  const { standIn } = await begin()
  standIn.control.install({ portal: 'globex' })
  standIn.control.finishInstall({ portal: 'globex' })
  const { origin } = standIn.portals[1]!
  const leyla = standIn.control.issueToken({ portal: 'globex', userId: 9 })
  const ask = (method: string, params: Record<string, unknown>) => rest(origin, method, leyla, params)
  expect((await ask('im.dialog.get', { DIALOG_ID: 'chat60' })).body.result).toMatchObject({ id: 60, name: 'Förderstrecke Halle 2', type: 'chat' })
  expect((await ask('im.chat.get', { ENTITY_TYPE: 'CRM', ENTITY_ID: 'DEAL|52' })).body.result).toEqual({ ID: 65 })
  for (const foreign of ['chat40', 'chat61', '3']) expect(await ask('im.dialog.get', { DIALOG_ID: foreign })).toMatchObject({ status: 403, body: { error: 'ACCESS_ERROR' } })
})
