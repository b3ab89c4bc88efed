import { describe, expect, it } from 'vitest'
import { listAudit } from '../../../server/audit/audit'
import { readHealth } from '../../../server/health/health'
import { auditPageSize } from '../../../shared/settings'
import { createTestClock, createTestDatabase } from '../support/database'

const minute = 60_000

async function createWorld() {
  const repositories = createTestDatabase()
  const clock = createTestClock()
  const add = async (memberId: string) => {
    const portal = await repositories.portals.record({
      memberId, clientEndpoint: `https://${memberId}.test/rest/`, origin: `https://${memberId}.test`, oauthServer: 'https://oauth.test', scopes: 'task,im,placement', appVersion: 3,
    }, clock())
    await repositories.users.save({ portalId: portal.id, userId: 1, name: 'Ada', photo: null, timeZone: null, isAdmin: true, checkedAt: clock() })
    return portal
  }
  const journal = (portalId: number, method: string, errorCode: string | null, durationMs = 100) =>
    repositories.journal.append({ portalId, userId: 1, method, status: errorCode ? 403 : 200, errorCode, durationMs, at: clock() })
  return { repositories, clock, add, journal, services: { repositories, clock } }
}

describe('the health of a portal', () => {
  it('names the scopes that were not granted', async () => {
    const { add, services } = await createWorld()
    const { scopes } = await readHealth({ portal: await add('acme'), user: { userId: 1 } }, services)
    expect(scopes.granted).toEqual(['task', 'im', 'placement'])
    expect(scopes.missing).toContain('crm')
    expect(scopes.missing).not.toContain('task')
  })

  it('tells the same refusal once, with how often, the newest first, and never another portal\'s', async () => {
    const { repositories: _all, clock, add, journal, services } = await createWorld()
    const acme = await add('acme')
    const globex = await add('globex')
    await journal(acme.id, 'tasks.task.get', 'insufficient_scope')
    clock.pass(minute)
    await journal(acme.id, 'crm.item.get', 'ACCESS_DENIED')
    clock.pass(minute)
    await journal(acme.id, 'tasks.task.get', 'insufficient_scope')
    await journal(globex.id, 'profile', 'QUERY_LIMIT_EXCEEDED')
    const { restErrors } = await readHealth({ portal: acme, user: { userId: 1 } }, services)
    expect(restErrors.map(({ method, code, times }) => [method, code, times])).toEqual([['tasks.task.get', 'insufficient_scope', 2], ['crm.item.get', 'ACCESS_DENIED', 1]])
    expect(restErrors[0]!.at).toBe(clock())
  })

  it('counts the calls of the last day, and how long the one in the middle took', async () => {
    const { clock, add, journal, services } = await createWorld()
    const portal = await add('acme')
    await journal(portal.id, 'profile', null, 9_000)
    clock.pass(25 * 60 * minute)
    for (const ms of [10, 30, 500]) await journal(portal.id, 'profile', null, ms)
    await journal(portal.id, 'profile', 'ACCESS_DENIED', 20)
    const { rest } = await readHealth({ portal, user: { userId: 1 } }, services)
    expect(rest).toEqual({ calls: 4, failed: 1, medianMs: 30 })
  })

  it('says whose token is dead, and never the token', async () => {
    const { repositories, clock, add, services } = await createWorld()
    const portal = await add('acme')
    await repositories.tokens.save(portal.id, 1, { access: 'secret-access', refresh: 'secret-refresh', expiresAt: clock() + minute }, clock())
    await repositories.tokens.markDead(portal.id, 1, 1, clock())
    const health = await readHealth({ portal: { ...portal, installerId: 1 }, user: { userId: 1 } }, services)
    expect(health.tokens.speaker).toMatchObject({ state: 'dead', person: { id: 1, name: 'Ada' } })
    expect(health.people).toEqual({ withLiveToken: 0, withDeadToken: 1 })
    expect(JSON.stringify(health)).not.toContain('secret')
  })
})

describe('the audit', () => {
  it('is read page by page, newest first, and only one\'s own portal\'s', async () => {
    const { repositories, clock, add, services } = await createWorld()
    const acme = await add('acme')
    const globex = await add('globex')
    const write = (portalId: number, count: number) => repositories.audit.append({ portalId, at: clock(), userId: 1, action: 'exported', details: { count } })
    for (let n = 1; n <= auditPageSize + 1; n += 1) await write(acme.id, n)
    await write(globex.id, 999)
    const first = await listAudit(acme.id, undefined, services)
    expect(first.entries.map(({ details }) => details.count)).toEqual(Array.from({ length: auditPageSize }, (_, index) => auditPageSize + 1 - index))
    expect(first.entries[0]!.by).toMatchObject({ name: 'Ada' })
    const second = await listAudit(acme.id, first.more!, services)
    expect(second.entries.map(({ details }) => details.count)).toEqual([1])
    expect(second.more).toBeNull()
  })

  it('refuses a cursor that is none', async () => {
    const { add, services } = await createWorld()
    const { id } = await add('acme')
    await expect(listAudit(id, 'x', services)).rejects.toMatchObject({ code: 'bad_request' })
  })
})
