import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventWorld } from '../support/events'
import { createEventWorld, eventBody, installAcme, installBody, uninstallBody } from '../support/events'

let world: EventWorld
beforeEach(() => {
  world = createEventWorld()
})

const refused = { code: 'event_refused' }

describe('an event of an installed portal', () => {
  beforeEach(() => installAcme(world))

  it('is committed, sealed, before it is answered', async () => {
    expect(await world.receive(uninstallBody('1'))).toBe('stored')
    const [row] = world.stored()
    expect(row).toMatchObject({ event: 'ONAPPUNINSTALL', state: 'pending', ts: 1795248000 })
    expect(row!.body).not.toContain('app-token-1')
  })

  it('delivered twice is stored once', async () => {
    await world.receive(uninstallBody('1'))
    expect(await world.receive(uninstallBody('1'))).toBe('repeated')
    expect(world.stored()).toHaveLength(1)
  })

  it.each([
    ['a wrong application token', uninstallBody('1', { application_token: 'guessed' })],
    ['no application token', uninstallBody('1', { application_token: null })],
    ['an unknown portal', uninstallBody('1', { member_id: 'somebody' })],
    ['no portal', uninstallBody('1', { member_id: null })],
    ['an impossible portal', uninstallBody('1', { member_id: 'a b' })],
    ['an unknown event and a wrong token', eventBody('ONTASKADD', { application_token: 'guessed' })],
  ])('with %s is refused, and nothing is stored or asked', async (_what, body) => {
    world.authorization.asked.length = 0
    await expect(world.receive(body)).rejects.toMatchObject(refused)
    expect(world.stored()).toEqual([])
    expect(world.authorization.asked).toEqual([])
  })

  it('that is none of ours is acknowledged and forgotten', async () => {
    expect(await world.receive(eventBody('ONTASKADD'))).toBe('ignored')
    expect(world.stored()).toEqual([])
  })

  it('is refused once the portal is uninstalled', async () => {
    await world.database.portals.markUninstalled((await world.acme())!.id, 0, world.clock())
    await expect(world.receive(uninstallBody('1'))).rejects.toMatchObject(refused)
  })

  it('without a time counts from when it came', async () => {
    await world.receive(uninstallBody('1').replace('ts=1795248000', 'nothing=1'))
    expect(world.stored()[0]!.ts).toBe(world.clock() / 1000)
  })
})

describe('an installation event', () => {
  it('is stored when its access token is the app\'s, on that portal', async () => {
    world.authorization.live('access-1')
    expect(await world.receive(installBody())).toBe('stored')
    expect(world.stored()).toHaveLength(1)
  })

  it.each<[string, Record<string, string | null>, (world: EventWorld) => void]>([
    ['a made-up access token', {}, () => {}],
    ['no access token', { access_token: null }, () => {}],
    ['no application token', { application_token: null }, w => w.authorization.live('access-1')],
    ['another portal\'s access token', {}, w => w.authorization.live('access-1', { memberId: 'globex' })],
    ['another app\'s access token', {}, w => w.authorization.live('access-1', { clientId: 'app.other' })],
    ['a portal without https', {}, w => w.authorization.live('access-1', { clientEndpoint: 'http://acme.test/rest/' })],
    ['an expired token that nothing can renew', { refresh_token: null }, w => w.authorization.expired('access-1')],
  ])('with %s is refused, and nothing is stored', async (_what, auth, arrange) => {
    arrange(world)
    await expect(world.receive(installBody(auth))).rejects.toMatchObject(refused)
    expect(world.stored()).toEqual([])
    expect(await world.acme()).toBeUndefined()
  })

  it.each(['https://evil.test/rest/', 'nonsense', `https://oauth.test.evil.test/rest/`])('that names the server %s is refused without asking anybody', async (server) => {
    world.authorization.live('access-1')
    await expect(world.receive(installBody({ server_endpoint: server }))).rejects.toMatchObject(refused)
    expect(world.authorization.asked).toEqual([])
  })

  it('waits unproven while the authorization server is down, 20 of a portal at most', async () => {
    world.authorization.isDown = true
    for (let i = 0; i < 20; i++) expect(await world.receive(installBody({}, { ts: `${1795248000 + i}` }))).toBe('stored')
    await expect(world.receive(installBody({}, { ts: '1795249000' }))).rejects.toMatchObject(refused)
    expect(await world.receive(installBody({ member_id: 'globex' }))).toBe('stored')

    world.authorization.isDown = false
    world.authorization.live('access-1')
    expect(await world.receive(installBody({}, { ts: '1795249001' }))).toBe('stored')
  })

  it('is answered in time when the authorization server is slow', async () => {
    vi.useFakeTimers()
    try {
      world.authorization.isSilent = true
      const receipt = world.receive(installBody())
      await vi.advanceTimersByTimeAsync(3_000)
      expect(await receipt).toBe('stored')
    }
    finally {
      vi.useRealTimers()
    }
  })

  it('never shows what it carries in the log', async () => {
    world.authorization.live('access-1')
    await world.receive(installBody())
    await world.inbox.work()
    expect(JSON.stringify(world.lines)).not.toMatch(/access-1|refresh-1|app-token-1/)
  })
})

describe('a body that Bitrix24 does not send', () => {
  it.each([
    ['no event', eventBody('').replace('event=&', '')],
    ['an event name with other characters', eventBody('<script>')],
    ['a time that is none', eventBody('ONAPPINSTALL', {}, { ts: 'yesterday' })],
    ['a field that stands twice', `${eventBody('ONAPPINSTALL')}&event=ONAPPUPDATE`],
  ])('with %s is refused', async (_what, body) => {
    await expect(world.receive(body)).rejects.toMatchObject({ code: 'bad_request' })
  })
})
