import { beforeEach, describe, expect, it } from 'vitest'
import type { Portal } from '#db/repositories/portals'
import { AppError } from '#shared/errors'
import type { PlaceChoices } from '#shared/settings'
import { openPlaces, repairPlaces } from '../../../server/placements/places'
import { createTestClock, createTestDatabase, createTestLog } from '../support/database'
import type { FakePortal } from '../support/fake-portal'
import { createFakePortal } from '../support/fake-portal'

const origin = 'https://sidenote.test'
const user = { userId: 1 }

let fake: FakePortal
let portal: Portal
let services: Parameters<typeof repairPlaces>[2]
let database: ReturnType<typeof createTestDatabase>
const clock = createTestClock()

beforeEach(async () => {
  fake = createFakePortal()
  database = createTestDatabase()
  services = { config: { origin } as never, repositories: database, restFor: () => fake.rest, clock, log: createTestLog().log }
  portal = await database.portals.record({
    memberId: 'acme', clientEndpoint: 'https://acme.test/rest/', origin: 'https://acme.test', oauthServer: 'https://oauth.test', scopes: 'placement,task', appVersion: 1,
  }, clock())
})

const choose = async (places: PlaceChoices) => {
  const { version, ...before } = await database.settings.find(portal.id)
  await database.settings.save({ portalId: portal.id, from: version, value: { ...before, places }, audit: [], now: clock() })
}
const repair = (codes?: Parameters<typeof repairPlaces>[1]) => repairPlaces({ portal, user }, codes, services)
const audit = async () => (await database.audit.list({ portalId: portal.id, limit: 10 })).map(({ userId, action, details }) => ({ userId, action, details }))
const states = async () => Object.fromEntries((await openPlaces({ portal, user }, services)).places.map(({ code, state, reason }) => [code, reason ?? state]))

describe('the places of a portal', () => {
  it('are told as its settings want them and as it has them', async () => {
    await choose({ LEFT_MENU: { on: true } })
    expect(await states()).toMatchObject({ LEFT_MENU: 'missing', TASK_VIEW_TAB: 'missing', TASK_VIEW_SIDEBAR: { kind: 'product' }, CALL_CARD: { kind: 'scope', scopes: ['telephony'] } })
    await repair()
    await choose({ TASK_VIEW_TAB: { on: false } })
    expect(await states()).toMatchObject({ LEFT_MENU: 'leftover', TASK_VIEW_TAB: 'leftover', REST_APP_URI: 'registered' })
  })

  it('are told to administrators only, as the portal says', async () => {
    fake.isAdmin = false
    await expect(repair()).rejects.toMatchObject({ code: 'admin_required' })
    expect(fake.methods()).toEqual(['user.admin'])
  })
})

describe('a repair', () => {
  it('is written down with what it changed, and not when there was nothing to change', async () => {
    const { items } = await repair()
    expect(items.filter(({ outcome }) => outcome === 'added').map(({ code }) => code)).toEqual(['TASK_VIEW_TAB', 'REST_APP_URI'])
    expect(await audit()).toEqual([{ userId: 1, action: 'places_repaired', details: { count: 2 } }])
    await repair()
    fake.placements.pop()
    await repair(['REST_APP_URI'])
    expect(await audit()).toMatchObject([{ details: { count: 1, code: 'REST_APP_URI' } }, { details: { count: 2 } }])
  })

  it('that ended half-way says why, and leaves what it did written down', async () => {
    fake.trouble = (method, { PLACEMENT }) => method === 'placement.bind' && PLACEMENT === 'REST_APP_URI' ? new AppError('portal_unavailable', 'Gone', { retryAfter: 15 }) : undefined
    const { items, stopped } = await repair(['TASK_VIEW_TAB', 'REST_APP_URI'])
    expect(stopped).toEqual({ code: 'portal_unavailable', retryAfter: 15 })
    expect(items).toEqual([{ code: 'TASK_VIEW_TAB', outcome: 'added' }, { code: 'REST_APP_URI', outcome: 'waiting', error: 'portal_unavailable' }])
    expect(await audit()).toMatchObject([{ details: { count: 1 } }])
  })

  it('is made by one person at a time; the other is told so, and changes nothing', async () => {
    const both = await Promise.allSettled([repair(), repair()])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(both[1]).toMatchObject({ reason: { code: 'places_busy', retryAfter: 5 } })
    expect(fake.methods().filter(method => method === 'placement.bind')).toHaveLength(2)
    expect((await repair()).stopped).toBeNull()
  })

  it('lets the next one in after it failed', async () => {
    fake.trouble = method => method === 'placement.get' ? new AppError('portal_unavailable', 'Gone') : undefined
    await expect(repair()).rejects.toMatchObject({ code: 'portal_unavailable' })
    fake.trouble = () => undefined
    expect((await repair()).stopped).toBeNull()
  })
})
