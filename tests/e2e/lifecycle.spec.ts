import { defaultPlacements, people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { formOf, installationStep, ApiClient, installOverTheWire, newNote, openTaskOverTheWire, sendEvent, sendLaunch } from './support/wire'
import { appCard } from './support/world'
import type { World } from './support/world'

/** What an installation leaves behind, without what differs from run to run. */
function installedState({ database, portals }: World) {
  const [portal] = database.rows<Record<string, unknown>>(
    `SELECT status, epoch, scopes, installer_id, application_token_hash IS NOT NULL AS has_proof, app_version, origin FROM portals WHERE member_id = ?`, portals.acme.memberId)
  const tokens = database.rows(`SELECT user_id, state FROM user_tokens ORDER BY user_id`)
  return { portal, tokens }
}

/** Runs the installer over the wire with ONAPPINSTALL coming when the test says. */
async function install(world: World, { beforeFinish = async () => {} } = {}) {
  world.control.install({ portal: 'acme' })
  const frame = world.launch({ portal: 'acme', userId: people.admin })
  await sendLaunch(frame.action, formOf(frame))
  const administrator = await ApiClient.from(world.app.origin, frame)
  await installationStep(administrator, 'placements')
  await installationStep(administrator, 'events')
  await beforeFinish()
  await installationStep(administrator, 'finish')
  world.control.finishInstall({ portal: 'acme' })
  return administrator
}

const obeyed = (world: World) => world.database.rows(`SELECT 1 FROM event_inbox WHERE event = 'ONAPPINSTALL' AND state = 'done'`).length

const expectedState = (world: World) => ({
  portal: { status: 'installed', scopes: appCard.scopes.join(','), installer_id: people.admin, has_proof: 1, app_version: 1, origin: world.portals.acme.origin },
  tokens: [{ user_id: people.admin, state: 'live' }],
})

test.describe('ONAPPINSTALL', () => {
  test('may come after the installer has finished', async ({ world }) => {
    await install(world)
    await expect.poll(() => obeyed(world)).toBe(1)
    expect(installedState(world)).toMatchObject(expectedState(world))
  })

  test('may come before the installer has finished', async ({ world }) => {
    await install(world, {
      async beforeFinish() {
        await sendInstallEvent(world)
        await expect.poll(() => obeyed(world)).toBe(1)
      },
    })
    await expect.poll(() => obeyed(world)).toBe(2)
    expect(installedState(world)).toMatchObject(expectedState(world))
  })

  test('may never come', async ({ world }) => {
    world.control.setFaults({ portal: 'acme', faults: { dropEvents: true } })
    await install(world)
    expect(installedState(world)).toMatchObject(expectedState(world))
    expect(world.database.rows('SELECT 1 FROM event_inbox')).toEqual([])
  })

  test('may come twice', async ({ world }) => {
    world.control.setFaults({ portal: 'acme', faults: { duplicateEvents: true } })
    await install(world)
    await expect.poll(() => obeyed(world)).toBeGreaterThan(0)
    expect(installedState(world)).toMatchObject(expectedState(world))
  })
})

test('a new version rotates the application token, and the installer makes everything right again', async ({ world }) => {
  await installOverTheWire(world)
  const proof = () => world.database.rows<{ hash: string }>(`SELECT application_token_hash AS hash FROM portals`)[0]!.hash
  const before = proof()
  world.control.update({ portal: 'acme', removeHandlers: true })
  await expect.poll(() => world.database.rows(`SELECT 1 FROM event_inbox WHERE event = 'ONAPPUPDATE' AND state = 'done'`).length).toBe(1)
  expect(proof()).not.toBe(before)
  expect(world.control.handlers({ portal: 'acme' })).toEqual([])

  const frame = world.launch({ portal: 'acme', userId: people.admin })
  const administrator = await ApiClient.from(world.app.origin, frame)
  for (const step of ['placements', 'events', 'finish'] as const) expect((await installationStep(administrator, step)).status, step).toBe(200)
  expect(world.control.handlers({ portal: 'acme' }).map(({ event }) => event).sort()).toEqual(['ONAPPINSTALL', 'ONAPPUNINSTALL', 'ONAPPUPDATE'])
  expect(world.control.placements({ portal: 'acme' }).map(({ placement }) => placement)).toEqual(defaultPlacements)
})

test.describe('uninstall', () => {
  const left = ({ database }: World) => ({
    notes: database.rows('SELECT 1 FROM notes').length,
    tokens: database.rows('SELECT 1 FROM user_tokens').length,
    status: database.rows<{ status: string }>('SELECT status FROM portals')[0]?.status ?? 'erased',
  })

  async function withNote(world: World) {
    const administrator = await installOverTheWire(world)
    expect((await administrator.call('POST', '/api/notes', newNote('Before the end'))).ok).toBe(true)
    return administrator
  }

  test('with CLEAN=1 erases the portal\'s data', async ({ world }) => {
    await withNote(world)
    world.control.uninstall({ portal: 'acme', clean: true })
    await expect.poll(() => left(world)).toEqual({ notes: 0, tokens: 0, status: 'erased' })
    expect(world.database.bytes().includes('Before the end'), 'erased means overwritten, too').toBe(false)
  })

  test('with CLEAN=0 keeps the notes, drops the tokens, and a reinstallation finds the notes again', async ({ world }) => {
    await withNote(world)
    world.control.uninstall({ portal: 'acme', clean: false })
    await expect.poll(() => left(world)).toEqual({ notes: 1, tokens: 0, status: 'uninstalled' })

    const administrator = await installOverTheWire(world)
    const answer = await administrator.call('GET', `/api/notes?subject=task:${tasks.everybody}`)
    expect((await answer.json() as { notes: { text: string }[] }).notes.map(({ text }) => text)).toEqual(['Before the end'])
  })

  test('is obeyed only once the portal\'s token is dead', async ({ world }) => {
    await withNote(world)
    world.control.uninstall({ portal: 'acme', clean: true, tokensLiveMs: 1_500 })
    const looked = () => world.database.rows<{ outcome: string, attempts: number }>(`SELECT outcome, attempts FROM event_inbox WHERE event = 'ONAPPUNINSTALL'`)[0]
    await expect.poll(() => looked()?.outcome).toBe('portal_alive')
    expect(left(world).notes).toBe(1)
    await expect.poll(() => left(world), { timeout: 30_000 }).toEqual({ notes: 0, tokens: 0, status: 'erased' })
  })

  test('forged by an employee, who knows the application token, erases nothing', async ({ world }) => {
    await withNote(world)
    const employee = world.launch({ portal: 'acme', userId: people.employee1 })
    const answer = await sendEvent(world, {
      'event': 'ONAPPUNINSTALL', 'ts': String(Math.floor(Date.now() / 1000)), 'data[CLEAN]': '1', 'data[LANGUAGE_ID]': 'en',
      'auth[member_id]': world.portals.acme.memberId, 'auth[application_token]': formOf(employee).APPLICATION_TOKEN!,
    })
    expect(answer.status).toBe(200)
    const attempts = () => world.database.rows<{ attempts: number }>(`SELECT attempts FROM event_inbox WHERE event = 'ONAPPUNINSTALL'`)[0]!.attempts
    await expect.poll(attempts, { timeout: 20_000 }).toBeGreaterThan(1)
    expect(left(world)).toMatchObject({ notes: 1, status: 'installed' })
    expect((await openTaskOverTheWire(world, people.employee1, tasks.everybody)).token).toBeTruthy()
  })

  test('with a wrong or missing application token is refused', async ({ world }) => {
    await withNote(world)
    const before = world.database.census()
    for (const token of ['', 'f'.repeat(32)]) {
      const answer = await sendEvent(world, {
        'event': 'ONAPPUNINSTALL', 'ts': String(Math.floor(Date.now() / 1000)), 'data[CLEAN]': '1',
        'auth[member_id]': world.portals.acme.memberId, 'auth[application_token]': token,
      })
      expect(answer.status).toBe(403)
    }
    const stranger = await sendEvent(world, { 'event': 'ONAPPUNINSTALL', 'auth[member_id]': 'e'.repeat(32), 'auth[application_token]': 'f'.repeat(32) })
    expect(stranger.status).toBe(403)
    expect(world.database.census()).toEqual(before)
  })
})

/** ONAPPINSTALL as the portal would send it at this moment. */
async function sendInstallEvent(world: World): Promise<void> {
  const token = world.control.issueToken({ portal: 'acme', userId: people.admin })
  const { applicationToken } = world.control.describe().portals.find(({ key }) => key === 'acme')!
  const answer = await sendEvent(world, {
    'event': 'ONAPPINSTALL', 'ts': String(Math.floor(Date.now() / 1000)), 'data[VERSION]': '1', 'data[ACTIVE]': 'Y', 'data[INSTALLED]': 'Y', 'data[LANGUAGE_ID]': 'en',
    'auth[access_token]': token.accessToken, 'auth[refresh_token]': token.refreshToken, 'auth[expires_in]': '3600', 'auth[member_id]': token.memberId,
    'auth[server_endpoint]': token.serverEndpoint, 'auth[client_endpoint]': token.clientEndpoint, 'auth[user_id]': '1', 'auth[application_token]': applicationToken!,
  })
  expect(answer.status).toBe(200)
}
