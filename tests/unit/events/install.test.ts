import { beforeEach, describe, expect, it } from 'vitest'
import { hashApplicationToken } from '../../../server/events/application-token'
import type { EventWorld } from '../support/events'
import { createEventWorld, eventBody, installAcme, installBody, uninstallBody } from '../support/events'

let world: EventWorld
beforeEach(() => {
  world = createEventWorld()
})

const hour = 3_600_000
const facts = async () => {
  const { status, installerId, language, oauthServer, clientEndpoint, applicationTokenHash } = (await world.acme())!
  return { status, installerId, language, oauthServer, clientEndpoint, isToken: applicationTokenHash === hashApplicationToken('app-token-1', 'acme') }
}
const acme = { oauthServer: 'https://oauth.test', clientEndpoint: 'https://acme.test/rest/' }
const installed = { status: 'installed', installerId: 1, language: 'de', ...acme, isToken: true }

/** What the launch of the installer and its last step leave behind. */
async function installByPage() {
  const { portals, tokens } = world.database
  const portal = await portals.record({ ...acme, memberId: 'acme', origin: 'https://acme.test', scopes: 'task,placement', appVersion: 1 }, world.clock())
  await tokens.save(portal.id, 1, { access: 'launch-1', refresh: 'launch-refresh-1', expiresAt: world.clock() + 2 * hour }, world.clock())
  await portals.adopt(portal.id, { userId: 1, applicationTokenHash: hashApplicationToken('app-token-1', 'acme'), language: 'de' }, world.clock())
  await portals.markInstalled(portal.id, world.clock())
}
async function installByEvent(info: { installed?: boolean } = {}) {
  world.authorization.live('access-1', info)
  await world.receive(installBody())
  await world.inbox.work()
}

describe('ONAPPINSTALL', () => {
  it('alone installs the portal', async () => {
    await installByEvent()
    expect(world.outcomes()).toEqual(['done installed'])
    expect(await facts()).toEqual(installed)
    expect(await world.database.tokens.find((await world.acme())!.id, 1)).toMatchObject({ access: 'access-1', refresh: 'refresh-1', state: 'live' })
  })

  it.each([
    ['before the installer\'s page', [installByEvent, installByPage]],
    ['after the installer\'s page', [installByPage, installByEvent]],
    ['never', [installByPage]],
  ])('%s ends in the same state', async (_when, steps) => {
    for (const step of steps) await step()
    expect(await facts()).toEqual(installed)
  })

  it('does not replace a younger pair of a launch', async () => {
    await installByPage()
    await installByEvent()
    expect(await world.database.tokens.find((await world.acme())!.id, 1)).toMatchObject({ access: 'launch-1' })
  })

  it('leaves no token behind in the inbox', async () => {
    await installByEvent()
    expect(world.stored()[0]!.body).toBe('')
  })

  it('of an installation that is not finished leaves the portal installing', async () => {
    await installByEvent({ installed: false })
    expect(world.outcomes()).toEqual(['done installation_unfinished'])
    expect(await facts()).toMatchObject({ status: 'installing', isToken: true })
  })

  it('from an employee changes neither the application token nor who speaks for the portal', async () => {
    await installAcme(world)
    world.authorization.live('employee', { userId: 7 })
    world.portal.isAdmin = false
    await world.receive(installBody({ access_token: 'employee', application_token: 'invented' }))
    await world.inbox.work()
    expect(world.outcomes()).toEqual(['ignored sender_no_administrator'])
    expect(await facts()).toEqual(installed)
  })

  it('older than an uninstall does not undo it', async () => {
    await installAcme(world)
    await world.database.portals.markUninstalled((await world.acme())!.id, 1795249000, world.clock())
    await world.receive(installBody())
    await world.inbox.work()
    expect(world.outcomes()).toEqual(['ignored outdated'])
    expect((await world.acme())!.status).toBe('uninstalled')
  })

  it('newer than an uninstall installs again', async () => {
    await installAcme(world)
    await world.database.portals.markUninstalled((await world.acme())!.id, 1795249000, world.clock())
    await world.receive(installBody({}, { ts: '1795250000' }))
    await world.inbox.work()
    expect(await facts()).toEqual(installed)
  })

  it('that came while the authorization server was down is proven when it is back', async () => {
    world.authorization.isDown = true
    await world.receive(installBody())
    await world.inbox.work()
    expect(world.outcomes()).toEqual(['pending authorization_unavailable'])
    expect(await world.acme()).toBeUndefined()

    world.authorization.isDown = false
    world.authorization.live('access-1')
    await world.after(60_000)
    expect(await facts()).toEqual(installed)
  })

  it('that waited longer than its token lives is proven by its refresh token', async () => {
    world.authorization.isDown = true
    await world.receive(installBody())
    world.authorization.isDown = false
    world.authorization.expired('access-1')
    world.authorization.canRefresh('refresh-1', { access: 'access-2', refresh: 'refresh-2' })
    world.authorization.live('access-2')
    await world.after(2 * hour)
    expect(await facts()).toEqual(installed)
    expect(await world.database.tokens.find((await world.acme())!.id, 1)).toMatchObject({ access: 'access-2', refresh: 'refresh-2' })
  })

  it('that turns out to be a stranger\'s comes to nothing', async () => {
    world.authorization.isDown = true
    await world.receive(installBody())
    world.authorization.isDown = false
    await world.after(60_000)
    expect(world.outcomes()).toEqual(['ignored token_dead'])
    expect(await world.acme()).toBeUndefined()
  })

  it('waits while the portal cannot say who its administrators are', async () => {
    world.authorization.live('access-1')
    world.portal.trouble = () => Object.assign(new Error('down'), { code: 'ECONNREFUSED' })
    await world.receive(installBody())
    await world.inbox.work()
    expect(world.outcomes()).toEqual(['pending internal'])
    world.portal.trouble = () => undefined
    await world.after(60_000)
    expect(await facts()).toEqual(installed)
  })
})

describe('ONAPPUPDATE', () => {
  it('replaces the application token', async () => {
    await installAcme(world)
    world.authorization.live('access-2', { appVersion: 2 })
    await world.receive(eventBody('ONAPPUPDATE', { access_token: 'access-2', refresh_token: 'refresh-2', application_token: 'app-token-2' }, { 'ts': '1795248100', 'data[VERSION]': '2' }))
    await world.inbox.work()
    expect((await world.acme())!.appVersion).toBe(2)
    await expect(world.receive(uninstallBody('0'))).rejects.toMatchObject({ code: 'event_refused' })
    expect(await world.receive(uninstallBody('0', { application_token: 'app-token-2' }))).toBe('stored')
  })
})
