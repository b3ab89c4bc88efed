import { beforeEach, describe, expect, it, vi } from 'vitest'
import { PortalError } from '../../../portal/page/data/api'
import { createSession } from '../../../portal/page/frame/session'
import type { FrameMessage } from '../../../portal/page/frame/protocol'

const server = vi.hoisted(() => ({ post: vi.fn() }))
vi.mock('../../../portal/page/data/api', async original => ({
  ...await original<typeof import('../../../portal/page/data/api')>(),
  api: { post: server.post },
}))
vi.mock('../../../portal/page/frame/journal', () => ({ report: () => undefined }))
vi.mock('../../../portal/page/frame/toast', () => ({ notify: () => undefined }))

/** A frame's session with what it posted to the frame. */
function open({ admin = true, placement = 'TASK_VIEW_TAB', denied = ['setTitle'], events = ['changed'] } = {}) {
  const posted: string[] = []
  const session = createSession({
    action: '', name: '', appSid: 'SID', fields: [], appOrigin: 'https://app.example', commands: ['reloadData'], events, denied,
    initData: { LANG: 'en', FIRST_RUN: true, IS_ADMIN: admin, USER_OPTIONS: [], APP_OPTIONS: [] },
  }, {
    placement, popup: false, app: { id: 6, code: 'the.app' }, layout: () => null, post: message => posted.push(message), reopen: () => undefined,
  })
  const send = (method: string, params: unknown = [], callback = 'KEY') =>
    session.receive({ method, params, callback, appSid: 'SID' } satisfies FrameMessage)
  return { session, send, posted }
}

beforeEach(() => { server.post.mockReset() })

describe('a frame\'s session (frame-oauth-events §2.3, §2.4)', () => {
  it('tells the first run once', async () => {
    const { send, posted } = open()
    await send('getInitData')
    await send('getInitData')
    expect(posted.map(message => JSON.parse(message.slice('KEY:'.length)) as { FIRST_RUN: boolean }).map(data => data.FIRST_RUN)).toEqual([true, false])
  })

  it('lists only the placement\'s own commands and events', async () => {
    const { send, posted } = open()
    await send('getInterface')
    expect(posted).toEqual(['KEY:{"command":["reloadData"],"event":["changed"]}'])
  })

  it.each(['setTitle', 'noSuchCommand', 'constructor', 'toString'])('is silent to %s', async (method) => {
    const { send, posted } = open()
    await send(method, { title: 'x' })
    expect(posted).toEqual([])
  })

  it('posts nothing when no key was given', async () => {
    const { send, posted } = open()
    await send('setInstall', { install: true }, '')
    expect(server.post).toHaveBeenCalledWith('frame/SID/setInstall', { install: true })
    expect(posted).toEqual([])
  })

  it('echoes a user option and keeps it for the next getInitData', async () => {
    const { send, posted, session } = open()
    await send('setUserOption', { name: 'u', value: 'v' })
    expect(posted).toEqual(['KEY:{"name":"u","value":"v"}'])
    expect(session.frame.initData.USER_OPTIONS).toEqual({ u: 'v' })
  })

  it('answers an app option with all of them, and anyone but an administrator with silence', async () => {
    server.post.mockResolvedValue({ k: '1', other: '2' })
    const administrator = open()
    await administrator.send('setAppOption', { name: 'k', value: 1 })
    expect(administrator.posted).toEqual(['KEY:{"k":"1","other":"2"}'])

    server.post.mockClear()
    const employee = open({ admin: false })
    await employee.send('setAppOption', { name: 'k', value: 1 })
    expect(employee.posted).toEqual([])
    expect(server.post).not.toHaveBeenCalled()
  })

  it('alerts and stays silent when there is no new token', async () => {
    const alert = vi.fn()
    vi.stubGlobal('window', { alert })
    server.post.mockRejectedValue(new PortalError(409, 'refreshAuth'))
    const { send, posted } = open()
    await send('refreshAuth')
    vi.unstubAllGlobals()
    expect(alert).toHaveBeenCalledOnce()
    expect(posted).toEqual([])
  })

  it('repeats placement events to those who asked, outside the main place only', async () => {
    const widget = open()
    await widget.send('placementBindEvent', { event: 'changed' })
    await widget.send('placementBindEvent', { event: 'unknown' }, 'OTHER')
    widget.session.emit('changed', { day: 1 })
    widget.session.emit('changed')
    widget.session.emit('unknown')
    expect(widget.posted).toEqual(['KEY:{"day":1}', 'KEY:'])

    const main = open({ placement: 'DEFAULT' })
    await main.send('placementBindEvent', { event: 'changed' })
    main.session.emit('changed')
    expect(main.posted).toEqual([])
  })
})

describe('the placement\'s own commands', () => {
  const frame = {
    action: '', name: '', appSid: 'SID', fields: [] as [string, string][], appOrigin: 'https://app.example', commands: ['getStatus'], events: ['changed'], messages: ['im:get'], denied: [], initData: {},
  }
  function open(commands = {}) {
    const posted: string[] = []
    const session = createSession(frame, { placement: 'CALL_CARD', popup: false, app: { id: 6, code: 'the.app' }, layout: () => null, post: message => posted.push(message), reopen: () => undefined, commands })
    const send = (method: string, params: unknown = {}) => session.receive({ method, params, callback: 'KEY', appSid: 'SID' })
    return { session, send, posted }
  }

  it('are carried out by the page around the frame, listed or not', async () => {
    const { send, posted } = open({ 'getStatus': () => ({ CALL_STATE: 'idle' }), 'im:get': () => 'text' })
    await send('getStatus')
    await send('im:get')
    expect(posted).toEqual(['KEY:{"CALL_STATE":"idle"}', 'KEY:"text"'])
  })

  it('stay unanswered where nobody carries them out, or where the placement has them not', async () => {
    const { send, posted } = open({ setMute: () => [] })
    await send('getStatus')
    await send('setMute')
    expect(posted).toEqual([])
  })
})
