import { beforeEach, describe, expect, it, vi } from 'vitest'
import { subjectKey } from '#shared/subjects'
import type { EventWorld } from '../support/events'
import { createEventWorld, installAcme, installBody, uninstallBody } from '../support/events'

const hour = 3_600_000
const later = { ts: '1795248500' }

let world: EventWorld
beforeEach(async () => {
  world = createEventWorld()
  await installAcme(world)
})

async function uninstall(clean: '0' | '1', more: Record<string, string> = later) {
  await world.receive(uninstallBody(clean, {}, more))
  await world.inbox.work()
}
const saveToken = async (userId: number, access: string, expiresAt = world.clock() + 2 * hour) =>
  world.database.tokens.save((await world.acme())!.id, userId, { access, refresh: `${access}-refresh`, expiresAt }, world.clock())

describe('ONAPPUNINSTALL while the app is gone', () => {
  beforeEach(() => world.authorization.dead('access-1'))

  it('with CLEAN=1 erases everything of the portal', async () => {
    await uninstall('1')
    expect(world.outcomes()).toEqual(['done erased'])
    expect(await world.acme()).toBeUndefined()
    expect(world.database.sqlite.prepare('select count(*) as n from user_tokens').get()).toEqual({ n: 0 })
  })

  it('with CLEAN=0 keeps the portal and drops its tokens', async () => {
    await uninstall('0')
    expect(world.outcomes()).toEqual(['done uninstalled'])
    expect(await world.acme()).toMatchObject({ status: 'uninstalled', installerId: null, applicationTokenHash: null, lastEventTs: 1795248500 })
    expect(await world.database.tokens.find((await world.acme())!.id, 1)).toBeUndefined()
  })

  it.each([
    // The journal is kept: the Market wants it for three days.
    ['0', [[701, 501], [201, 501], [0, 501], [0, 501]]],
    ['1', [[0, 1], [0, 0]]],
  ] as const)('with CLEAN=%s forgets what there is much of some hundred rows at a time, so that nobody has to wait', async (clean, expected) => {
    const { id: portalId } = (await world.acme())!
    const { data, journal, sqlite, subjects } = world.database
    for (let number = 1; number <= 1_201; number++) await subjects.saveGrant(portalId, 1, subjectKey('task', number), true, world.clock())
    for (let number = 1; number <= 501; number++) await journal.append({ portalId, userId: 1, method: 'profile', status: 200, errorCode: null, durationMs: 1, at: world.clock() })
    const left = () => ['subject_grants', 'rest_journal'].map(table => (sqlite.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n)
    const steps: number[][] = []
    const { forgetSome } = data
    vi.spyOn(data, 'forgetSome').mockImplementation((...asked) => forgetSome(...asked).finally(() => steps.push(left())))
    await uninstall(clean)
    expect(steps.slice(0, expected.length)).toEqual(expected)
    expect((await world.acme())?.status).toBe(clean === '0' ? 'uninstalled' : undefined)
  })

  it('older than the installation does nothing', async () => {
    await uninstall('1', { ts: '1795247000' })
    expect(world.outcomes()).toEqual(['ignored outdated'])
    expect((await world.acme())!.status).toBe('installed')
  })

  it('is believed when the installer\'s stored token was dead already', async () => {
    const { id } = (await world.acme())!
    await world.database.tokens.markDead(id, 1, 1, world.clock())
    await uninstall('0')
    expect(world.outcomes()).toEqual(['done uninstalled'])
  })

  it('asks the refresh token when the access token had run out', async () => {
    world.clock.pass(3 * hour)
    world.authorization.expired('access-1')
    await uninstall('0')
    expect(world.authorization.refreshed).toEqual(['refresh-1'])
    expect(world.outcomes()).toEqual(['done uninstalled'])
  })

  it('follows the last of several that differ', async () => {
    await world.receive(uninstallBody('1', {}, later))
    await world.receive(uninstallBody('0', {}, { ts: '1795248600' }))
    await world.inbox.work()
    expect(world.outcomes()).toEqual(['ignored superseded', 'done uninstalled'])
  })
})

describe('ONAPPUNINSTALL while the app lives', () => {
  it('is not obeyed, and obeyed moments after the token died', async () => {
    await uninstall('1')
    expect(world.outcomes()).toEqual(['pending portal_alive'])
    expect(world.planned.map(({ ms }) => ms)).toEqual([2_000])

    world.authorization.dead('access-1')
    await world.after(2_000)
    expect(world.outcomes()).toEqual(['done erased'])
  })

  it('is looked at with growing pauses for a day, and then ignored', async () => {
    await uninstall('1')
    for (let passed = 0; passed < 25 * hour; passed += hour / 60) await world.after(hour / 60)
    const [event] = world.stored()
    expect(event).toMatchObject({ state: 'ignored', outcome: 'portal_alive' })
    expect(event!.attempts).toBeLessThan(20)
    expect((await world.acme())!.status).toBe('installed')
  })

  it('is not believed because the installer left the company', async () => {
    await saveToken(7, 'colleague')
    world.authorization.dead('access-1')
    world.authorization.live('colleague', { userId: 7 })
    await uninstall('1')
    expect(world.outcomes()).toEqual(['pending portal_alive'])
  })

  it('is not believed when the access token had only run out', async () => {
    world.clock.pass(3 * hour)
    world.authorization.dead('access-1')
    world.authorization.canRefresh('refresh-1', { access: 'access-2', refresh: 'refresh-2' })
    await uninstall('1')
    expect(world.outcomes()).toEqual(['pending portal_alive'])
    expect(await world.database.tokens.find((await world.acme())!.id, 1)).toMatchObject({ access: 'access-2' })
  })

  it.each(['PAYMENT_REQUIRED', 'invalid_client', 'insufficient_scope'])('is not believed because of %s', async (code) => {
    world.authorization.dead('access-1', code)
    await uninstall('1')
    expect(world.outcomes()).toEqual(['pending authorization_unavailable'])
  })

  it('waits while nobody can be asked', async () => {
    world.authorization.isDown = true
    await uninstall('1')
    expect(world.outcomes()).toEqual(['pending authorization_unavailable'])
    expect((await world.acme())!.status).toBe('installed')
  })

  it('loses to a reinstall that came before it was obeyed', async () => {
    await uninstall('1')
    world.authorization.dead('access-1')
    world.authorization.live('access-2')
    await world.receive(installBody({ access_token: 'access-2', refresh_token: 'refresh-2' }, { ts: '1795248900' }))
    await world.inbox.work()
    await world.after(60_000)
    expect(world.outcomes()).toEqual(['ignored outdated', 'done installed'])
    expect((await world.acme())!.status).toBe('installed')
  })

  it('loses to an administrator\'s later launch', async () => {
    await uninstall('1')
    world.authorization.dead('access-1')
    world.authorization.live('launch-2')
    await saveToken(1, 'launch-2')
    await world.after(60_000)
    expect((await world.acme())!.status).toBe('installed')
  })

  it('loses to whoever proves themselves while the portal is being probed', async () => {
    const { portals, appInfo } = { portals: world.database.portals, appInfo: world.authorization.servers.appInfo }
    world.authorization.dead('access-1')
    const acme = (await world.acme())!
    world.authorization.servers.appInfo = async (...args) => {
      world.clock.pass(5)
      await portals.record({ memberId: 'acme', clientEndpoint: acme.clientEndpoint, origin: acme.origin, oauthServer: acme.oauthServer, scopes: acme.scopes, appVersion: 1 }, world.clock())
      return appInfo(...args)
    }
    await uninstall('1')
    expect(world.outcomes()).toEqual(['pending portal_changed'])
  })
})
