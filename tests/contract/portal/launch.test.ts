import { describe, expect, it } from 'vitest'
import { administrator, appInfo, card, cookieOf, employee, fieldsOf, frameOf, installed, page, rest } from './support'

const optionsOf = (fields: Record<string, string>): unknown => JSON.parse(fields.PLACEMENT_OPTIONS!)

describe('the form', () => {
  it('names frame and address as the page prints them, with new tokens each time', async () => {
    const { standIn, domain, memberId } = await installed()
    const open = () => frameOf(standIn.control.launch({ portal: 'acme', userId: employee }))
    const [first, second] = [open(), open()]
    expect(first.name).toBe(`${domain}|0|${first.appSid}`)
    expect(first.appSid).toMatch(/^[0-9a-f]{32}$/)
    const action = new URL(first.action)
    expect(action.origin + action.pathname).toBe(card.url)
    expect(Object.fromEntries(action.searchParams)).toEqual({ DOMAIN: domain, PROTOCOL: '0', LANG: 'en', APP_SID: first.appSid })
    expect(first.fields.map(([name]) => name)).toEqual([
      'AUTH_ID', 'AUTH_EXPIRES', 'REFRESH_ID', 'SERVER_ENDPOINT', 'APPLICATION_TOKEN', 'APPLICATION_SCOPE', 'member_id', 'status', 'PLACEMENT', 'PLACEMENT_OPTIONS',
    ])
    expect(fieldsOf(first)).toMatchObject({
      AUTH_EXPIRES: '3600', SERVER_ENDPOINT: `${standIn.oauthOrigin}/rest/`, APPLICATION_SCOPE: card.scopes.join(','), member_id: memberId, status: 'F', PLACEMENT: 'DEFAULT',
      APPLICATION_TOKEN: standIn.control.describe().portals[0]!.applicationToken,
    })
    expect(second.appSid).not.toBe(first.appSid)
    expect(fieldsOf(second).AUTH_ID).not.toBe(fieldsOf(first).AUTH_ID)
    expect((await appInfo(standIn, fieldsOf(first).AUTH_ID!)).body.result).toMatchObject({ user_id: employee })
  })

  it('keeps an existing query of the address', async () => {
    const { standIn } = await installed({ app: { ...card, url: 'http://127.0.0.1:9/?x=1' } })
    expect(frameOf(standIn.control.launch({ portal: 'acme', userId: employee })).action).toMatch(/^http:\/\/127\.0\.0\.1:9\/\?x=1&DOMAIN=/)
  })

  it('is shorter from an older portal', async () => {
    const { standIn } = await installed()
    standIn.control.setFaults({ portal: 'acme', faults: { legacyForm: true } })
    const { fields } = frameOf(standIn.control.launch({ portal: 'acme', userId: employee }))
    expect(fields.map(([name]) => name)).toEqual(['AUTH_ID', 'AUTH_EXPIRES', 'REFRESH_ID', 'member_id', 'status', 'PLACEMENT', 'PLACEMENT_OPTIONS'])
  })
})

describe('which address is opened', () => {
  it('the installer for an administrator while not installed; nothing for anybody else', async () => {
    const { standIn } = await installed({ finish: false })
    const admin = frameOf(standIn.control.launch({ portal: 'acme', userId: administrator }))
    expect(admin.action.startsWith(`${card.installUrl}?`)).toBe(true)
    expect(admin.initData.INSTALL).toBe(true)
    expect(standIn.control.launch({ portal: 'acme', userId: employee })).toMatchObject({ kind: 'not-installed', message: expect.stringContaining('not fully installed') })
    expect(standIn.control.launch({ portal: 'globex', userId: administrator })).toMatchObject({ kind: 'not-installed' })
  })

  it('the widget\'s handler, and the application for everything else', async () => {
    const { standIn, origin, admin } = await installed()
    const handler = 'http://127.0.0.1:9/widgets/task'
    await rest(origin, 'placement.bind', admin, { PLACEMENT: 'TASK_VIEW_TAB', HANDLER: handler })
    const widget = frameOf(standIn.control.launch({ portal: 'acme', userId: employee, placement: 'TASK_VIEW_TAB', options: { taskId: '31' }, uri: '/company/personal/user/3/tasks/task/view/31/' }))
    expect(widget.action.startsWith(`${handler}?`)).toBe(true)
    expect(widget.appOrigin).toBe(new URL(card.url).origin)
    expect(fieldsOf(widget).PLACEMENT).toBe('TASK_VIEW_TAB')
    expect(optionsOf(fieldsOf(widget))).toEqual({ taskId: '31', URI: '/company/personal/user/3/tasks/task/view/31/' })
    expect([widget.denied, widget.initData.INSTALL]).toEqual([['setTitle'], false])
  })

  it('is refused for a handler that is not registered', async () => {
    const { origin } = await installed()
    const answer = await page(origin, '/_portal/frame', { body: { placement: 'TASK_VIEW_TAB', placementId: 99, options: {}, uri: '/' } })
    expect(answer.status).toBe(404)
  })
})

describe('options', () => {
  it('of a slider: strings, nested objects kept, everything empty gone, settings gone', async () => {
    const { standIn } = await installed()
    const frame = frameOf(standIn.control.launch({
      portal: 'acme', userId: employee, popup: true,
      options: { view: 'note', id: 5, on: true, off: false, empty: '', nothing: null, list: [], deep: { a: 1, gone: {} }, many: [1, 'b'], bx24_width: 500 },
    }))
    const expected = { view: 'note', id: '5', on: 'true', off: 'false', empty: '', deep: { a: '1' }, many: ['1', 'b'] }
    expect(optionsOf(fieldsOf(frame))).toEqual(expected)
    expect(frame.initData.PLACEMENT_OPTIONS).toEqual(expected)
    expect(fieldsOf(frame).PLACEMENT).toBe('DEFAULT')
    expect(frame.denied).toEqual(['resizeWindow'])
    expect(frame.action.startsWith(card.url)).toBe(true)
  })

  it('of a slider without parameters, and of the menu: the variable of the page\'s address', async () => {
    const { standIn } = await installed()
    for (const popup of [true, false]) {
      expect(optionsOf(fieldsOf(frameOf(standIn.control.launch({ portal: 'acme', userId: employee, options: {}, popup }))))).toEqual({ any: '6/' })
    }
  })

  it('of a widget: as given; URI never replaces its own, and the mobile place has none', async () => {
    const { standIn, origin, admin } = await installed()
    for (const placement of ['LEFT_MENU', 'IMMOBILE_CONTEXT_MENU']) await rest(origin, 'placement.bind', admin, { PLACEMENT: placement, HANDLER: 'http://127.0.0.1:9/w' })
    const open = (placement: string, options: unknown) => optionsOf(fieldsOf(frameOf(standIn.control.launch({ portal: 'acme', userId: employee, placement, options, uri: '/here/' }))))
    expect(open('LEFT_MENU', {})).toEqual({ URI: '/here/' })
    expect(open('LEFT_MENU', { URI: '/own/' })).toEqual({ URI: '/own/' })
    expect(open('IMMOBILE_CONTEXT_MENU', { dialogId: 'chat1' })).toEqual({ dialogId: 'chat1' })
  })
})

describe('getInitData', () => {
  it('has the documented members in order, with PHP\'s types', async () => {
    const { standIn, domain, memberId } = await installed()
    const { initData, fields } = frameOf(standIn.control.launch({ portal: 'acme', userId: administrator }))
    const form = Object.fromEntries(fields)
    expect(Object.entries(initData)).toEqual(Object.entries({
      LANG: 'en', DOMAIN: domain, PROTOCOL: 0, PATH: '/rest', AUTH_ID: form.AUTH_ID, AUTH_EXPIRES: '3600', REFRESH_ID: form.REFRESH_ID, MEMBER_ID: memberId,
      FIRST_RUN: true, IS_ADMIN: true, INSTALL: false, USER_OPTIONS: [], APP_OPTIONS: [], PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: { any: '6/' },
    }))
  })

  it('prints numbers in options as strings, for each person their own', async () => {
    const { standIn, origin, admin, user } = await installed()
    await rest(origin, 'app.option.set', admin, { options: { limit: 5, deep: { a: 1 } } })
    await rest(origin, 'user.option.set', user, { options: { seen: 2 } })
    const { initData } = frameOf(standIn.control.launch({ portal: 'acme', userId: employee }))
    expect(initData).toMatchObject({ IS_ADMIN: false, APP_OPTIONS: { limit: '5', deep: { a: '1' } }, USER_OPTIONS: { seen: '2' } })
  })
})

describe('frame commands', () => {
  async function opened(userId: number, finish = true) {
    const setup = await installed({ finish })
    const cookie = await cookieOf(setup.origin, userId)
    const frame = frameOf(setup.standIn.control.launch({ portal: 'acme', userId }))
    const command = async (name: string, params: unknown = {}) => {
      const answer = await page(setup.origin, `/_portal/frame/${frame.appSid}/${name}`, { body: params, cookie })
      return { status: answer.status, body: await answer.json() as Record<string, unknown> }
    }
    return { ...setup, frame, command, control: setup.standIn.control }
  }

  it('setInstall ends the first run, per person and version', async () => {
    const { command, control } = await opened(employee)
    const firstRun = (userId: number) => frameOf(control.launch({ portal: 'acme', userId })).initData.FIRST_RUN
    expect(await command('setInstall', { install: true })).toEqual({ status: 200, body: { install: true } })
    expect([firstRun(employee), firstRun(administrator)]).toEqual([false, true])
    control.update({ portal: 'acme' })
    control.finishInstall({ portal: 'acme' })
    expect(firstRun(employee)).toBe(true)
  })

  it('refreshAuth gives the viewer new tokens, or no reply', async () => {
    const { command, control, frame, standIn } = await opened(employee)
    control.setFaults({ portal: 'acme', faults: { expireTokens: true } })
    const { body } = await command('refreshAuth')
    expect(Object.keys(body)).toEqual(['AUTH_ID', 'AUTH_EXPIRES', 'REFRESH_ID'])
    expect(body.AUTH_EXPIRES).toBe('3600')
    expect(body.AUTH_ID).not.toBe(fieldsOf(frame).AUTH_ID)
    expect((await appInfo(standIn, String(body.AUTH_ID))).body.result).toMatchObject({ user_id: employee })
    control.setFaults({ portal: 'acme', faults: { silentRefreshAuth: true } })
    expect((await command('refreshAuth')).status).toBe(409)
  })

  it('setInstallFinish: a string, and installed only by an administrator', async () => {
    const admin = await opened(administrator, false)
    const employeeCookie = await cookieOf(admin.origin, employee)
    const refused = await page(admin.origin, `/_portal/frame/${admin.frame.appSid}/setInstallFinish`, { body: {}, cookie: employeeCookie })
    expect(await refused.json()).toEqual({ result: 'false' })
    expect(admin.control.describe().portals[0]!.app.state).toBe('installing')
    expect(await admin.command('setInstallFinish')).toEqual({ status: 200, body: { result: 'true' } })
    expect(admin.control.describe().portals[0]!.app.state).toBe('installed')
    const again = frameOf(admin.control.launch({ portal: 'acme', userId: administrator }))
    expect([again.action.startsWith(`${card.url}?`), again.initData.INSTALL]).toEqual([true, false])
  })

  it('setAppOption: silence for an employee, all options for an administrator', async () => {
    const user = await opened(employee)
    expect((await user.command('setAppOption', { name: 'a', value: 1 })).status).toBe(403)
    const admin = await opened(administrator)
    await admin.command('setAppOption', { name: 'a', value: 1 })
    expect(await admin.command('setAppOption', { name: 'b', value: 'x' })).toEqual({ status: 200, body: { a: '1', b: 'x' } })
  })

  it('setUserOption echoes and keeps', async () => {
    const { command, origin, user } = await opened(employee)
    expect((await command('setUserOption', { name: 'u', value: 'v' })).body).toEqual({ name: 'u', value: 'v' })
    expect((await rest(origin, 'user.option.get', user)).body.result).toEqual({ u: 'v' })
  })

  it('there is no other, and none for a foreign APP_SID', async () => {
    const { command, origin } = await opened(employee)
    expect((await command('openEverything')).status).toBe(404)
    expect((await page(origin, `/_portal/frame/${'0'.repeat(32)}/refreshAuth`, { body: {} })).status).toBe(404)
  })
})
