import { describe, expect, it } from 'vitest'
import { administrator, appInfo, card, employee, installed, quiet, receiver, rest, until, type Installed } from './support'

const bind = ({ origin, admin }: Installed, event: string, url: string) => rest(origin, 'event.bind', admin, { event, handler: url })

/** Bound before the installation is finished, as an installer does. */
async function listening(...events: string[]) {
  const setup = await installed({ finish: false })
  const target = await receiver()
  for (const event of events) expect((await bind(setup, event, target.url)).body.result).toBe(true)
  return { ...setup, ...target, control: setup.standIn.control }
}

const fullAuth = ['access_token', 'application_token', 'client_endpoint', 'domain', 'expires', 'expires_in', 'member_id', 'refresh_token', 'scope', 'server_endpoint', 'status', 'user_id']
const shortAuth = ['application_token', 'client_endpoint', 'domain', 'member_id', 'server_endpoint']

describe('event.bind', () => {
  it.each([
    ['ERROR_EVENT_NOT_FOUND', { event: 'ONNOTHING' }],
    ['ERROR_EVENT_NOT_FOUND', { event: 'ONCRMDEALADD' }],
    ['ERROR_WRONG_HANDLER_URL', { event: 'ONAPPINSTALL', handler: 'http://localhost:3000/e' }],
    ['ERROR_WRONG_HANDLER_URL', { event: 'ONAPPINSTALL', handler: 'http://.example/e' }],
    ['ERROR_UNSUPPORTED_PROTOCOL', { event: 'ONAPPINSTALL', handler: 'ftp://example.com/e' }],
    ['ERROR_ARGUMENT', { handler: 'http://127.0.0.1/e' }],
  ])('%s for %j', async (code, params) => {
    const { origin, admin } = await installed()
    expect(await rest(origin, 'event.bind', admin, { handler: 'http://127.0.0.1/e', ...params })).toMatchObject({ status: 400, body: { error: code } })
  })

  it('refuses a duplicate, lists and unbinds', async () => {
    const setup = await installed()
    const url = 'http://127.0.0.1/e'
    expect((await bind(setup, 'OnTaskUpdate', url)).body.result).toBe(true)
    expect((await bind(setup, 'ONTASKUPDATE', url)).body).toEqual({ error: 'ERROR_CORE', error_description: 'Unable to set event handler: Handler already binded' })
    expect((await rest(setup.origin, 'event.get', setup.admin)).body.result).toEqual([{ event: 'ONTASKUPDATE', handler: url, auth_type: '0', offline: 0 }])
    expect((await rest(setup.origin, 'event.unbind', setup.admin, { event: 'ONTASKUPDATE', handler: url })).body.result).toEqual({ count: 1 })
    expect((await rest(setup.origin, 'event.get', setup.admin)).body.result).toEqual([])
  })

  it('binds for the person without administrator rights, and not for others', async () => {
    const { standIn, origin, user } = await installed()
    expect((await rest(origin, 'event.bind', user, { event: 'ONTASKADD', handler: 'http://127.0.0.1/e' })).body.result).toBe(true)
    expect(standIn.control.handlers({ portal: 'acme' })).toMatchObject([{ authType: employee }])
    expect(await rest(origin, 'event.bind', user, { event: 'ONTASKADD', handler: 'http://127.0.0.1/e', auth_type: 1 })).toMatchObject({ status: 403, body: { error: 'ACCESS_DENIED' } })
  })

  it('event.test sends what it was given', async () => {
    const { received, origin, user, control } = await listening('ONAPPTEST')
    control.finishInstall({ portal: 'acme' })
    expect((await rest(origin, 'event.test', user, { hello: 'world' })).body.result).toBe(1)
    await until(() => received.length === 1)
    expect(received[0]!.body).toMatchObject({ event: 'ONAPPTEST', data: { QUERY: { hello: 'world' } } })
  })
})

describe('ONAPPINSTALL', () => {
  it('comes with installFinish, as a nested form, with full auth', async () => {
    const { standIn, control, received, domain, memberId, origin } = await listening('ONAPPINSTALL')
    await quiet()
    expect(received).toEqual([])
    control.finishInstall({ portal: 'acme' })
    await until(() => received.length === 1)
    const { raw, body, contentType } = received[0]!
    expect(contentType).toBe('application/x-www-form-urlencoded')
    expect(raw).toMatch(/^event=ONAPPINSTALL&event_handler_id=\d+&data%5BVERSION%5D=1&data%5BACTIVE%5D=Y&data%5BINSTALLED%5D=Y&data%5BLANGUAGE_ID%5D=en&ts=\d+&auth%5Baccess_token%5D=/)
    const auth = body.auth as Record<string, string>
    expect(Object.keys(auth).sort()).toEqual(fullAuth)
    expect(auth).toMatchObject({
      domain, member_id: memberId, client_endpoint: `${origin}/rest/`, server_endpoint: `${standIn.oauthOrigin}/rest/`,
      status: 'F', expires_in: '3600', user_id: '1', scope: card.scopes.join(','), application_token: control.describe().portals[0]!.applicationToken,
    })
    expect((await appInfo(standIn, auth.access_token!)).body.result).toMatchObject({ user_id: administrator })
  })

  it('goes to handlers that are bound by then, and to no others', async () => {
    const { control, received, url, ...setup } = await listening()
    control.finishInstall({ portal: 'acme' })
    await bind(setup, 'ONAPPINSTALL', url)
    await quiet()
    expect(received).toEqual([])
  })

  it('is tried once, whatever the answer', async () => {
    const setup = await installed({ finish: false })
    const { url, received } = await receiver(500)
    await bind(setup, 'ONAPPINSTALL', url)
    setup.standIn.control.finishInstall({ portal: 'acme' })
    await until(() => received.length > 0)
    await quiet()
    expect(received).toHaveLength(1)
    expect(setup.standIn.control.journal({ portal: 'acme', kind: 'event' })).toMatchObject([{ direction: 'out', title: 'ONAPPINSTALL', outcome: '500' }])
  })
})

describe('ONAPPUNINSTALL', () => {
  it.each([[true, '1'], [false, '0']])('with CLEAN (%s), without tokens, to handlers that are then gone', async (clean, expected) => {
    const { control, received, memberId, origin, admin } = await listening('ONAPPUNINSTALL')
    control.finishInstall({ portal: 'acme' })
    await rest(origin, 'app.option.set', admin, { options: { a: '1' } })
    control.uninstall({ portal: 'acme', clean })
    expect(control.handlers({ portal: 'acme' })).toEqual([])
    await until(() => received.length === 1)
    expect(received[0]!.body).toMatchObject({ event: 'ONAPPUNINSTALL', data: { LANGUAGE_ID: 'en', CLEAN: expected }, auth: { member_id: memberId } })
    expect(Object.keys(received[0]!.body.auth as object).sort()).toEqual(shortAuth)

    control.install({ portal: 'acme' })
    const again = control.issueToken({ portal: 'acme', userId: administrator })
    expect((await rest(origin, 'app.option.get', again)).body.result).toEqual(clean ? [] : { a: '1' })
  })

  it('is not sent for an app that was never finished', async () => {
    const { control, received } = await listening('ONAPPUNINSTALL')
    control.uninstall({ portal: 'acme' })
    await quiet()
    expect(received).toEqual([])
    expect(control.describe().portals[0]!.app.state).toBe('none')
  })
})

describe('update', () => {
  it('sends ONAPPUPDATE with a new application token and makes the app not installed', async () => {
    const { control, received } = await listening('ONAPPUPDATE')
    control.finishInstall({ portal: 'acme' })
    const before = control.describe().portals[0]!.applicationToken
    expect(control.update({ portal: 'acme' })).toMatchObject({ state: 'installing', version: 2 })
    const after = control.describe().portals[0]!.applicationToken
    expect(after).not.toBe(before)
    await until(() => received.length === 1)
    expect(received[0]!.body).toMatchObject({ event: 'ONAPPUPDATE', data: { VERSION: '2', PREVIOUS_VERSION: '1', LANGUAGE_ID: 'en' }, auth: { application_token: after } })
    expect(Object.keys(received[0]!.body.auth as object).sort()).toEqual(fullAuth)
    control.sendEvent({ portal: 'acme', event: 'ONAPPUPDATE' })
    await quiet()
    expect(received).toHaveLength(1)
  })

  it.each([true, false])('handlers go or stay (%s), placements stay', async (removed) => {
    const { control, origin, admin } = await listening('ONAPPINSTALL')
    await rest(origin, 'placement.bind', admin, { PLACEMENT: 'LEFT_MENU', HANDLER: 'http://127.0.0.1/' })
    control.setBehaviour({ updateRemovesHandlers: removed })
    control.update({ portal: 'acme' })
    expect(control.handlers({ portal: 'acme' })).toHaveLength(removed ? 0 : 1)
    expect(control.placements({ portal: 'acme' })).toHaveLength(1)
  })

  it('leaves an app without installer installed', async () => {
    const { standIn } = await installed({ app: { ...card, installUrl: '' }, finish: false })
    expect(standIn.control.describe().portals[0]!.app.state).toBe('installed')
    expect(standIn.control.update({ portal: 'acme' }).state).toBe('installed')
  })
})

describe('other events', () => {
  it('carry the tokens of whoever acted, or none', async () => {
    const { control, received } = await listening('ONTASKUPDATE')
    control.finishInstall({ portal: 'acme' })
    control.sendEvent({ portal: 'acme', event: 'ONTASKUPDATE', data: { FIELDS_AFTER: { ID: 31 } }, userId: employee })
    control.sendEvent({ portal: 'acme', event: 'ONTASKUPDATE', data: {} })
    await until(() => received.length === 2)
    const [acted, silent] = [...received].sort((a, b) => b.raw.length - a.raw.length)
    expect(acted!.body).toMatchObject({ data: { FIELDS_AFTER: { ID: '31' } }, auth: { user_id: String(employee) } })
    expect(acted!.body.auth).not.toHaveProperty('refresh_token')
    expect(Object.keys(silent!.body.auth as object).sort()).toEqual(shortAuth)
  })

  it('can be dropped, doubled and delayed', async () => {
    const { control, received } = await listening('ONTASKADD')
    control.finishInstall({ portal: 'acme' })
    const send = (faults: object) => {
      control.setFaults({ portal: 'acme', faults: { dropEvents: false, duplicateEvents: false, eventDelayMs: 0, ...faults } })
      control.sendEvent({ portal: 'acme', event: 'ONTASKADD' })
    }
    send({ dropEvents: true })
    await quiet()
    expect(received).toHaveLength(0)
    send({ duplicateEvents: true })
    await until(() => received.length === 2)
    expect(received[0]!.raw).toBe(received[1]!.raw)
    send({ eventDelayMs: 600 })
    await quiet()
    expect(received).toHaveLength(2)
    await until(() => received.length === 3)
  })
})
