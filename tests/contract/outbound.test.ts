import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAuthorizationServers } from '../../server/bitrix24/authorization'
import { createPortalAgents } from '../../server/bitrix24/network'
import { createRestFor } from '../../server/bitrix24/rest'
import type { StandIn } from '../../portal/server'
import { startStandIn } from '../../portal/server'
import type { RestTrouble } from '../../portal/shared/placements'
import { createTestDatabase, createTestLog } from '../unit/support/database'

/** Our clients against portals and authorization servers that are slow, broken or hostile. */

/** What the resolver says of names; anything else it is asked as usual. */
const names = vi.hoisted(() => new Map<string, string[]>())
vi.mock('node:dns', async (original) => {
  const dns = await original<typeof import('node:dns')>()
  const lookup = (name: string, options: object, callback: (error: Error | null, addresses: { address: string, family: number }[]) => void) => {
    const known = names.get(name)
    if (!known) return dns.lookup(name, options, callback as never)
    callback(null, known.map(address => ({ address, family: address.includes(':') ? 6 : 4 })))
  }
  return { ...dns, lookup, default: { ...dns, lookup } }
})

const app = { clientId: 'app.1', clientSecret: 'a-secret', code: 'vendor.app', name: 'App', description: '', url: 'http://127.0.0.1:9/', scopes: ['placement', 'task', 'sonet_group', 'user'] }
const viewer = 3
const timeout = 400

const open: (() => void)[] = []
afterEach(() => {
  names.clear()
  for (const close of open.splice(0)) close()
})

/** A server on loopback that counts who comes. */
async function server(answer: http.RequestListener, host = '127.0.0.1') {
  const requests: string[] = []
  const listening = http.createServer((request, response) => {
    requests.push(request.url!)
    answer(request, response)
  })
  let connections = 0
  listening.on('connection', () => { connections += 1 })
  await new Promise<void>(resolve => listening.listen(0, host, resolve))
  open.push(() => {
    listening.closeAllConnections()
    listening.close()
  })
  const { port } = listening.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, port, requests, connections: () => connections }
}

/** Our REST client for one person of the portal at this address. */
async function clientOf(origin: string, { allowLoopback = true, access = 'access', oauthServer = 'http://127.0.0.1:9' } = {}) {
  const database = createTestDatabase()
  open.push(database.close)
  const portal = await database.portals.record({ memberId: 'm', clientEndpoint: `${origin}/rest/`, origin, oauthServer, scopes: 'task', appVersion: 1 }, Date.now())
  await database.tokens.save(portal.id, viewer, { access, refresh: 'refresh', expiresAt: Date.now() + 3_600_000 }, Date.now())
  const tokenKeeper = { current: async () => (await database.tokens.find(portal.id, viewer))!, refresh: () => Promise.reject(new Error('Nobody asked for a refresh')) }
  const { log, names } = createTestLog()
  const rest = createRestFor({ ...database, tokenKeeper, agents: createPortalAgents(allowLoopback), app, clock: Date.now, log, timeout })(portal.id, viewer)
  return { rest, logged: names }
}

const unavailable = { code: 'portal_unavailable', status: 503, retryAfter: expect.any(Number) }

describe('a portal that answers', () => {
  let standIn: StandIn
  let access: string
  beforeEach(async () => {
    standIn = await startStandIn({ app })
    open.push(() => void standIn.close())
    standIn.control.install({ portal: 'acme' })
    access = standIn.control.issueToken({ portal: 'acme', userId: viewer }).accessToken
  })

  it.each<RestTrouble>(['html', 'bad_gateway', 'empty', 'huge', 'cut_off', 'trickle', 'redirect', 'INTERNAL_SERVER_ERROR', 'down', 'lost'])('%s is unavailable: one call is sent, and it has an end', async (trouble) => {
    const stranger = await server((_, response) => response.end('{"result":"stolen"}'))
    standIn.control.planTroubles({ portal: 'acme', troubles: [{ trouble, to: `${stranger.origin}/rest/profile` }] })
    const { rest } = await clientOf(standIn.portals[0]!.origin, { access })
    const began = Date.now()
    await expect(rest.call('profile')).rejects.toMatchObject(unavailable)
    await expect(rest.batch({ profile: { method: 'profile' } })).rejects.toMatchObject(unavailable)
    expect(Date.now() - began).toBeLessThan(2 * timeout + 1_000)
    expect(standIn.control.journal({ portal: 'acme', kind: 'rest' })).toHaveLength(2)
    expect(stranger.requests).toEqual([])
  })

  it.each<RestTrouble>(['QUERY_LIMIT_EXCEEDED', 'OVERLOAD_LIMIT', 'OPERATION_TIME_LIMIT'])('%s is busy', async (trouble) => {
    standIn.control.planTroubles({ portal: 'acme', troubles: [{ trouble }] })
    const { rest } = await clientOf(standIn.portals[0]!.origin, { access })
    await expect(rest.call('profile')).rejects.toMatchObject({ code: 'portal_busy', status: 503, retryAfter: 10 })
  })

  it('late is given up, and after three times not asked until the pause ends', async () => {
    standIn.control.setFaults({ portal: 'acme', faults: { slowMs: 30_000 } })
    const { rest, logged } = await clientOf(standIn.portals[0]!.origin, { access })
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => rest.call('profile')))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    standIn.control.setFaults({ portal: 'acme', faults: { slowMs: 0 } })
    await expect(rest.call('profile')).rejects.toMatchObject({ ...unavailable, retryAfter: 1 })
    expect(logged().filter(name => name === 'rest.portal.paused')).toHaveLength(1)
    await expect.poll(() => rest.call('profile').catch(() => null), { timeout: 3_000 }).toMatchObject({ ID: String(viewer) })
  })

  it('other types than documented is passed on to whoever knows the method', async () => {
    standIn.control.planTroubles({ portal: 'acme', troubles: [{ trouble: 'wrong_types' }] })
    const { rest } = await clientOf(standIn.portals[0]!.origin, { access })
    expect(await rest.call('profile')).toEqual([[42, null]])
  })
})

it('a small answer that unpacks to ten megabytes is too large', async () => {
  const bomb = gzipSync(JSON.stringify({ result: ['x'.repeat(10_000_000)], time: {} }))
  const portal = await server((_, response) => response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb))
  const { rest } = await clientOf(portal.origin)
  await expect(rest.call('profile')).rejects.toMatchObject(unavailable)
})

describe('a portal whose name leads to', () => {
  it.each([
    '10.0.0.1', '172.16.0.1', '192.168.0.1', '169.254.169.254', '127.0.0.1', '0.0.0.0', '100.64.0.1', '192.0.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255',
    '::1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', '2002:7f00:1::', '2001:db8::1',
  ])('%s is not spoken to', async (address) => {
    const inside = await server((_, response) => response.end('{"result":"inside"}'), '::')
    names.set('portal.test', [address])
    const { rest } = await clientOf(`http://portal.test:${inside.port}`, { allowLoopback: false })
    await expect(rest.call('profile')).rejects.toMatchObject({ ...unavailable, message: expect.stringContaining('forbidden_address') })
    expect(inside.connections()).toBe(0)
  })

  it('a public and a private address is not spoken to, in whichever order', async () => {
    for (const addresses of [['8.8.8.8', '127.0.0.1'], ['127.0.0.1', '8.8.8.8']]) {
      const inside = await server((_, response) => response.end('{"result":"inside"}'))
      names.set('portal.test', addresses)
      const { rest } = await clientOf(`http://portal.test:${inside.port}`, { allowLoopback: false })
      await expect(rest.call('profile')).rejects.toMatchObject({ message: expect.stringContaining('forbidden_address') })
      expect(inside.connections()).toBe(0)
    }
  })
})

it.each(['127.0.0.1', '2130706433', '0x7f000001', '0x7f.1', '017700000001', '0177.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '0', 'localhost', '①②⑦.0.0.1'])('a portal that calls itself %s is not spoken to', async (host) => {
  const inside = await server((_, response) => response.end('{"result":"inside"}'), '::')
  const { rest } = await clientOf(`http://${host}:${inside.port}`, { allowLoopback: false })
  await expect(rest.call('profile')).rejects.toMatchObject({ ...unavailable, message: expect.stringContaining('forbidden_address') })
  expect(inside.connections()).toBe(0)
})

it('port 0 leads nowhere', async () => {
  const { rest } = await clientOf('http://127.0.0.1:0')
  await expect(rest.call('profile')).rejects.toMatchObject(unavailable)
})

describe('an authorization server', () => {
  const serversAt = (...origins: string[]) => createAuthorizationServers({ ...app, servers: origins, clock: Date.now, log: createTestLog().log, timeout })
  const json = (response: http.ServerResponse, status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

  it.each<[string, http.RequestListener]>([
    ['is silent', () => {}],
    ['trickles', (_, response) => {
      const drop = setInterval(() => response.write(' '), 50)
      response.once('close', () => clearInterval(drop))
    }],
    ['drops the connection', request => request.socket.destroy()],
    ['answers 502', (_, response) => response.writeHead(502).end('<html>')],
    ['answers too much', (_, response) => response.end('x'.repeat(100_000))],
    ['redirects', (_, response) => response.writeHead(307, { location: '/elsewhere' }).end()],
  ])('that %s is unavailable in time, and after three times not asked for a while', async (_, answer) => {
    const oauth = await server(answer)
    const servers = serversAt(oauth.origin)
    const began = Date.now()
    for (let time = 0; time < 3; time += 1) expect(await servers.appInfo('a-token', oauth.origin)).toMatchObject({ state: 'unavailable' })
    expect(Date.now() - began).toBeLessThan(3 * timeout + 1_000)
    const asked = oauth.requests.length
    expect(await servers.appInfo('a-token', oauth.origin)).toMatchObject({ state: 'unavailable', error: { code: 'authorization_unavailable', retryAfter: 1 } })
    await expect(servers.refresh(oauth.origin, 'a-refresh-token')).rejects.toMatchObject({ code: 'authorization_unavailable', retryAfter: 1 })
    expect(oauth.requests).toHaveLength(asked)
    expect(oauth.requests).not.toContain('/elsewhere')
  })

  it.each([[200, '<html>Log in</html>'], [403, '<html>Blocked</html>'], [500, '{"error":"INTERNAL_SERVER_ERROR"}'], [400, '{"error":"invalid_token"}']])('that answers one strange token with %i %s is open to all others', async (status, body) => {
    const oauth = await server((_, response) => response.writeHead(status).end(body))
    const servers = serversAt(oauth.origin)
    for (let time = 0; time < 6; time += 1) await servers.appInfo('a-token', oauth.origin)
    expect(oauth.requests).toHaveLength(6)
  })

  it('that is down is passed over for one that is well', async () => {
    const down = await server(request => request.socket.destroy())
    const well = await server((_, response) => json(response, 401, { error: 'expired_token' }))
    const servers = serversAt(down.origin, well.origin)
    for (let time = 0; time < 6; time += 1) expect(await servers.appInfo('a-token')).toEqual({ state: 'expired' })
    expect(down.requests).toHaveLength(3)
  })

  it('gets so many questions at once, and whoever does not fit is told so', async () => {
    const waiting: http.ServerResponse[] = []
    const oauth = await server((_, response) => void waiting.push(response))
    const servers = createAuthorizationServers({ ...app, servers: [oauth.origin], clock: Date.now, log: createTestLog().log })
    const questions = Array.from({ length: 200 }, () => servers.appInfo('a-token', oauth.origin))
    await expect.poll(() => waiting.length).toBe(32)
    const finished = Promise.all(questions)
    const answering = setInterval(() => {
      for (const response of waiting.splice(0)) json(response, 401, { error: 'expired_token' })
    }, 10)
    const states = (await finished).map(({ state }) => state)
    clearInterval(answering)
    expect(states.filter(state => state === 'expired')).toHaveLength(160)
    expect(states.filter(state => state === 'unavailable')).toHaveLength(40)
  })
})
