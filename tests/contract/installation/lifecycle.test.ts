import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { InstallationWorld } from './support'
import { admin, createInstallationWorld, employee } from './support'

/** The events of an app's life, from the stand-in's form to what is left in the database. */

let world: InstallationWorld
beforeEach(async () => {
  world = await createInstallationWorld()
})
afterEach(() => world.close())

const acme = { portal: 'acme' }
const settled = () => vi.waitFor(() => {
  expect(world.events().length).toBeGreaterThan(0)
  expect(world.events().filter(({ state }) => state === 'pending')).toEqual([])
}, { timeout: 8_000, interval: 20 })

async function installAndSettle() {
  await world.install()
  await settled()
}

/** An uninstall event that somebody made up, with what every employee's browser has seen. */
async function forgeUninstall(clean: '0' | '1', change: Record<string, string> = {}) {
  const { fields } = await world.open(employee)
  const { memberId } = world.standIn.portals[0]!
  return world.post(new URLSearchParams({
    'event': 'ONAPPUNINSTALL', 'ts': String(Math.floor(Date.now() / 1000)), 'data[CLEAN]': clean,
    'auth[member_id]': memberId, 'auth[application_token]': fields.APPLICATION_TOKEN!, ...change,
  }).toString())
}

describe('ONAPPINSTALL', () => {
  it('after the installer is proven and obeyed', async () => {
    await installAndSettle()
    expect(world.answers).toEqual([200])
    expect(world.events()).toEqual([{ event: 'ONAPPINSTALL', state: 'done', outcome: 'installed' }])
    expect(await world.acme()).toMatchObject({ status: 'installed', installerId: admin })
  })

  it('delivered twice is obeyed once', async () => {
    world.control.setFaults({ ...acme, faults: { duplicateEvents: true } })
    await installAndSettle()
    await vi.waitFor(() => expect(world.answers).toEqual([200, 200]))
    expect(world.events()).toHaveLength(1)
  })

  it('that never comes leaves an installed portal all the same', async () => {
    world.control.setFaults({ ...acme, faults: { dropEvents: true } })
    await world.install()
    expect(await world.acme()).toMatchObject({ status: 'installed', installerId: admin })
    expect(await forgeUninstall('1')).toBe(200)
  })

  it('made up by an employee, with their own live token, changes nothing', async () => {
    await installAndSettle()
    const before = await world.acme()
    const { accessToken, refreshToken } = world.control.issueToken({ ...acme, userId: employee })
    const body = new URLSearchParams({
      'event': 'ONAPPINSTALL', 'ts': String(Math.floor(Date.now() / 1000) + 5), 'auth[member_id]': before!.memberId, 'auth[application_token]': 'invented',
      'auth[access_token]': accessToken, 'auth[refresh_token]': refreshToken, 'auth[server_endpoint]': `${world.standIn.oauthOrigin}/rest/`,
    })
    expect(await world.post(body.toString())).toBe(200)
    await settled()
    expect(world.events().at(-1)).toMatchObject({ state: 'ignored', outcome: 'sender_no_administrator' })
    expect(await world.acme()).toMatchObject({ applicationTokenHash: before!.applicationTokenHash, installerId: admin, lastEventTs: before!.lastEventTs })
  })
})

describe('ONAPPUPDATE', () => {
  it('replaces the application token', async () => {
    await installAndSettle()
    const before = (await world.acme())!.applicationTokenHash
    world.control.update(acme)
    await vi.waitFor(() => expect(world.events().filter(({ state }) => state === 'done')).toHaveLength(2), { timeout: 5_000 })
    expect((await world.acme())!.applicationTokenHash).not.toBe(before)
  })
})

describe('ONAPPUNINSTALL', () => {
  it('with data removal erases the portal within seconds', async () => {
    await installAndSettle()
    world.control.uninstall({ ...acme, clean: true })
    await vi.waitFor(async () => expect(await world.acme()).toBeUndefined(), { timeout: 5_000 })
  })

  it('without data removal keeps the portal, and it can be installed again', async () => {
    await installAndSettle()
    world.control.uninstall(acme)
    await vi.waitFor(async () => expect(await world.acme()).toMatchObject({ status: 'uninstalled' }), { timeout: 5_000 })
    const { id } = (await world.acme())!

    await world.install()
    expect(await world.acme()).toMatchObject({ id, status: 'installed', installerId: admin })
    await settled()
    expect(await world.acme()).toMatchObject({ id, status: 'installed' })
  })

  it('is obeyed as soon as the tokens die, when they outlive the event', async () => {
    await installAndSettle()
    world.control.uninstall({ ...acme, clean: true, tokensLiveMs: 500 })
    await vi.waitFor(() => expect(world.events().at(-1)).toMatchObject({ state: 'pending', outcome: 'portal_alive' }), { timeout: 5_000 })
    expect(await world.acme()).toMatchObject({ status: 'installed' })
    await vi.waitFor(async () => expect(await world.acme()).toBeUndefined(), { timeout: 5_000 })
  }, 15_000)

  it('made up by an employee erases nothing while the app lives', async () => {
    await installAndSettle()
    expect(await forgeUninstall('1')).toBe(200)
    await vi.waitFor(() => expect(world.events().at(-1)).toMatchObject({ outcome: 'portal_alive' }), { timeout: 5_000 })
    expect(await world.acme()).toMatchObject({ status: 'installed' })
  })

  it('made up while every token has expired erases nothing either', async () => {
    await installAndSettle()
    await world.open(employee)
    world.control.setFaults({ ...acme, faults: { expireTokens: true } })
    world.control.setFaults({ ...acme, faults: { expireTokens: false } })
    expect(await forgeUninstall('1')).toBe(200)
    await vi.waitFor(() => expect(world.events().at(-1)).toMatchObject({ outcome: 'portal_alive' }), { timeout: 5_000 })
    expect(await world.acme()).toMatchObject({ status: 'installed' })
  })

  it.each([
    ['a wrong application token', { 'auth[application_token]': 'guessed' }],
    ['an unknown portal', { 'auth[member_id]': '0123456789abcdef' }],
  ])('with %s gets 403', async (_what, change) => {
    await installAndSettle()
    expect(await forgeUninstall('1', change)).toBe(403)
    expect(world.events()).toHaveLength(1)
  })
})
