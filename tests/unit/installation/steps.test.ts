import { beforeEach, describe, expect, it } from 'vitest'
import type { Portal } from '#db/repositories/portals'
import { AppError } from '#shared/errors'
import type { InstallationStep } from '#shared/installation'
import { installationSteps } from '#shared/installation'
import { bindablePlacements } from '#shared/placements'
import { RestError } from '../../../server/bitrix24/types'
import { runInstallationStep } from '../../../server/installation/steps'
import { createTestClock, createTestDatabase, createTestLog } from '../support/database'
import type { FakePortal } from '../support/fake-portal'
import { createFakePortal } from '../support/fake-portal'

const origin = 'https://sidenote.test'
const eventsUrl = `${origin}/events`
const lifecycle = ['ONAPPINSTALL', 'ONAPPUPDATE', 'ONAPPUNINSTALL']

/** Default placements that the fake portal does not offer. */
const missing = bindablePlacements.filter(({ code, binding }) => binding!.byDefault && !createFakePortal().offered.includes(code)).map(({ code }) => code)

let fake: FakePortal
let database: ReturnType<typeof createTestDatabase>
let portal: Portal
const clock = createTestClock()
const { log } = createTestLog()

beforeEach(async () => {
  fake = createFakePortal()
  database = createTestDatabase()
  portal = await database.portals.record({
    memberId: 'acme', clientEndpoint: 'https://acme.test/rest/', origin: 'https://acme.test', oauthServer: 'https://oauth.test', scopes: 'task,placement', appVersion: 1,
  }, clock())
})

const run = async (step: InstallationStep) => runInstallationStep(step, { portal: (await database.portals.findById(portal.id))!, userId: 1 }, {
  config: { origin } as never, repositories: database, restFor: () => fake.rest, clock, log,
})
const status = async () => (await database.portals.findById(portal.id))?.status

describe('the installer', () => {
  it('runs through, and runs again without changing anything', async () => {
    for (const step of installationSteps) expect((await run(step)).outcome).toBe('done')
    expect(await status()).toBe('installed')
    expect(fake.placements.map(({ placement }) => placement)).toEqual(['TASK_VIEW_TAB', 'REST_APP_URI'])
    expect(fake.handlers).toEqual(lifecycle.map(event => ({ event, handler: eventsUrl })))
    const { epoch } = (await database.portals.findById(portal.id))!

    const again = [await run('placements'), await run('fields'), await run('events'), await run('finish')]
    expect(new Set(again.flatMap(({ items }) => items.filter(({ code }) => !missing.includes(code)).map(({ outcome }) => outcome)))).toEqual(new Set(['kept']))
    expect(again[0]!.items.filter(({ outcome }) => outcome === 'unavailable').map(({ code }) => code)).toEqual(missing)
    expect((await database.portals.findById(portal.id))!.epoch).toBe(epoch)
  })

  it('opens a portal again that was uninstalled', async () => {
    await database.portals.markUninstalled(portal.id, 0, clock())
    await run('placements')
    expect(await status()).toBe('installing')
    await run('finish')
    expect(await status()).toBe('installed')
  })

  it('asks the portal whether this still is an administrator', async () => {
    fake.isAdmin = false
    await expect(run('placements')).rejects.toMatchObject({ code: 'admin_required' })
    expect(fake.placements).toEqual([])
  })

  it('says partial when an item is refused', async () => {
    fake.trouble = method => method === 'placement.bind' ? new RestError(method, 'ERROR_ARGUMENT', 'No', 400) : undefined
    expect(await run('placements')).toEqual({ step: 'placements', outcome: 'partial', items: expect.arrayContaining([{ code: 'TASK_VIEW_TAB', outcome: 'refused', error: 'ERROR_ARGUMENT' }, { code: 'USER_PROFILE_MENU', outcome: 'unavailable' }]) })
  })

  it('passes on that the portal is busy', async () => {
    fake.trouble = () => new AppError('portal_busy', 'Slowly')
    await expect(run('events')).rejects.toMatchObject({ code: 'portal_busy' })
  })
})

describe('event handlers', () => {
  const outcomes = async () => Object.fromEntries((await run('events')).items.map(({ code, outcome }) => [code, outcome]))

  it('are bound again where an update dropped them', async () => {
    await run('events')
    fake.handlers.splice(1, 1)
    expect(await outcomes()).toEqual({ ONAPPINSTALL: 'kept', ONAPPUPDATE: 'added', ONAPPUNINSTALL: 'kept' })
  })

  it('move with our address', async () => {
    fake.handlers = lifecycle.map(event => ({ event, handler: 'https://old.test/events' }))
    expect(new Set(Object.values(await outcomes()))).toEqual(new Set(['repaired']))
    expect(fake.handlers.map(({ handler }) => handler)).toEqual(lifecycle.map(() => eventsUrl))
  })

  it('of ours that are not wanted any more go, and those that Bitrix24 made itself stay', async () => {
    fake.handlers = [{ event: 'ONTASKADD', handler: 'https://old.test/events' }, { event: 'ONAPPUSERREADY', handler: `${origin}/install` }, { event: 'ONOFFLINE', handler: '', offline: 1 }]
    expect(await outcomes()).toMatchObject({ ONTASKADD: 'removed' })
    expect(fake.handlers.map(({ event }) => event)).toEqual(['ONAPPUSERREADY', 'ONOFFLINE', ...lifecycle])
  })

  it('found registered already count as kept', async () => {
    fake.trouble = method => method === 'event.bind' ? new RestError(method, 'ERROR_CORE', 'Unable to set event handler: Handler already binded', 400) : undefined
    expect(new Set(Object.values(await outcomes()))).toEqual(new Set(['kept']))
  })

  it('that one portal does not know leave the others their turn', async () => {
    fake.trouble = (method, { event }) => method === 'event.bind' && event === 'ONAPPUPDATE' ? new RestError(method, 'ERROR_EVENT_NOT_FOUND', 'No', 400) : undefined
    expect((await run('events')).items).toContainEqual({ code: 'ONAPPUPDATE', outcome: 'refused', error: 'ERROR_EVENT_NOT_FOUND' })
    expect(fake.handlers).toHaveLength(2)
  })
})
