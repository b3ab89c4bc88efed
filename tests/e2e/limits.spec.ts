import { Agent, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive, NotesPage } from './support/notes-page'
import type { ApiClient } from './support/wire'
import { formOf, installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'
import type { World } from './support/world'

/** Addresses that a reverse proxy on loopback tells of; of the app's own callers on loopback nothing is limited here. */
const office = '203.0.113.7'
const elsewhere = '198.51.100.9'
const via = (address: string) => ({ 'x-forwarded-for': address })

/**
 * Sends one request over and over, many at a time on a few connections, as nobody honest does.
 * @returns how many answers had each status
 */
async function hammer({ app }: World, path: string, headers: Record<string, string>, times: number): Promise<Record<string, number>> {
  const connections = 8
  const { host, hostname, port } = new URL(app.origin)
  const text = [`GET ${path} HTTP/1.1`, `host: ${host}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n')
  const statuses: Record<string, number> = {}
  await Promise.all(Array.from({ length: connections }, () => new Promise<void>((done, fail) => {
    const socket = connect(Number(port), hostname, () => socket.write(text.repeat(times / connections)))
    let answered = 0
    let rest = ''
    socket.setEncoding('latin1').on('error', fail).on('data', (chunk) => {
      const text = rest + String(chunk)
      let end = 0
      for (const { 0: line, 1: status, index } of text.matchAll(/HTTP\/1\.1 (\d{3})/g)) {
        statuses[status!] = (statuses[status!] ?? 0) + 1
        answered += 1
        end = index + line.length
      }
      // Of a status line that came in two parts.
      rest = text.slice(Math.max(end, text.length - 'HTTP/1.1 200'.length))
      if (answered === times / connections) done(void socket.destroy())
    })
  })))
  return statuses
}

/** Does something while somebody at the address knocks without end, so that no allowance comes back meanwhile. */
async function whileKnocking<Result>(world: World, address: string, run: () => Promise<Result>): Promise<Result> {
  const knock = () => hammer(world, '/api/session', via(address), 80)
  let isOver = false
  await hammer(world, '/api/session', via(address), 1_200)
  const knocking = (async () => {
    while (!isOver) await knock()
  })()
  try {
    return await run()
  }
  finally {
    isOver = true
    await knocking
  }
}

function launchFrom(address: string, world: World, portal: 'acme' | 'globex', userId: number): Promise<Response> {
  const frame = world.launch({ portal, userId, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })
  return fetch(frame.action, { method: 'POST', body: new URLSearchParams(formOf(frame)), headers: via(address) })
}

const limitLines = (world: World) => world.app.log.filter(line => line.includes('"limits.')).map(line => (JSON.parse(line) as { msg: string }).msg)

test('who knocks without end is not heard for a while, and nobody else notices', async ({ world }) => {
  await installOverTheWire(world)
  const known = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const before = world.database.census()
  const asked = world.control.calls({})

  const statuses = await hammer(world, '/api/session', via(office), 1_600)
  expect(Object.keys(statuses).sort()).toEqual(['401', '429'])
  expect(statuses['401']).toBeGreaterThanOrEqual(1_000)

  await whileKnocking(world, office, async () => {
    const refused = await launchFrom(office, world, 'acme', people.employee2)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('content-security-policy'), 'its portal may show it').toContain(`frame-ancestors ${world.portals.acme.origin}`)
    expect(await refused.text()).toContain('data-code="rate_limited"')
    const api = await fetch(`${world.app.origin}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', ...via(office) }, body: '{}' })
    expect(api.status).toBe(429)
    expect(await api.json()).toMatchObject({ error: { code: 'rate_limited' } })
  })
  expect(world.control.calls({}), 'no authorization server was asked').toEqual(asked)
  expect(world.database.census()).toEqual(before)
  expect(limitLines(world)).toEqual(['limits.address.reached'])

  // The known of the same office go on, and what is for everybody.
  const session = await fetch(`${world.app.origin}/api/session`, { headers: { authorization: `Bearer ${known.token}`, ...via(office) } })
  expect(session.status).toBe(200)
  for (const path of ['/healthz', '/readyz', '/icon.svg']) expect((await fetch(world.app.origin + path, { headers: via(office) })).status, path).toBe(200)
  expect((await fetch(`${world.app.origin}/placements/page-background-worker`, { method: 'POST', headers: via(office) })).status).toBe(200)
  // Events have an allowance of their own: this one is refused for what it is.
  expect((await fetch(`${world.app.origin}/events`, { method: 'POST', body: new URLSearchParams({ 'event': 'ONAPPUNINSTALL', 'auth[member_id]': 'nobody' }), headers: via(office) })).status).toBe(403)
  expect((await launchFrom(elsewhere, world, 'acme', people.employee2)).status).toBe(200)

  // Two a second come back. A proof wants ten of them for a moment, and gives them back.
  await wait(6_000)
  for (let times = 0; times < 8; times += 1) expect((await launchFrom(office, world, 'acme', people.employee2)).status).toBe(200)
})

test('a portal that asks without end waits, and no other does', async ({ world }) => {
  await installOverTheWire(world)
  await installOverTheWire(world, 'globex')
  const acme = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const globex = await openTaskOverTheWire(world, people.admin, tasks.everybody, 'globex')
  const call = ({ token }: ApiClient) => fetch(`${world.app.origin}/api/session`, { headers: { authorization: `Bearer ${token}`, ...via(office) } })

  await expect(async () => {
    const statuses = await hammer(world, '/api/session', { authorization: `Bearer ${acme.token}`, ...via(office) }, 4_000)
    expect(Object.keys(statuses)).toContain('429')
  }).toPass({ timeout: 60_000 })
  const statuses = await hammer(world, '/api/session', { authorization: `Bearer ${acme.token}`, ...via(office) }, 800)
  expect(Object.keys(statuses).every(status => status === '200' || status === '429')).toBe(true)
  expect(limitLines(world)).toEqual(['limits.portal.reached'])

  expect((await call(globex)).status).toBe(200)
  expect((await launchFrom(office, world, 'globex', people.admin)).status).toBe(200)
  // Its own events are not in its people's hands.
  world.control.update({ portal: 'acme' })
  await expect.poll(() => world.database.rows(`SELECT 1 FROM event_inbox WHERE event = 'ONAPPUPDATE'`).length).toBe(1)
  await expect.poll(async () => (await call(acme)).status).toBe(200)
})

test('a page that comes at a bad time says so and tries again by itself', async ({ portal, world, allow, page, context }) => {
  allow({ url: /\/placements\/task-view-tab\?/, status: 429 }, { url: /\/api\/session$/, status: 429 })
  const administrator = await installOverTheWire(world)
  await administrator.call('POST', '/api/notes', newNote('Still here'))
  await portal.loginAs('employee1')
  const card = await portal.openTaskCard(tasks.everybody)
  await context.setExtraHTTPHeaders(via(office))
  const frame = card.getByTestId('frame-TASK_VIEW_TAB').contentFrame()
  await whileKnocking(world, office, async () => {
    await card.locator('[data-placement="TASK_VIEW_TAB"]').click()
    await alive(frame)
  })
  await expect(frame.getByTestId('page-refused')).toHaveAttribute('data-code', 'rate_limited')
  await expect(frame.getByRole('timer')).toBeVisible()
  await expect(new NotesPage(page, frame).note('Still here')).toBeVisible({ timeout: 40_000 })
})

test('every address says which verbs it knows', async ({ world }) => {
  const answers = async (method: string, path: string) => {
    const answer = await fetch(world.app.origin + path, { method })
    const { error } = await answer.json() as { error: { code: string } }
    return [answer.status, error.code, answer.headers.get('allow')]
  }
  expect(await answers('GET', '/events')).toEqual([405, 'method_not_allowed', 'POST'])
  expect(await answers('DELETE', '/healthz')).toEqual([405, 'method_not_allowed', 'GET'])
  expect(await answers('POST', '/readyz')).toEqual([405, 'method_not_allowed', 'GET'])
  expect(await answers('GET', '/worker/removed')).toEqual([405, 'method_not_allowed', 'POST'])
  expect(await answers('DELETE', '/api/session')).toEqual([405, 'method_not_allowed', 'GET, POST'])
  expect(await answers('PUT', '/api/notes/recent')).toEqual([405, 'method_not_allowed', 'DELETE, GET, PATCH'])
  expect(await answers('OPTIONS', '/api/notes')).toEqual([405, 'method_not_allowed', 'GET, POST'])
  expect(await answers('POST', '/api/nothing/here')).toEqual([404, 'not_found', null])
})

/** One request on a kept connection. @returns the status, or the code of the error that it met */
function ask(world: World, agent: Agent, method: string, path: string, token: string, body = ''): Promise<number | string> {
  return new Promise((resolve) => {
    const request = httpRequest(world.app.origin + path, {
      agent, method, headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode!)).once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'failed'))
    })
    request.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'failed'))
    request.end(body)
  })
}

test('an end in the middle of many requests loses none of them', async ({ world }) => {
  await installOverTheWire(world)
  const { token } = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const agent = new Agent({ keepAlive: true, maxSockets: 24 })
  const outcomes: { id: string, outcome: number | string }[] = []
  let isOver = false

  async function writeOnAndOn() {
    while (!isOver) {
      const note = newNote('Written until the end')
      const outcome = await ask(world, agent, 'POST', '/api/notes', token, JSON.stringify(note))
      outcomes.push({ id: note.id, outcome })
      if (outcome === 'ECONNREFUSED') return
    }
  }

  // A reader of a stream, a body that is on its way, and a connection that asks for the health.
  const live = fetch(`${world.app.origin}/api/notes/live?subject=task:${tasks.everybody}&after=0`, { headers: { authorization: `Bearer ${token}` } }).then(answer => answer.text())
  const slow = newNote('Sent slowly')
  const slowBody = JSON.stringify(slow)
  const { host, hostname, port } = new URL(world.app.origin)
  const sender = connect(Number(port), hostname)
  let slowAnswer = ''
  sender.on('data', (data) => { slowAnswer += data.toString() })
  sender.write(`POST /api/notes HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${slowBody.length}\r\n\r\n${slowBody.slice(0, 20)}`)
  const probe = new Agent({ keepAlive: true, maxSockets: 1 })
  expect(await ask(world, probe, 'GET', '/readyz', token)).toBe(200)

  const writers = Array.from({ length: 24 }, writeOnAndOn)
  await expect.poll(() => outcomes.length).toBeGreaterThan(100)
  const stopping = world.app.stop('SIGTERM')
  let health: number | string
  do health = await ask(world, probe, 'GET', '/readyz', token)
  while (health === 200)
  expect(health, 'no load balancer sends anything more').toBe(503)
  sender.write(slowBody.slice(20))
  await Promise.all(writers)
  isOver = true
  await Promise.all([stopping, live])
  sender.destroy()
  agent.destroy()

  // Whoever was let in was answered; from some moment on nobody was let in.
  const others = outcomes.filter(({ outcome }) => outcome !== 200 && outcome !== 'ECONNREFUSED')
  expect(others).toEqual([])
  expect(slowAnswer).toContain('200 OK')
  const stored = new Set(world.database.rows<{ id: string }>('SELECT id FROM notes').map(({ id }) => id))
  const acknowledged = outcomes.filter(({ outcome }) => outcome === 200)
  expect(acknowledged.filter(({ id }) => !stored.has(id))).toEqual([])
  expect(stored.size).toBe(acknowledged.length + 1)
  expect(world.app.log.at(-1)).toContain('service.stop.done')
})
