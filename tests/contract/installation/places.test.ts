import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlaceChoices } from '#shared/settings'
import { openPlaces, repairPlaces } from '../../../server/placements/places'
import { saveSettings } from '../../../server/settings/settings'
import type { InstallationWorld } from './support'
import { admin, createInstallationWorld, defaultPlacements, employee } from './support'

/** What administrators choose for the places, on a portal that answers as Bitrix24 is recorded to. */

// Whole installations, one after the other, a call each.
vi.setConfig({ testTimeout: 20_000 })

let world: InstallationWorld
beforeEach(async () => {
  world = await createInstallationWorld()
})
afterEach(() => world.close())

const acme = { portal: 'acme' }
const user = { userId: admin }
const there = () => world.control.placements(acme).map(({ placement }) => placement)
const names = (code: string) => Object.fromEntries(Object.entries(world.control.placements(acme).find(({ placement }) => placement === code)!.langAll).map(([language, { TITLE }]) => [language, TITLE]))
const repair = async (codes?: Parameters<typeof repairPlaces>[1]) => repairPlaces({ portal: (await world.acme())!, user }, codes, world.services)
const state = async (code: string) => (await openPlaces({ portal: (await world.acme())!, user }, world.services)).places.find(place => place.code === code)!
const outcomeOf = async (code: string) => (await repair()).items.find(item => item.code === code)

async function choose(places: PlaceChoices) {
  const portal = (await world.acme())!
  const { version } = await world.services.repositories.settings.find(portal.id)
  await saveSettings({ portal, user }, { version, places }, world.services)
}

describe('what administrators chose', () => {
  const chosen: PlaceChoices = { LEFT_MENU: { on: true }, TASK_VIEW_TAB: { titles: { en: 'Remarks', de: 'Vermerke' }, options: { groupId: '11' } }, CALL_CARD: { on: false } }
  const asChosen = () => {
    expect(there()).toEqual(expect.arrayContaining(['LEFT_MENU', 'TASK_VIEW_TAB']))
    expect(there()).not.toContain('CALL_CARD')
    expect(names('TASK_VIEW_TAB')).toEqual({ en: 'Remarks', de: 'Vermerke' })
    expect(world.control.placements(acme).find(({ placement }) => placement === 'TASK_VIEW_TAB')!.options).toEqual({ groupId: '11' })
  }

  it('is how the portal becomes, and stays through an update and a reinstall', async () => {
    await world.install()
    await choose(chosen)
    expect((await repair()).items.filter(({ outcome }) => outcome !== 'kept')).toEqual([
      { code: 'LEFT_MENU', outcome: 'added' }, { code: 'TASK_VIEW_TAB', outcome: 'repaired' }, { code: 'CALL_CARD', outcome: 'removed' },
    ])
    asChosen()

    world.control.update({ ...acme, removeHandlers: true })
    await world.open(admin, '/install')
    await world.step('placements')
    asChosen()

    world.control.uninstall(acme)
    await world.services.repositories.portals.markUninstalled((await world.acme())!.id, 0, Date.now())
    expect(there()).toEqual([])
    await world.install()
    asChosen()
    expect((await repair()).items.every(({ outcome }) => outcome === 'kept')).toBe(true)
  })

  it('is for administrators, as the portal says now', async () => {
    await world.install()
    await world.open(employee)
    await expect(repairPlaces({ portal: (await world.acme())!, user: { userId: employee } }, undefined, world.services)).rejects.toMatchObject({ code: 'admin_required' })
    await expect(openPlaces({ portal: (await world.acme())!, user: { userId: employee } }, world.services)).rejects.toMatchObject({ code: 'admin_required' })
  })
})

describe('what was changed behind our back', () => {
  beforeEach(() => world.install())

  it('is seen, and repaired at once', async () => {
    const elsewhere = 'http://127.0.0.1:9/elsewhere'
    world.control.changePlacement({ ...acme, placement: 'IM_SIDEBAR', titles: { de: 'Umbenannt' } })
    world.control.changePlacement({ ...acme, placement: 'IM_TEXTAREA', options: { color: 'RED' } })
    world.control.changePlacement({ ...acme, placement: 'REST_APP_URI', handler: elsewhere })
    world.control.bindPlacement({ ...acme, placement: 'CALL_CARD', handler: elsewhere })
    world.control.unbindPlacement({ ...acme, placement: 'TASK_VIEW_TAB' })
    const differ = async () => (await openPlaces({ portal: (await world.acme())!, user }, world.services)).places
      .filter(({ state: found }) => ['missing', 'drift', 'leftover'].includes(found)).map(({ code, state: found, drift }) => [code, found, ...drift].join(' ')).toSorted()
    expect(await differ()).toEqual(['CALL_CARD drift twice', 'IM_SIDEBAR drift title', 'IM_TEXTAREA drift options', 'REST_APP_URI drift address', 'TASK_VIEW_TAB missing'])

    const { items } = await repair()
    expect(Object.fromEntries(items.filter(({ outcome }) => outcome !== 'kept').map(({ code, outcome }) => [code, outcome])))
      .toEqual({ CALL_CARD: 'repaired', IM_SIDEBAR: 'repaired', IM_TEXTAREA: 'repaired', REST_APP_URI: 'repaired', TASK_VIEW_TAB: 'added' })
    expect(await differ()).toEqual([])
    expect(there().toSorted()).toEqual(defaultPlacements.toSorted())
    expect(world.control.placements(acme).every(({ handler }) => handler !== elsewhere)).toBe(true)
  })

  it('is seen and repaired: the worker, also one of a single person', async () => {
    world.control.bindPlacement({ ...acme, placement: 'PAGE_BACKGROUND_WORKER', handler: 'http://127.0.0.1:9/w', options: { errorHandlerUrl: 'http://127.0.0.1:9/e' }, userId: 3 })
    expect(await state('PAGE_BACKGROUND_WORKER')).toMatchObject({ state: 'drift', drift: ['twice'] })
    await repair()
    expect(world.control.placements(acme).filter(({ placement }) => placement === 'PAGE_BACKGROUND_WORKER')).toMatchObject([{ userId: 0 }])
    world.control.unbindPlacement({ ...acme, placement: 'PAGE_BACKGROUND_WORKER' })
    expect(await state('PAGE_BACKGROUND_WORKER')).toMatchObject({ state: 'missing' })
    expect(await outcomeOf('PAGE_BACKGROUND_WORKER')).toMatchObject({ outcome: 'added' })
  })

  it('says why a place is not there: no scope, or another product', async () => {
    world.control.setFaults({ ...acme, faults: { refusePlacements: ['CALL_CARD'] } })
    expect(await state('CALL_CARD')).toMatchObject({ state: 'unavailable', reason: { kind: 'product' } })
    await world.close()
    world = await createInstallationWorld({ scopes: ['placement', 'task'] })
    await world.install()
    expect(await state('CALL_CARD')).toMatchObject({ state: 'unavailable', reason: { kind: 'scope', scopes: ['telephony'] } })
  })
})

describe('a portal in trouble in the middle of it', () => {
  const chosen: PlaceChoices = { LEFT_MENU: { on: true }, TASK_VIEW_TAB: { titles: { en: 'Remarks' } }, IM_SIDEBAR: { titles: { en: 'Remarks' } }, CALL_CARD: { on: false } }
  const changed = ['LEFT_MENU', 'TASK_VIEW_TAB', 'CALL_CARD', 'IM_SIDEBAR']
  beforeEach(async () => {
    await world.install()
    await choose(chosen)
  })
  const outcomes = (items: Awaited<ReturnType<typeof repair>>['items']) => Object.fromEntries(items.filter(({ code }) => changed.includes(code)).map(({ code, outcome }) => [code, outcome]))

  async function completes() {
    world.control.planTroubles({ ...acme, troubles: [] })
    expect((await repair()).stopped).toBeNull()
    expect(there().toSorted()).toEqual([...defaultPlacements.filter(code => code !== 'CALL_CARD'), 'LEFT_MENU'].toSorted())
    expect(names('TASK_VIEW_TAB').en).toBe('Remarks')
    expect(names('IM_SIDEBAR').en).toBe('Remarks')
  }

  it('too many calls: waits, and does everything', async () => {
    world.control.planTroubles({ ...acme, troubles: [{ trouble: 'QUERY_LIMIT_EXCEEDED', method: 'placement.bind', after: 1, times: 2 }] })
    const { items, stopped } = await repair()
    expect([outcomes(items), stopped]).toEqual([{ LEFT_MENU: 'added', TASK_VIEW_TAB: 'repaired', IM_SIDEBAR: 'repaired', CALL_CARD: 'removed' }, null])
    await completes()
  })

  it('one place takes no more handlers: the others are done', async () => {
    world.control.planTroubles({ ...acme, troubles: [{ trouble: 'ERROR_PLACEMENT_MAX_COUNT', method: 'placement.bind', placement: 'LEFT_MENU' }] })
    const { items, stopped } = await repair()
    expect([outcomes(items), stopped]).toEqual([{ LEFT_MENU: 'refused', TASK_VIEW_TAB: 'repaired', IM_SIDEBAR: 'repaired', CALL_CARD: 'removed' }, null])
    await completes()
  })

  it('goes down between the two halves of a change: says which place is gone, leaves the rest, and the next run completes it', async () => {
    world.control.planTroubles({ ...acme, troubles: [{ trouble: 'down', method: 'placement.bind', after: 1 }] })
    const { items, stopped } = await repair()
    expect(outcomes(items)).toEqual({ LEFT_MENU: 'added', TASK_VIEW_TAB: 'lost', IM_SIDEBAR: 'waiting', CALL_CARD: 'waiting' })
    expect(stopped).toEqual({ code: 'portal_unavailable', retryAfter: 15 })
    expect(there()).toEqual(expect.arrayContaining(['LEFT_MENU', 'IM_SIDEBAR', 'CALL_CARD']))
    await completes()
  })

  it('loses one answer: what was done is found, what was not is put back', async () => {
    world.control.planTroubles({ ...acme, troubles: [{ trouble: 'lost', method: 'placement.unbind', times: 1 }] })
    const { items, stopped } = await repair()
    expect(outcomes(items)).toMatchObject({ TASK_VIEW_TAB: 'restored', CALL_CARD: 'waiting' })
    expect(stopped).toMatchObject({ code: 'portal_unavailable' })
    expect(names('TASK_VIEW_TAB')).toEqual({ en: 'Sidenote', de: 'Sidenote' })
    await completes()
  })

  it('takes the rights away: nothing more is tried', async () => {
    world.control.planTroubles({ ...acme, troubles: [{ trouble: 'ACCESS_DENIED', method: 'placement.bind' }] })
    expect((await repair()).stopped).toMatchObject({ code: 'admin_required' })
    expect(there()).toContain('CALL_CARD')
    await completes()
  })
})
