import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Portal } from '#db/repositories/portals'
import { createAuthorizationServers } from '../../server/bitrix24/authorization'
import { createPortalAgents } from '../../server/bitrix24/network'
import { createRestFor } from '../../server/bitrix24/rest'
import { createTokenKeeper } from '../../server/bitrix24/token-keeper'
import type { RestFor } from '../../server/bitrix24/types'
import { RestError } from '../../server/bitrix24/types'
import type { StandIn } from '../../portal/server'
import { startStandIn } from '../../portal/server'
import { createTestDatabase, createTestLog } from '../unit/support/database'

/** Our REST client against the stand-in, which answers as Bitrix24 is recorded to. */

const app = { clientId: 'app.1', clientSecret: 'a-secret', code: 'vendor.app', name: 'App', description: '', url: 'http://127.0.0.1:9/', scopes: ['placement', 'task', 'sonet_group', 'user'] }
const [admin, viewer] = [1, 3]

let standIn: StandIn
let database: ReturnType<typeof createTestDatabase>
let portal: Portal
let restFor: RestFor

beforeEach(async () => {
  standIn = await startStandIn({ app })
  standIn.control.install({ portal: 'acme' })
  database = createTestDatabase()
  portal = await database.portals.record({
    memberId: standIn.portals[0]!.memberId, clientEndpoint: `${standIn.portals[0]!.origin}/rest/`, origin: standIn.portals[0]!.origin,
    oauthServer: standIn.oauthOrigin, scopes: 'task', appVersion: 1,
  }, Date.now())
  restFor = anotherProcess()
})

afterEach(async () => {
  database.close()
  await standIn.close()
})

/** A process of its own, as far as memory goes; the database is shared. */
function anotherProcess(): RestFor {
  const clock = Date.now
  const authorization = createAuthorizationServers({ ...app, servers: [standIn.oauthOrigin], clock, log: createTestLog().log })
  const tokenKeeper = createTokenKeeper({ ...database, authorization, clock })
  return createRestFor({ ...database, tokenKeeper, agents: createPortalAgents(true), app, clock, log: createTestLog().log })
}

async function storeToken(userId: number, options: { expiresIn?: number } = {}) {
  const issued = standIn.control.issueToken({ portal: 'acme', userId, ...options })
  await database.tokens.save(portal.id, userId, { access: issued.accessToken, refresh: issued.refreshToken, expiresAt: issued.expires * 1000 }, Date.now())
  return issued
}

const calls = (method: string) => standIn.control.calls({ portal: 'acme' })[method] ?? 0
const refreshes = () => standIn.control.calls({}).refresh_token ?? 0

describe('REST on behalf of a person', () => {
  it('answers with the result, as that person', async () => {
    await storeToken(viewer)
    expect(await restFor(portal.id, viewer).call('profile')).toMatchObject({ ID: String(viewer) })
    expect(await restFor(portal.id, viewer).call('tasks.task.get', { taskId: 31 })).toMatchObject({ task: { id: '31' } })
  })

  it('tells each command of a batch apart', async () => {
    await storeToken(viewer)
    const answers = await restFor(portal.id, viewer).batch({ profile: { method: 'profile' }, wrong: { method: 'tasks.task.get', params: { taskId: 0 } } })
    expect(answers.profile).toMatchObject({ ok: true, result: { ID: String(viewer) } })
    expect(answers.wrong).toMatchObject({ ok: false, error: { method: 'tasks.task.get' } })
  })

  it('refreshes an expired token once for twenty calls at once, in two processes', async () => {
    await storeToken(viewer, { expiresIn: -60 })
    standIn.control.setFaults({ portal: 'acme', faults: { strictRotation: true } })
    const processes = [restFor, anotherProcess()]
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => processes[index % 2]!(portal.id, viewer).call('profile')))
    expect(answers).toHaveLength(20)
    expect(refreshes()).toBe(1)
    expect(await database.tokens.find(portal.id, viewer)).toMatchObject({ state: 'live', version: 2 })
  })

  it('marks a token dead when its refresh is refused, and says so', async () => {
    await storeToken(viewer, { expiresIn: -60 })
    standIn.control.setFaults({ portal: 'acme', faults: { refuseRefresh: true } })
    await expect(restFor(portal.id, viewer).call('profile')).rejects.toMatchObject({ code: 'portal_access_lost' })
    expect(await database.tokens.find(portal.id, viewer)).toMatchObject({ state: 'dead' })
    await storeToken(viewer)
    expect(await restFor(portal.id, viewer).call('profile')).toMatchObject({ ID: String(viewer) })
  })

  it('keeps the token when the authorization server is only down', async () => {
    await storeToken(viewer, { expiresIn: -60 })
    standIn.control.setFaults({ portal: 'acme', faults: { oauthDown: true } })
    await expect(restFor(portal.id, viewer).call('profile')).rejects.toMatchObject({ code: 'authorization_unavailable' })
    expect(await database.tokens.find(portal.id, viewer)).toMatchObject({ state: 'live', version: 1 })
  })

  it('sends a write once when the portal drops the connection', async () => {
    await storeToken(admin)
    standIn.control.setFaults({ portal: 'acme', faults: { portalDown: true } })
    await expect(restFor(portal.id, admin).call('placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER: 'https://a.example/' })).rejects.toMatchObject({ code: 'portal_unavailable' })
    const sent = await database.sqlite.prepare('select count(*) as sent from rest_journal').get()
    expect(sent).toEqual({ sent: 1 })
    expect(calls('placement.bind')).toBeLessThanOrEqual(1)
  })

  it('tells a busy portal from a broken one', async () => {
    await storeToken(viewer)
    standIn.control.setFaults({ portal: 'acme', faults: { rateLimit: true } })
    await expect(restFor(portal.id, viewer).call('profile')).rejects.toMatchObject({ code: 'portal_busy', status: 503 })
  })

  it('passes Bitrix24\'s own errors on', async () => {
    await storeToken(viewer)
    const refused = restFor(portal.id, viewer).call('placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER: 'https://a.example/' })
    await expect(refused).rejects.toBeInstanceOf(RestError)
    await expect(refused).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })

  it('keeps a journal without secrets', async () => {
    const issued = await storeToken(viewer)
    await restFor(portal.id, viewer).call('profile')
    const lines = database.sqlite.prepare('select * from rest_journal').all() as { method: string, status: number, error_code: string | null }[]
    expect(lines).toEqual([expect.objectContaining({ method: 'profile', status: 200, error_code: null, user_id: viewer, portal_id: portal.id })])
    expect(JSON.stringify(lines)).not.toContain(issued.accessToken)
  })

  it('never speaks to a portal on a private address when loopback is off', async () => {
    await storeToken(viewer)
    const clock = Date.now
    const authorization = createAuthorizationServers({ ...app, servers: [standIn.oauthOrigin], clock, log: createTestLog().log })
    const guarded = createRestFor({ ...database, tokenKeeper: createTokenKeeper({ ...database, authorization, clock }), agents: createPortalAgents(false), app, clock, log: createTestLog().log })
    await expect(guarded(portal.id, viewer).call('profile')).rejects.toMatchObject({ code: 'portal_unavailable' })
    expect(calls('profile')).toBe(0)
  })
})
