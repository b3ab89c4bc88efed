import { randomBytes, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { createKeyring } from '../../db/sealing'
import type { ErrorAnswer, ErrorCode } from '../../shared/errors'
import { subjectKinds } from '../../shared/subjects'
import { subjectsOfKinds } from '../support/subjects'
import { people, tasks } from './support/acme'
import { startAttacker } from './support/attacker'
import { expect, test } from './support/fixtures'
import { apiCalls, nobodys } from './support/route-examples'
import type { Belongings, RouteCall } from './support/route-examples'
import { ApiClient, formOf, installOverTheWire, newNote, openTaskOverTheWire, sendEvent, sendLaunch } from './support/wire'
import type { World } from './support/world'

const day = 86_400_000

/** Makes a portal something to lose: a note with a follow-up and an earlier text, a private and a deleted one, a ready text, settings. */
async function withBelongings(world: World, administrator: ApiClient): Promise<Belongings> {
  const note = newNote('The board wants 3 %')
  const template = { id: randomUUID(), kind: 'chat', title: 'Secret recipe', text: 'Half a pound of saffron', folder: '', shared: true }
  const calls: [string, string, unknown?][] = [
    ['POST', '/api/notes', { ...note, dueAt: Date.now() + 7 * day }],
    ['PATCH', `/api/notes/${note.id}`, { text: 'The board wants 4 %', version: 1 }],
    ['POST', '/api/notes', newNote('For the administrator alone', { visibility: 'private' })],
    ['POST', '/api/templates', template],
    ['PUT', '/api/admin/settings', { version: 0, places: { CALL_CARD: { titles: { en: 'Call diary' } } } }],
  ]
  for (const [method, path, body] of calls) expect((await administrator.call(method, path, body)).ok, `${method} ${path}`).toBe(true)
  const fields = await (await administrator.call('POST', '/api/admin/fields', { entity: 'deal', label: 'What next' })).json() as { fields?: { id: string }[] }
  return { ...nobodys(), note: note.id, template: template.id, field: fields.fields?.[0]?.id ?? '1', person: String(people.employee1) }
}

/** What has to stay out of every answer to somebody else. */
const secrets = ['The board wants', 'For the administrator alone', 'saffron', 'Call diary']

/** What is stored, row by row; of one portal, when asked so. Caches, locks and the record of calls are left out: asking fills them. */
function stored({ database }: World, portalId?: number): string {
  const passing = new Set(['rest_journal', 'subjects', 'subject_grants', 'subject_lists', 'launch_proofs', 'locks'])
  return JSON.stringify(database.tables().filter(table => !passing.has(table)).map((table) => {
    const column = table === 'portals' ? 'id' : 'portal_id'
    const rows = database.rows(`SELECT * FROM "${table}"`).filter(row => portalId === undefined || row[column] === portalId)
    return [table, rows]
  }))
}

/** The calls with a body that each of them takes; sent as somebody. */
const callAs = (client: ApiClient, { method, example }: RouteCall): Promise<Response> => client.call(method === '*' ? 'GET' : method, example.path, example.body)

async function codeOf(answer: Response): Promise<[number, ErrorCode | undefined]> {
  const text = await answer.text()
  const { error } = (text.startsWith('{') ? JSON.parse(text) : {}) as Partial<ErrorAnswer>
  return [answer.status, error?.code]
}

/** Signs what the server would sign, and what it would not. */
function sessionMaker(world: World) {
  const [, key = ''] = world.app.env.NUXT_ENCRYPTION_KEYS!.split(':')
  const ours = createKeyring([{ id: 'k1', key: Buffer.from(key, 'base64') }]).signingKeys('session')[0]!
  const someoneElses = createKeyring([{ id: 'k1', key: randomBytes(32) }]).signingKeys('session')[0]!
  const claims = { portal: 1, epoch: 1, sub: String(people.admin), iss: 'sidenote', aud: 'sidenote-api', exp: Math.floor(Date.now() / 1000) + 600 }
  const sign = (change: object, key = ours, alg = 'HS256') => new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg }).sign(key)
  return { claims, ours, someoneElses, sign }
}

test('no route of the API answers without a session of its own making', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const calls = apiCalls(await withBelongings(world, administrator)).filter(({ example }) => example.asked !== 'everybody')
  expect(calls.length).toBeGreaterThan(40)
  const { claims, someoneElses, sign } = sessionMaker(world)
  const epoch = world.database.rows<{ epoch: number }>('SELECT epoch FROM portals')[0]!.epoch
  const [header, payload, signature] = administrator.token.split('.')
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const honest = await sign({ epoch })
  expect((await new ApiClient(world.app.origin, honest).call('GET', '/api/session')).status, 'what follows is refused for what is wrong with it').toBe(200)

  const bad: [what: string, token: string, code: ErrorCode][] = [
    ['none', '', 'session_missing'],
    ['garbage', 'g'.repeat(60), 'session_invalid'],
    ['a bent signature', `${header}.${payload}.${signature!.startsWith('A') ? 'B' : 'A'}${signature!.slice(1)}`, 'session_invalid'],
    ['other claims under an honest signature', `${header}.${base64({ ...claims, epoch, sub: String(people.employee1) })}.${signature}`, 'session_invalid'],
    ['alg: none', `${base64({ alg: 'none' })}.${payload}.`, 'session_invalid'],
    ['another algorithm', await sign({ epoch }, undefined, 'HS512'), 'session_invalid'],
    ['somebody else\'s key', await sign({ epoch }, someoneElses), 'session_invalid'],
    ['another audience', await sign({ epoch, aud: 'elsewhere' }), 'session_invalid'],
    ['an end in the past', await sign({ epoch, exp: Math.floor(Date.now() / 1000) - 5 }), 'session_expired'],
    ['a portal that there is not', await sign({ epoch, portal: 4711 }), 'session_expired'],
    ['an earlier installation of the portal', await sign({ epoch: epoch - 1 }), 'session_expired'],
    ['a person that there is not', await sign({ epoch, sub: '4711' }), 'session_invalid'],
  ]
  const before = stored(world)
  for (const call of calls) {
    for (const [what, token, code] of bad) expect(await codeOf(await callAs(new ApiClient(world.app.origin, token), call)), `${call.name} with ${what}`).toEqual([401, code])
  }
  expect(stored(world)).toBe(before)
})

test('what is for administrators is refused to everybody else, also to those who were one this morning', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const calls = apiCalls(await withBelongings(world, administrator))
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const forAdministrators = calls.filter(({ example }) => example.asked.startsWith('administrator'))
  expect(calls.filter(({ path }) => /^\/api\/(?:admin|installation)\//.test(path)), 'all of the settings and the installer').toEqual(forAdministrators)

  const before = stored(world)
  for (const call of forAdministrators) expect(await codeOf(await callAs(employee, call)), call.name).toEqual([403, 'admin_required'])
  expect(stored(world)).toBe(before)

  // Bitrix24 has taken the rights away, and we have not asked since.
  world.database.advance('UPDATE users SET is_admin = 1 WHERE user_id = ?', people.employee1)
  const promoted = stored(world)
  for (const call of forAdministrators.filter(({ example }) => example.asked === 'administratorNow')) {
    expect(await codeOf(await callAs(employee, call)), `${call.name} after the rights were taken away`).toEqual([403, 'admin_required'])
  }
  expect(stored(world)).toBe(promoted)
})

test('a session of one portal reaches nothing of another, on any route', async ({ world }) => {
  const acme = await installOverTheWire(world, 'acme')
  const globex = await installOverTheWire(world, 'globex')
  const belongings = await withBelongings(world, acme)
  const [acmeId] = world.database.rows<{ id: number }>('SELECT id FROM portals WHERE member_id = ?', world.portals.acme.memberId).map(({ id }) => id)
  const before = stored(world, acmeId)
  for (const call of apiCalls(belongings).filter(({ example }) => example.asked !== 'everybody')) {
    // A live stream goes on for ever; that it opens says nothing of the other portal's subject of the same name.
    if (call.name === 'GET /api/notes/live') continue
    const answer = await callAs(globex, call)
    const text = await answer.text()
    for (const secret of secrets) expect(text, call.name).not.toContain(secret)
    if (/:id/.test(call.path) && !call.path.startsWith('/api/admin/people/')) expect([403, 404], `${call.name} answered ${answer.status}`).toContain(answer.status)
  }
  expect(stored(world, acmeId)).toBe(before)
})

test('no session outlives an uninstall, on any route', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const calls = apiCalls(await withBelongings(world, administrator)).filter(({ example }) => example.asked !== 'everybody')
  world.control.uninstall({ portal: 'acme', clean: false })
  await expect.poll(() => world.database.rows<{ status: string }>('SELECT status FROM portals')[0]!.status).toBe('uninstalled')
  const before = stored(world)
  for (const call of calls) expect(await codeOf(await callAs(administrator, call)), call.name).toEqual([401, 'session_expired'])
  expect(stored(world)).toBe(before)
})

test('a note that is not for somebody is for them on no route, whatever it is about', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const sessions = new Map([[people.admin as number, administrator]])
  for (const person of [people.employee1, people.employee2]) sessions.set(person, await openTaskOverTheWire(world, person, tasks.everybody))

  for (const kind of subjectKinds) {
    const { key, sees, stranger } = subjectsOfKinds[kind]
    const author = sessions.get(sees)!
    const hidden = [
      { visibility: 'private', from: [...sessions.keys()].filter(person => person !== sees) },
      ...stranger === null ? [] : [{ visibility: 'team', from: [stranger] }],
    ]
    for (const { visibility, from } of hidden) {
      const note = { id: randomUUID(), subject: key, text: `Hidden ${visibility} words`, visibility, dueAt: Date.now() + 7 * day }
      expect((await author.call('POST', '/api/notes', note)).status, key).toBe(200)
      const before = world.database.rows('SELECT * FROM notes WHERE id = ?', note.id)
      const isOfTeam = visibility === 'team'
      for (const person of from) {
        const client = sessions.get(person)!
        for (const call of apiCalls({ ...nobodys(), note: note.id, subject: key }).filter(({ example }) => example.asked === 'person')) {
          const isAboutNote = call.path.startsWith('/api/notes/:id')
          // Who sees the subject may read and write there, only not this note.
          const isAboutSubject = isOfTeam && ['GET /api/notes', 'POST /api/notes', 'GET /api/notes/live'].includes(call.name)
          if (!isAboutNote && !isAboutSubject && !['POST /api/search', 'GET /api/notes/recent', 'GET /api/notes/export', 'GET /api/follow-ups'].includes(call.name)) continue
          const asked = call.name === 'POST /api/search' ? { ...call, example: { ...call.example, body: { text: 'hidden' } } } : call
          const answer = await callAs(client, asked)
          const where = `${call.name} on ${key} (${visibility}) by ${person}`
          if (isAboutNote || isAboutSubject) expect([403, 404], `${where} answered ${answer.status}`).toContain(answer.status)
          expect(await answer.text(), where).not.toContain('Hidden')
        }
      }
      expect(world.database.rows('SELECT * FROM notes WHERE id = ?', note.id), key).toEqual(before)
      // What was deleted is the author's alone to bring back.
      expect((await author.call('DELETE', `/api/notes/${note.id}`)).status).toBe(204)
      for (const person of from) expect((await sessions.get(person)!.call('POST', `/api/notes/${note.id}/restore`)).status, key).toBe(404)
    }
  }
})

/** An event as Bitrix24 would send it for portal "acme", but for what is given. */
function event(world: World, name: string, fields: Record<string, string>, auth: Record<string, string> = {}): Record<string, string> {
  const { acme } = world.portals
  const known = { member_id: acme.memberId, server_endpoint: `${world.standIn.oauthOrigin}/rest/`, client_endpoint: `${acme.origin}/rest/`, domain: acme.domain, ...auth }
  return { event: name, ts: now(), ...fields, ...Object.fromEntries(Object.entries(known).map(([key, value]) => [`auth[${key}]`, value])) }
}
const now = (seconds = 0) => String(Math.floor(Date.now() / 1000) + seconds)
const applicationTokenOf = (world: World, portal: string) => world.control.describe().portals.find(({ key }) => key === portal)!.applicationToken!

test('a forged event changes nothing, whoever sends it and whatever they know', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  await installOverTheWire(world, 'globex')
  await withBelongings(world, administrator)
  const token = applicationTokenOf(world, 'acme')
  const employee = world.control.issueToken({ portal: 'acme', userId: people.employee1 })
  const foreign = world.control.issueToken({ portal: 'globex', userId: people.admin })
  const clean = { 'data[CLEAN]': '1' }
  const before = stored(world)

  const refused: [what: string, fields: Record<string, string>][] = [
    ['an uninstall of a portal that there is not', event(world, 'ONAPPUNINSTALL', clean, { member_id: 'e'.repeat(32), application_token: token })],
    ['an uninstall with a made-up token', event(world, 'ONAPPUNINSTALL', clean, { application_token: randomBytes(16).toString('hex') })],
    ['an uninstall with another portal\'s token', event(world, 'ONAPPUNINSTALL', clean, { application_token: applicationTokenOf(world, 'globex') })],
    ['an uninstall of another portal with our token', event(world, 'ONAPPUNINSTALL', clean, { member_id: world.portals.globex.memberId, application_token: token })],
    ['an install with made-up tokens', event(world, 'ONAPPINSTALL', {}, { application_token: 'x'.repeat(32), access_token: 'y'.repeat(70) })],
    ['an install with another portal\'s access token', event(world, 'ONAPPINSTALL', {}, { application_token: 'x'.repeat(32), access_token: foreign.accessToken })],
    ['an update without an application token', event(world, 'ONAPPUPDATE', {}, { access_token: employee.accessToken })],
    ['an event that is none of ours with a wrong token', event(world, 'ONCRMDEALADD', {}, { application_token: 'x'.repeat(32) })],
  ]
  for (const [what, fields] of refused) expect(await codeOf(await sendEvent(world, fields)), what).toEqual([403, 'event_refused'])
  expect(stored(world)).toBe(before)

  // An employee's own token proves the portal; it does not make the employee somebody who may say what later events are measured by.
  const settled = () => world.database.rows('SELECT 1 FROM event_inbox WHERE state = \'pending\' AND event <> \'ONAPPUNINSTALL\'').length
  const portalBefore = world.database.rows('SELECT application_token_hash, installer_id, epoch, status FROM portals')
  expect((await sendEvent(world, event(world, 'ONAPPINSTALL', {}, { application_token: 'x'.repeat(32), access_token: employee.accessToken, refresh_token: employee.refreshToken }))).status).toBe(200)
  await expect.poll(settled).toBe(0)
  expect(world.database.rows('SELECT application_token_hash, installer_id, epoch, status FROM portals')).toEqual(portalBefore)

  // Whoever knows the application token (it passes through every browser) can send an uninstall. As long as the portal's tokens live, it comes to nothing.
  const uninstall = event(world, 'ONAPPUNINSTALL', clean, { application_token: token })
  expect(await (await sendEvent(world, uninstall)).json()).toEqual({ receipt: 'stored' })
  expect(await (await sendEvent(world, uninstall)).json(), 'the same once more').toEqual({ receipt: 'repeated' })
  const looks = () => world.database.rows<{ attempts: number, outcome: string }>('SELECT attempts, outcome FROM event_inbox WHERE event = \'ONAPPUNINSTALL\'')
  await expect.poll(() => looks()[0]?.attempts).toBeGreaterThan(0)
  expect(looks()).toMatchObject([{ outcome: 'portal_alive' }])
  expect(world.database.rows('SELECT application_token_hash, installer_id, epoch, status FROM portals')).toEqual(portalBefore)
  expect(world.database.rows('SELECT 1 FROM notes')).toHaveLength(2)
  expect((await administrator.call('GET', '/api/session')).status, 'sessions go on').toBe(200)
})

test('an event that comes again, or late, undoes nothing', async ({ world }) => {
  await installOverTheWire(world)
  const send = async (name: string, ts: string, applicationToken: string) => {
    const { accessToken, refreshToken } = world.control.issueToken({ portal: 'acme', userId: people.admin })
    return event(world, name, { ts, 'data[VERSION]': '1', 'data[LANGUAGE_ID]': 'en' }, { application_token: applicationToken, access_token: accessToken, refresh_token: refreshToken })
  }
  const hash = () => world.database.rows<{ hash: string }>('SELECT application_token_hash AS hash FROM portals')[0]!.hash
  const outcomes = () => world.database.rows<{ outcome: string | null }>('SELECT outcome FROM event_inbox ORDER BY id').map(({ outcome }) => outcome)

  const newer = await send('ONAPPUPDATE', now(60), 'n'.repeat(32))
  await sendEvent(world, newer)
  await expect.poll(() => outcomes().at(-1)).toBe('installed')
  const token = hash()
  expect(await (await sendEvent(world, newer)).json()).toEqual({ receipt: 'repeated' })
  await sendEvent(world, await send('ONAPPINSTALL', now(), 'o'.repeat(32)))
  await expect.poll(() => outcomes().at(-1)).toBe('outdated')
  expect(hash(), 'the older event\'s token is not the portal\'s').toBe(token)
})

test('no address that somebody sends us, and none that an authorization server sends us on to, is ever called', async ({ world }) => {
  const foreign = await startAttacker()
  const asked: string[] = []
  const redirecting = await startAttacker((request, response) => {
    asked.push(request.url!.split('?')[0]!)
    response.writeHead(request.method === 'POST' ? 307 : 302, { location: `${foreign.origin}${request.url}` }).end()
  })
  try {
    const administrator = await installOverTheWire(world)
    const { host } = new URL(foreign.origin)
    const frame = world.launch({ portal: 'acme', userId: people.employee1, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })
    const address = (change: Record<string, string>) => {
      const url = new URL(frame.action)
      for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value)
      return url.href
    }
    const before = stored(world)
    const forms: [action: string, fields: Record<string, string>, status: number][] = [
      [address({ DOMAIN: host, PROTOCOL: '0' }), { ...formOf(frame), AUTH_ID: randomBytes(35).toString('hex') }, 401],
      [address({ DOMAIN: host }), { ...formOf(frame), SERVER_ENDPOINT: `${foreign.origin}/rest/`, member_id: 'e'.repeat(32) }, 403],
      ...[`${foreign.origin}/rest/`, `${world.standIn.oauthOrigin}@${host}/rest/`, `//${host}/rest/`, `http://user:${host}`].map((server): [string, Record<string, string>, number] => [frame.action, { ...formOf(frame), SERVER_ENDPOINT: server }, 403]),
    ]
    for (const [action, fields, status] of forms) expect((await sendLaunch(action, fields)).status, `${action} ${fields.SERVER_ENDPOINT}`).toBe(status)
    const { accessToken, refreshToken } = world.control.issueToken({ portal: 'acme', userId: people.admin, expiresIn: -60 })
    const endpoints = { server_endpoint: `${foreign.origin}/rest/`, client_endpoint: `${foreign.origin}/rest/`, domain: host }
    for (const name of ['ONAPPINSTALL', 'ONAPPUPDATE']) {
      expect((await sendEvent(world, event(world, name, {}, { ...endpoints, application_token: 'x'.repeat(32), access_token: accessToken, refresh_token: refreshToken }))).status, name).toBe(403)
    }
    expect(stored(world)).toBe(before)

    // An honest launch that names a foreign portal address: what we store and call is what the authorization server says.
    expect((await sendLaunch(address({ DOMAIN: host, PROTOCOL: '0' }), formOf(frame))).status).toBe(200)
    world.control.setFaults({ portal: 'acme', faults: { expireTokens: true } })
    expect((await administrator.call('GET', `/api/notes?subject=task:${tasks.notEmployee2}`)).status, 'refreshed where it should be').toBe(200)
    expect(world.database.rows(`SELECT 1 FROM portals WHERE origin LIKE '%${host}%' OR client_endpoint LIKE '%${host}%' OR oauth_server LIKE '%${host}%'`)).toEqual([])

    // An authorization server that is configured, and sends everybody somewhere else.
    world.app.env.NUXT_BITRIX24_OAUTH_SERVERS += `,${redirecting.origin}`
    await world.app.restart()
    const launched = await sendLaunch(frame.action, { ...formOf(frame), AUTH_ID: randomBytes(35).toString('hex'), SERVER_ENDPOINT: `${redirecting.origin}/rest/` })
    expect(launched.status, 'asked, and not followed').toBeGreaterThanOrEqual(400)
    world.database.advance('UPDATE portals SET oauth_server = ?', redirecting.origin)
    world.control.setFaults({ portal: 'acme', faults: { expireTokens: false } })
    world.control.setFaults({ portal: 'acme', faults: { expireTokens: true } })
    expect((await administrator.call('GET', `/api/notes?subject=task:${tasks.adminOnly}`)).status, 'a refresh that is sent on').toBeGreaterThanOrEqual(400)
    expect(asked).toEqual(expect.arrayContaining([expect.stringContaining('app.info'), expect.stringContaining('token')]))
    expect(foreign.connections(), 'connections to somebody else\'s server').toBe(0)
  }
  finally {
    await Promise.all([foreign.close(), redirecting.close()])
  }
})
