import { describe, expect, it } from 'vitest'
import { placementFacts } from '../../../portal/data/placements'
import type { OpenFrameResponse } from '../../../portal/shared/contract'
import { card, fieldsOf, frameOf, installed, page, rest, type Installed } from './support'

const everything = { ...card, scopes: ['placement', 'task', 'sonet_group', 'user', 'calendar', 'telephony', 'im', 'contact_center', 'crm'] }
const handler = 'http://127.0.0.1:9/place'

const bind = ({ origin, admin }: Installed, params: Record<string, unknown>) => rest(origin, 'placement.bind', admin, { HANDLER: handler, ...params })
const options = async (setup: Installed, placement: string, given: Record<string, unknown>) => {
  expect((await bind(setup, { PLACEMENT: placement, OPTIONS: given })).body.error).toBeUndefined()
  return setup.standIn.control.placements({ portal: 'acme' }).find(row => row.placement === placement)!.options
}

describe('placement.bind', () => {
  it('registers, in any case of the code, also as nested form', async () => {
    const setup = await installed()
    expect((await bind(setup, { PLACEMENT: 'task_view_tab', TITLE: 'One' })).body.result).toBe(true)
    await fetch(`${setup.origin}/rest/placement.bind`, {
      method: 'POST',
      body: new URLSearchParams({ 'auth': setup.admin.accessToken, 'PLACEMENT': 'LEFT_MENU', 'HANDLER': handler, 'LANG_ALL[de][TITLE]': 'Eins', 'LANG_ALL[en][TITLE]': 'One' }),
    })
    expect(setup.standIn.control.placements({ portal: 'acme' })).toMatchObject([
      { placement: 'TASK_VIEW_TAB', title: 'One', langAll: {} },
      { placement: 'LEFT_MENU', title: '', langAll: { de: { TITLE: 'Eins' }, en: { TITLE: 'One' } } },
    ])
  })

  it('lets a non-empty LANG_ALL replace the plain texts', async () => {
    const setup = await installed()
    await bind(setup, { PLACEMENT: 'LEFT_MENU', TITLE: 'Plain', LANG_ALL: { de: { TITLE: 'Deutsch' } } })
    const [row] = (await rest(setup.origin, 'placement.get', setup.admin)).body.result as { title: string }[]
    expect(row!.title).toBe('Deutsch')
  })

  it('refuses the same handler twice, with the documented misspelling', async () => {
    const setup = await installed()
    await bind(setup, { PLACEMENT: 'LEFT_MENU' })
    expect(await bind(setup, { PLACEMENT: 'LEFT_MENU' })).toMatchObject({ status: 400, body: { error: 'ERROR_CORE', error_description: 'Unable to set placement handler: Handler already binded' } })
    expect((await bind(setup, { PLACEMENT: 'LEFT_MENU', HANDLER: `${handler}/2` })).body.result).toBe(true)
  })

  it('is for administrators', async () => {
    const { origin, user } = await installed()
    for (const method of ['placement.bind', 'placement.unbind', 'placement.get']) {
      expect(await rest(origin, method, user, { PLACEMENT: 'LEFT_MENU', HANDLER: handler })).toMatchObject({ status: 403, body: { error: 'ACCESS_DENIED' } })
    }
  })

  it.each([
    ['ERROR_ARGUMENT', { PLACEMENT: '' }],
    ['ERROR_ARGUMENT', { PLACEMENT: 'LEFT_MENU', HANDLER: '' }],
    ['ERROR_PLACEMENT_NOT_FOUND', { PLACEMENT: 'NO_SUCH_PLACE' }],
    ['ERROR_PLACEMENT_NOT_FOUND', { PLACEMENT: 'CALENDAR_GRIDVIEW' }],
    ['ERROR_WRONG_HANDLER_URL', { PLACEMENT: 'LEFT_MENU', HANDLER: 'http://localhost:3000/' }],
    ['ERROR_WRONG_HANDLER_URL', { PLACEMENT: 'LEFT_MENU', HANDLER: 'not an address' }],
    ['ERROR_UNSUPPORTED_PROTOCOL', { PLACEMENT: 'LEFT_MENU', HANDLER: 'ftp://127.0.0.1/' }],
    ['ERROR_PLACEMENT_USER_MODE', { PLACEMENT: 'LEFT_MENU', USER_ID: 3 }],
  ])('%s for %j', async (code, params) => {
    const setup = await installed()
    expect(await bind(setup, params)).toMatchObject({ status: 400, body: { error: code } })
    expect(setup.standIn.control.placements({ portal: 'acme' })).toEqual([])
  })

  it('refuses single codes on request', async () => {
    const setup = await installed()
    setup.standIn.control.setFaults({ portal: 'acme', faults: { refusePlacements: ['left_menu'] } })
    expect((await bind(setup, { PLACEMENT: 'LEFT_MENU' })).body.error).toBe('ERROR_PLACEMENT_NOT_FOUND')
    expect((await bind(setup, { PLACEMENT: 'TASK_VIEW_TAB' })).body.result).toBe(true)
    for (const params of [{}, { FULL: true }, { SCOPE: 'placement' }]) {
      expect((await rest(setup.origin, 'placement.list', setup.user, params)).body.result).not.toContain('LEFT_MENU')
    }
  })

  it('keeps what is registered when the product does not know it any more', async () => {
    const setup = await installed()
    await bind(setup, { PLACEMENT: 'LEFT_MENU' })
    setup.standIn.control.setFaults({ portal: 'acme', faults: { refusePlacements: ['LEFT_MENU'] } })
    expect((await rest(setup.origin, 'placement.get', setup.admin)).body.result).toMatchObject([{ placement: 'LEFT_MENU' }])
    expect((await rest(setup.origin, 'placement.unbind', setup.admin, { PLACEMENT: 'LEFT_MENU' })).body.result).toEqual({ count: 2 })
  })
})

describe('OPTIONS', () => {
  it('keep the documented keys of each placement, by their exact spelling', async () => {
    const setup = await installed({ app: everything })
    expect(await options(setup, 'TASK_VIEW_TAB', { groupId: '11,12', GROUPID: 1, other: 2 })).toEqual({ groupId: '11,12' })
    expect(await options(setup, 'TASK_VIEW_TOP_PANEL', { groupId: '11' })).toEqual({})
    expect(await options(setup, 'IM_CONTEXT_MENU', { context: 'user;chat', iconName: 'fa-x', color: 'RED' })).toEqual({ extranet: 'N', context: 'USER;CHAT', role: 'USER' })
    expect(await options(setup, 'IM_TEXTAREA', { iconName: 'fa-bars', width: 50, context: 'CRM;ALL' })).toEqual({ iconName: 'fa-bars', extranet: 'N', context: 'ALL', role: 'USER', width: 50, height: 100 })
    expect(await options(setup, 'IM_NAVIGATION', { iconName: 'fa-bars', context: 'USER' })).toEqual({ iconName: 'fa-bars', extranet: 'N', role: 'USER' })
    expect(await options(setup, 'PAGE_BACKGROUND_WORKER', { errorHandlerUrl: 'http://127.0.0.1/e', x: 1 })).toEqual({ errorHandlerUrl: 'http://127.0.0.1/e' })
  })

  it.each([
    ['IM_SIDEBAR', {}, 400, 'ERROR_ARGUMENT'],
    ['IM_SIDEBAR', { iconName: '123' }, 200, 'INVALID_ERROR_ICON_NAME'],
    ['IM_SIDEBAR', { iconName: 'fa-x', context: 'WORLD' }, 200, 'INVALID_ERROR_CONTEXT'],
    ['IM_SIDEBAR', { iconName: 'fa-x', extranet: 'maybe' }, 200, 'INVALID_ERROR_EXTRANET'],
    ['IM_SIDEBAR', { iconName: 'fa-x', role: 'BOSS' }, 200, 'INVALID_ERROR_ROLE'],
    ['IM_SIDEBAR', { iconName: 'fa-x', color: 'PLAID' }, 200, 'INVALID_ERROR_COLOR'],
    ['IM_TEXTAREA', { iconName: 'fa-x', width: -1 }, 200, 'INVALID_ERROR_WIDTH'],
    ['IM_TEXTAREA', { iconName: 'fa-x', height: 'tall' }, 200, 'INVALID_ERROR_HEIGHT'],
    ['PAGE_BACKGROUND_WORKER', {}, 200, 'EMPTY_ERROR_HANDLER_URL'],
  ])('%s %j → %i %s', async (placement, given, status, code) => {
    const setup = await installed({ app: everything })
    expect(await bind(setup, { PLACEMENT: placement, OPTIONS: given })).toMatchObject({ status, body: { error: code } })
  })

  it('one handler only where one is allowed, one per person for the worker', async () => {
    const setup = await installed()
    await bind(setup, { PLACEMENT: 'REST_APP_URI' })
    expect((await bind(setup, { PLACEMENT: 'REST_APP_URI', HANDLER: `${handler}/2` })).body.error).toBe('ERROR_PLACEMENT_MAX_COUNT')
    const worker = { PLACEMENT: 'PAGE_BACKGROUND_WORKER', OPTIONS: { errorHandlerUrl: 'http://127.0.0.1/e' } }
    expect((await bind(setup, worker)).body.result).toBe(true)
    expect((await bind(setup, { ...worker, USER_ID: 3 })).body.result).toBe(true)
  })
})

describe('placement.get, list, unbind', () => {
  it('get: id, lower-case keys, [] for nothing', async () => {
    const setup = await installed()
    await bind(setup, { PLACEMENT: 'TASK_VIEW_TAB', TITLE: 'One' })
    expect((await rest(setup.origin, 'placement.get', setup.admin)).body.result).toEqual([
      { id: expect.any(Number), placement: 'TASK_VIEW_TAB', userId: 0, handler, options: [], title: 'One', description: '', langAll: [] },
    ])
  })

  it('list: what the scopes allow, for everybody; FULL and SCOPE', async () => {
    const { origin, user } = await installed()
    const list = async (params = {}) => (await rest(origin, 'placement.list', user, params)).body.result as string[]
    expect(await list()).toEqual(expect.arrayContaining(['LEFT_MENU', 'TASK_VIEW_TAB', 'IM_SIDEBAR', 'SONET_GROUP_DETAIL_TAB']))
    expect(await list()).not.toContain('CALENDAR_GRIDVIEW')
    expect(await list({ SCOPE: 'sonet_group' })).toEqual(['SONET_GROUP_DETAIL_TAB', 'SONET_GROUP_TOOLBAR', 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR'])
    expect(await list({ FULL: true })).toEqual(Object.keys(placementFacts))
  })

  it('unbind: counts two per handler', async () => {
    const setup = await installed()
    await bind(setup, { PLACEMENT: 'LEFT_MENU' })
    await bind(setup, { PLACEMENT: 'LEFT_MENU', HANDLER: `${handler}/2` })
    const unbind = async (params: object) => (await rest(setup.origin, 'placement.unbind', setup.admin, { ...params })).body
    expect((await unbind({})).error).toBe('ERROR_ARGUMENT')
    expect((await unbind({ PLACEMENT: 'LEFT_MENU', HANDLER: handler })).result).toEqual({ count: 2 })
    expect((await unbind({ PLACEMENT: 'LEFT_MENU' })).result).toEqual({ count: 2 })
    expect((await unbind({ PLACEMENT: 'LEFT_MENU' })).result).toEqual({ count: 0 })
  })
})

it('every known placement can be bound with its scope, and with no other', async () => {
  const setup = await installed({ app: everything, limits: { burst: 1000, perSecond: 1000 } })
  const given = { iconName: 'fa-x', errorHandlerUrl: 'http://127.0.0.1/e' }
  for (const placement of Object.keys(placementFacts)) {
    expect([placement, (await bind(setup, { PLACEMENT: placement, OPTIONS: given })).body.result]).toEqual([placement, true])
  }
  const bare = await installed({ app: { ...card, scopes: ['placement'] }, limits: { burst: 1000, perSecond: 1000 } })
  for (const [placement, facts] of Object.entries(placementFacts)) {
    const { body } = await bind(bare, { PLACEMENT: placement, OPTIONS: given })
    expect([placement, body.error]).toEqual([placement, facts.scope === null ? undefined : 'ERROR_PLACEMENT_NOT_FOUND'])
  }
})

it('the scope `user` of the profile places is neither user_brief nor user_basic', async () => {
  const setup = await installed({ app: { ...card, scopes: ['placement', 'user_brief', 'user_basic'] } })
  for (const PLACEMENT of ['USER_PROFILE_MENU', 'USER_PROFILE_TOOLBAR']) {
    expect((await bind(setup, { PLACEMENT })).body.error).toBe('ERROR_PLACEMENT_NOT_FOUND')
  }
})

describe('a widget of a menu, opened by the portal\'s page in a slider', () => {
  it.each([
    ['TASK_LIST_CONTEXT_MENU', { ID: '31' }, '/company/personal/user/3/tasks/', '{"ID":"31","URI":"/company/personal/user/3/tasks/"}'],
    ['TASK_GROUP_LIST_TOOLBAR', { GROUP_ID: '11' }, '/workgroups/group/11/tasks/', '{"GROUP_ID":"11","URI":"/workgroups/group/11/tasks/"}'],
    ['SONET_GROUP_TOOLBAR', {}, '/workgroups/group/11/', '{"URI":"/workgroups/group/11/"}'],
    ['USER_PROFILE_TOOLBAR', { USER_ID: '5' }, '/company/personal/user/5/', '{"USER_ID":"5","URI":"/company/personal/user/5/"}'],
    ['REST_APP_URI', { docId: '42', URI: '/own/' }, '/stream/', '{"docId":"42","URI":"/own/"}'],
  ])('%s gets the documented options as the JSON of strings', async (placement, options, uri, expected) => {
    const setup = await installed({ app: everything })
    await bind(setup, { PLACEMENT: placement })
    const placementId = setup.standIn.control.placements({ portal: 'acme' })[0]!.id
    const answer = await page(setup.origin, '/_portal/frame', { body: { placement, placementId, options, uri, popup: true } })
    const frame = frameOf(await answer.json() as OpenFrameResponse)
    expect(frame.action).toMatch(new RegExp(`^${handler}\\?DOMAIN=`))
    expect(fieldsOf(frame)).toMatchObject({ PLACEMENT: placement, PLACEMENT_OPTIONS: expected })
    expect(frame).toMatchObject({ denied: ['setTitle', 'resizeWindow'], commands: [], events: [] })
  })
})
