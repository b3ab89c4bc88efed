import { describe, expect, it } from 'vitest'
import { LeakyBucket } from '../../../portal/server/core/bucket'
import { administrator, answerOf, card, employee, installed, rest, token, until } from './support'

describe('how a call may look', () => {
  it('tolerates doubled slashes, the .json suffix and any case of the method', async () => {
    const { origin, user } = await installed()
    for (const path of ['/rest//profile', '/rest/profile.json', '/rest/PROFILE', '/rest//user.current.json']) {
      const { status, body } = await answerOf(await fetch(`${origin}${path}?auth=${user.accessToken}`))
      expect([path, status, (body.result as { ID: string }).ID]).toEqual([path, 200, '3'])
    }
  })

  it('takes the token from query, form, JSON or header', async () => {
    const { origin, user } = await installed()
    const address = `${origin}/rest/profile`
    const answers = await Promise.all([
      fetch(`${address}?auth=${user.accessToken}`),
      fetch(address, { method: 'POST', body: new URLSearchParams({ auth: user.accessToken }) }),
      fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ auth: user.accessToken }) }),
      fetch(address, { headers: { Authorization: `Bearer ${user.accessToken}` } }),
    ])
    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 200])
  })

  it('lets the header win over the parameter', async () => {
    const { origin, user, admin } = await installed()
    const { body } = await answerOf(await fetch(`${origin}/rest/profile?auth=${user.accessToken}`, { headers: { Authorization: `Bearer ${admin.accessToken}` } }))
    expect(body.result).toMatchObject({ ID: '1', ADMIN: true })
  })

  it('always gives time, with operating', async () => {
    const { origin, user } = await installed()
    const { body } = await rest(origin, 'user.admin', user)
    expect(body.result).toBe(false)
    for (const key of ['start', 'finish', 'duration', 'processing', 'operating', 'operating_reset_at']) expect(body.time![key]).toBeTypeOf('number')
    expect(body.time!.date_start).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
  })

  it('answers other origins with exactly these headers, and preflights', async () => {
    const { origin, user } = await installed()
    const preflight = await fetch(`${origin}/rest/profile`, { method: 'OPTIONS', headers: { 'Origin': 'http://elsewhere.example', 'Access-Control-Request-Method': 'POST' } })
    const call = await fetch(`${origin}/rest/profile?auth=${user.accessToken}`)
    const refusal = await fetch(`${origin}/rest/profile`)
    for (const answer of [preflight, call, refusal]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('access-control-allow-headers')).toBe('origin, content-type, accept')
    }
    expect(preflight.status).toBe(200)
  })
})

describe('refusals', () => {
  it('names what is wrong with the token', async () => {
    const { standIn, origin, user } = await installed()
    const old = standIn.control.issueToken({ portal: 'acme', userId: employee, expiresIn: -1 })
    const foreign = standIn.control.issueToken({ portal: 'globex', userId: administrator })
    const answers = [
      await rest(origin, 'profile', null),
      await rest(origin, 'profile', old),
      await rest(origin, 'profile', foreign),
      await rest(origin, 'profile', { ...user, accessToken: 'made-up' }),
    ]
    expect(answers.map(({ status, body }) => [status, body.error])).toEqual([
      [401, 'NO_AUTH_FOUND'], [401, 'expired_token'], [401, 'invalid_token'], [401, 'invalid_token'],
    ])
    expect(answers[1]!.body).toEqual({ error: 'expired_token', error_description: 'The access token provided has expired.' })
  })

  it('needs the scope', async () => {
    const { standIn, origin } = await installed({ app: { ...card, scopes: ['placement'] } })
    const admin = standIn.control.issueToken({ portal: 'acme', userId: administrator })
    const answers = await Promise.all(['tasks.task.get', 'user.get', 'sonet_group.get', 'im.notify.system.add'].map(method => rest(origin, method, admin)))
    expect(answers.map(({ status, body }) => [status, body.error])).toEqual(Array(4).fill([403, 'insufficient_scope']))
  })

  it('knows no such method', async () => {
    const { origin, user } = await installed()
    const { status, body } = await rest(origin, 'nobody.home', user)
    expect([status, body.error]).toEqual([404, 'ERROR_METHOD_NOT_FOUND'])
  })

  it('limits the rate of a portal', async () => {
    const { origin, user } = await installed({ limits: { burst: 5, perSecond: 0.001 } })
    const answers = await Promise.all(Array.from({ length: 8 }, () => rest(origin, 'user.admin', user)))
    const refused = answers.filter(answer => answer.status === 503)
    expect(refused.map(answer => answer.body.error)).toEqual(Array(3).fill('QUERY_LIMIT_EXCEEDED'))
  })

  it('by a bucket of 50 that leaks 2 a second', () => {
    const bucket = new LeakyBucket(50, 2)
    const now = Date.now()
    const taken = (at: number, wanted: number) => Array.from({ length: wanted }, () => bucket.take(at)).filter(Boolean).length
    expect([taken(now, 60), taken(now + 1000, 60), taken(now + 60_000, 60)]).toEqual([50, 2, 50])
  })

  it('refuses, slows and disappears on request', async () => {
    const { standIn, origin, user } = await installed()
    const faults = (change: object) => standIn.control.setFaults({ portal: 'acme', faults: change })
    faults({ rateLimit: true })
    expect(await rest(origin, 'profile', user)).toMatchObject({ status: 503, body: { error: 'QUERY_LIMIT_EXCEEDED' } })
    faults({ rateLimit: false, slowMs: 120 })
    const started = Date.now()
    expect((await rest(origin, 'profile', user)).status).toBe(200)
    expect(Date.now() - started).toBeGreaterThanOrEqual(115)
    faults({ slowMs: 0, slowAnswerMs: 120 })
    const before = Date.now()
    const slow = rest(origin, 'im.notify.system.add', user, { USER_ID: 3, MESSAGE: 'Done before it is answered' })
    await expect.poll(() => standIn.control.notifications({ portal: 'acme' }).length).toBe(1)
    await slow
    expect(Date.now() - before).toBeGreaterThanOrEqual(120)
    faults({ slowAnswerMs: 0, portalDown: true })
    await expect(rest(origin, 'profile', user)).rejects.toThrow('fetch failed')
    expect((await fetch(`${origin}/_portal/state`)).status).toBe(200)
  })

  it('expires all live tokens at once, and launched ones until they are refreshed', async () => {
    const { standIn, origin, user } = await installed()
    standIn.control.setFaults({ portal: 'acme', faults: { expireTokens: true } })
    expect((await rest(origin, 'profile', user)).body.error).toBe('expired_token')
    const launch = standIn.control.launch({ portal: 'acme', userId: employee })
    const access = launch.kind === 'frame' ? Object.fromEntries(launch.frame.fields).AUTH_ID! : ''
    expect((await rest(origin, 'profile', { ...user, accessToken: access })).body.error).toBe('expired_token')
    const { body } = await token(standIn, { grant_type: 'refresh_token', refresh_token: user.refreshToken })
    expect((await rest(origin, 'profile', { ...user, accessToken: String(body.access_token) })).status).toBe(200)
  })
})

describe('batch', () => {
  it('runs commands in order and fills in earlier answers', async () => {
    const { origin, user } = await installed()
    const { body } = await rest(origin, 'batch', user, {
      halt: 0,
      cmd: { me: 'profile', mine: 'tasks.task.list?filter[RESPONSIBLE_ID]=$result[me][ID]&select[]=ID', first: 'tasks.task.get?taskId=$result[mine][tasks][0][id]' },
    })
    const batch = body.result as { result: Record<string, never>, result_error: unknown, result_total: unknown, result_next: unknown, result_time: Record<string, { operating: number }> }
    expect(batch.result.me).toMatchObject({ ID: '3' })
    expect(batch.result.first).toMatchObject({ task: { responsibleId: '3' } })
    expect(batch.result_error).toEqual([])
    expect(batch.result_total).toEqual({ mine: 4 })
    expect(batch.result_next).toEqual([])
    expect(Object.keys(batch.result_time)).toEqual(['me', 'mine', 'first'])
    expect(batch.result_time.me!.operating).toBeTypeOf('number')
  })

  it('is a list for a list, stops at an error only with halt', async () => {
    const { origin, user } = await installed()
    const cmd = ['profile', 'nobody.home', 'user.admin']
    const going = (await rest(origin, 'batch', user, { cmd })).body.result as Record<string, unknown>
    expect(going.result).toEqual({ 0: expect.anything(), 2: false })
    expect(going.result_error).toEqual({ 1: { error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' } })
    const halted = (await rest(origin, 'batch', user, { cmd, halt: 1 })).body.result as Record<string, unknown>
    expect(halted.result).toEqual([expect.anything()])
  })

  it('takes no batch, no placement.bind and no 51st command', async () => {
    const { origin, admin } = await installed()
    const { body } = await rest(origin, 'batch', admin, { cmd: { a: 'batch?cmd[x]=profile', b: 'placement.bind?PLACEMENT=LEFT_MENU&HANDLER=http://127.0.0.1/' } })
    const errors = (body.result as { result_error: Record<string, { error: string }> }).result_error
    expect([errors.a!.error, errors.b!.error]).toEqual(['ERROR_BATCH_METHOD_NOT_ALLOWED', 'ERROR_BATCH_METHOD_NOT_ALLOWED'])
    const long = await rest(origin, 'batch', admin, { cmd: Array(51).fill('profile') })
    expect([long.status, long.body.error]).toEqual([400, 'ERROR_BATCH_LENGTH_EXCEEDED'])
  })
})

describe('third version', () => {
  it('refuses a batch whose body is an object, with an error object', async () => {
    const { origin, user } = await installed()
    const { status, body } = await rest(origin, '/api/batch', user, { 0: { method: 'tasks.task.get', query: { id: 31 } } })
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: expect.stringMatching(/^BITRIX_REST_V3_EXCEPTION_/), message: expect.any(String) })
  })
})

it('keeps every call in the journal, without secrets', async () => {
  const { standIn, origin, user } = await installed()
  await rest(origin, 'profile', user)
  await until(() => standIn.control.journal({ portal: 'acme', kind: 'rest' }).length > 0)
  const entries = standIn.control.journal({ portal: 'acme' })
  expect(entries.at(-1)).toMatchObject({ kind: 'rest', direction: 'in', title: 'profile', outcome: '200', detail: { params: { auth: `${user.accessToken.slice(0, 6)}…` } } })
  expect(JSON.stringify(entries)).not.toContain(user.accessToken)
})
