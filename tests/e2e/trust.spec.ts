import { randomBytes } from 'node:crypto'
import { people, tasks } from './support/acme'
import { startAttacker } from './support/attacker'
import { expect, test } from './support/fixtures'
import { ApiClient, formOf, installOverTheWire, sendEvent, sendLaunch, sessionRequest } from './support/wire'
import type { ErrorAnswer } from '../../shared/errors'
import type { World } from './support/world'

/** A launch by employee 1 that is in order, as form and address. */
function honestLaunch(world: World) {
  const frame = world.launch({ portal: 'acme', userId: people.employee1, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })
  return { frame, action: frame.action, fields: formOf(frame) }
}

const forgeries: { name: string, bend: (fields: Record<string, string>, world: World) => void, status: number, code: string }[] = [
  { name: 'a made-up token', bend: fields => fields.AUTH_ID = randomBytes(35).toString('hex'), status: 401, code: 'launch_token_invalid' },
  { name: 'another portal\'s member_id', bend: (fields, world) => fields.member_id = world.portals.globex.memberId, status: 403, code: 'launch_foreign_portal' },
  { name: 'a member_id of nobody', bend: fields => fields.member_id = 'f'.repeat(32), status: 403, code: 'launch_foreign_portal' },
  { name: 'no token', bend: fields => delete fields.AUTH_ID, status: 401, code: 'launch_incomplete' },
  { name: 'another app\'s token', bend: (_fields, world) => void world.control.setApp({ clientId: 'app.00000000000000.99999999' }), status: 403, code: 'launch_foreign_app' },
  {
    name: 'an expired token',
    bend: (fields, world) => fields.AUTH_ID = world.control.issueToken({ portal: 'acme', userId: people.employee1, expiresIn: -60 }).accessToken,
    status: 401,
    code: 'launch_token_expired',
  },
  { name: 'a token with something behind it', bend: fields => fields.AUTH_ID += '\' OR 1=1', status: 400, code: 'bad_request' },
  { name: 'options that are not JSON', bend: fields => fields.PLACEMENT_OPTIONS = '{taskId', status: 400, code: 'bad_request' },
]

for (const { name, bend, status, code } of forgeries) {
  test(`a launch with ${name} is refused and leaves nothing behind`, async ({ world }) => {
    await installOverTheWire(world)
    const { action, fields } = honestLaunch(world)
    bend(fields, world)
    const before = world.database.census()
    const answer = await sendLaunch(action, fields)
    const html = await answer.text()
    expect(answer.status).toBe(status)
    expect(html).toContain(`"${code}"`)
    expect(html, 'no session is handed out').not.toContain('"expiresAt"')
    expect(world.database.census()).toEqual(before)
  })
}

test('a launch that names a foreign authorization server is refused, and that server hears nothing', async ({ world }) => {
  await installOverTheWire(world)
  const foreign = await startAttacker()
  try {
    const { action, fields, frame } = honestLaunch(world)
    fields.SERVER_ENDPOINT = `${foreign.origin}/rest/`
    const before = world.database.census()
    const answer = await sendLaunch(action, fields)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('data-code="launch_foreign_server"')
    // Neither does a portal that only the address names.
    const elsewhere = new URL(frame.action)
    elsewhere.searchParams.set('DOMAIN', foreign.origin.slice('http://'.length))
    const framed = await sendLaunch(elsewhere.href, fields)
    expect(framed.headers.get('content-security-policy')).toContain('frame-ancestors \'none\'')
    expect(world.database.census()).toEqual(before)
    expect(foreign.connections()).toBe(0)
  }
  finally {
    await foreign.close()
  }
})

test('an event that names a foreign server or portal address makes us call nobody', async ({ world }) => {
  await installOverTheWire(world)
  const foreign = await startAttacker()
  try {
    const { fields } = honestLaunch(world)
    const before = world.database.census()
    const answer = await sendEvent(world, {
      'event': 'ONAPPINSTALL', 'ts': String(Math.floor(Date.now() / 1000)), 'data[VERSION]': '2',
      'auth[member_id]': world.portals.acme.memberId, 'auth[application_token]': 'x'.repeat(32), 'auth[access_token]': fields.AUTH_ID!, 'auth[refresh_token]': fields.REFRESH_ID!,
      'auth[server_endpoint]': `${foreign.origin}/rest/`, 'auth[client_endpoint]': `${foreign.origin}/rest/`,
    })
    expect(answer.status).toBe(403)
    expect(world.database.census()).toEqual(before)
    expect(foreign.connections()).toBe(0)
  }
  finally {
    await foreign.close()
  }
})

test('the API takes a forged proof no better than a page does', async ({ world }) => {
  await installOverTheWire(world)
  const { frame } = honestLaunch(world)
  const honest = sessionRequest(frame)
  const before = world.database.census()
  for (const [bent, status] of [
    [{ ...honest, memberId: world.portals.globex.memberId }, 403],
    [{ ...honest, authId: randomBytes(35).toString('hex') }, 401],
  ] as const) {
    const answer = await fetch(`${world.app.origin}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(bent) })
    expect(answer.status).toBe(status)
  }
  expect(world.database.census()).toEqual(before)
})

test('a session of one portal is worth nothing once bent', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  expect((await administrator.call('GET', '/api/session')).status).toBe(200)
  const [header, payload, signature] = administrator.token.split('.')
  const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as Record<string, unknown>
  const bent = Buffer.from(JSON.stringify({ ...claims, sub: '5', user: 5, userId: 5 })).toString('base64url')
  for (const token of [`${header}.${bent}.${signature}`, `${header}.${payload}.`, `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`, 'x']) {
    const answer = await new ApiClient(world.app.origin, token).call('GET', '/api/session')
    expect(answer.status).toBe(401)
    expect(((await answer.json()) as ErrorAnswer).error.code).toMatch(/^session_(invalid|missing)$/)
  }
})

test('a proven page may be framed by its portal alone', async ({ world }) => {
  await installOverTheWire(world)
  const { action, fields } = honestLaunch(world)
  const answer = await sendLaunch(action, fields)
  expect(answer.status).toBe(200)
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(/frame-ancestors ([^;]*)/.exec(policy)?.[1]?.trim()).toBe(world.portals.acme.origin)
  expect(answer.headers.get('x-frame-options')).toBeNull()
  expect(answer.headers.get('cache-control')).toContain('no-store')
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(answer.headers.get('referrer-policy')).toBeTruthy()
})

test('a launch on a portal where Sidenote is not installed says so', async ({ world }) => {
  world.control.install({ portal: 'acme' })
  world.control.finishInstall({ portal: 'acme' })
  const frame = world.launch({ portal: 'acme', userId: people.employee1 })
  const answer = await sendLaunch(frame.action, formOf(frame))
  expect(answer.status).toBe(409)
  expect(answer.headers.get('x-app-state')).toBe('not-installed')
  expect(answer.headers.get('content-security-policy')).toContain(`frame-ancestors ${world.portals.acme.origin}`)
})

test('while the authorization server is down, a launch asks for patience', async ({ world }) => {
  await installOverTheWire(world)
  const { action, fields } = honestLaunch(world)
  world.control.setFaults({ portal: 'acme', faults: { oauthDown: true } })
  const answer = await sendLaunch(action, fields)
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
})
