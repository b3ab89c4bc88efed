import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors'
import type { PlacementEntry } from '#shared/placements'
import { placementCatalogue } from '#shared/placements'
import { RestError } from '../../../server/bitrix24/types'
import { reconcilePlacements } from '../../../server/placements/reconcile'
import type { FakePortal } from '../support/fake-portal'
import { createFakePortal } from '../support/fake-portal'

const taskTab = placementCatalogue.TASK_VIEW_TAB
const leftMenu = placementCatalogue.LEFT_MENU
const origin = 'https://sidenote.test'
const tabHandler = `${origin}/placements/task-view-tab`
const titles = { en: { TITLE: 'Sidenote' }, de: { TITLE: 'Sidenote' } }

let portal: FakePortal
beforeEach(() => {
  portal = createFakePortal()
})

const run = (...wanted: PlacementEntry[]) => reconcilePlacements({ rest: portal.rest, wanted, context: { origin, memberId: 'acme' } })
const variant = (entry: PlacementEntry, binding: Partial<NonNullable<PlacementEntry['binding']>>): PlacementEntry =>
  ({ ...entry, binding: { ...entry.binding!, ...binding } })

describe('a fresh portal', () => {
  it('gets each wanted placement, one call each, with its titles', async () => {
    expect(await run(leftMenu, taskTab)).toEqual([{ code: 'LEFT_MENU', outcome: 'added' }, { code: 'TASK_VIEW_TAB', outcome: 'added' }])
    expect(portal.methods()).toEqual(['placement.list', 'placement.get', 'placement.bind', 'placement.bind'])
    expect(portal.calls.at(-1)!.params).toEqual({ PLACEMENT: 'TASK_VIEW_TAB', HANDLER: tabHandler, TITLE: 'Sidenote', LANG_ALL: titles })
  })

  it('reports a code it does not offer, and binds the rest', async () => {
    portal.offered = ['LEFT_MENU']
    expect(await run(taskTab, leftMenu)).toEqual([{ code: 'TASK_VIEW_TAB', outcome: 'unavailable' }, { code: 'LEFT_MENU', outcome: 'added' }])
  })

  it.each([
    ['ERROR_PLACEMENT_NOT_FOUND', { code: 'TASK_VIEW_TAB', outcome: 'unavailable' }],
    ['ERROR_ARGUMENT', { code: 'TASK_VIEW_TAB', outcome: 'refused', error: 'ERROR_ARGUMENT' }],
    ['ERROR_CORE', { code: 'TASK_VIEW_TAB', outcome: 'refused', error: 'ERROR_CORE' }],
  ])('goes on after %s for one code', async (code, report) => {
    portal.trouble = (method, params) => method === 'placement.bind' && params.PLACEMENT === 'TASK_VIEW_TAB' ? new RestError(method, code, 'No', 400) : undefined
    expect(await run(taskTab, leftMenu)).toEqual([report, { code: 'LEFT_MENU', outcome: 'added' }])
  })

  it('takes "Handler already binded" for success', async () => {
    portal.trouble = method => method === 'placement.bind'
      ? new RestError(method, 'ERROR_CORE', 'Unable to set placement handler: Handler already binded', 400)
      : undefined
    expect(await run(taskTab)).toEqual([{ code: 'TASK_VIEW_TAB', outcome: 'kept' }])
  })
})

describe('a second run', () => {
  it('changes nothing', async () => {
    await run(leftMenu, taskTab)
    portal.calls.length = 0
    expect((await run(leftMenu, taskTab)).map(item => item.outcome)).toEqual(['kept', 'kept'])
    expect(portal.methods()).toEqual(['placement.list', 'placement.get'])
  })

  it('puts back what somebody removed', async () => {
    await run(leftMenu, taskTab)
    portal.placements.pop()
    expect((await run(leftMenu, taskTab)).map(item => item.outcome)).toEqual(['kept', 'added'])
  })

  it('keeps a registration of a portal that tells no languages', async () => {
    portal.placements = [{ placement: 'TASK_VIEW_TAB', handler: tabHandler, title: 'Sidenote', options: [] }]
    expect(await run(taskTab)).toEqual([{ code: 'TASK_VIEW_TAB', outcome: 'kept' }])
  })

  it('keeps options that come back as text, and ignores empty ones', async () => {
    const { IM_TEXTAREA: textarea } = placementCatalogue
    portal.offered = ['IM_TEXTAREA']
    await run(textarea)
    expect(portal.placements[0]!.options).toMatchObject({ context: 'ALL', role: 'USER', extranet: 'N', width: expect.any(Number) })
    portal.placements[0]!.options = { ...Object.fromEntries(Object.entries(portal.placements[0]!.options).map(([key, value]) => [key, String(value)])), more: '' }
    expect(await run(textarea)).toEqual([{ code: 'IM_TEXTAREA', outcome: 'kept' }])
  })

  it('keeps a group of its own, and repairs another', async () => {
    const { TELEPHONY_ANALYTICS_MENU: menu } = placementCatalogue
    portal.offered = ['TELEPHONY_ANALYTICS_MENU']
    await run(menu)
    expect(portal.placements[0]!.langAll).toMatchObject({ de: { TITLE: 'Anrufe und Notizen', GROUP_NAME: 'Sidenote' } })
    expect(await run(menu)).toEqual([{ code: 'TELEPHONY_ANALYTICS_MENU', outcome: 'kept' }])
    expect(await run(variant(menu, { groupTitles: { en: 'Notes', de: 'Notizen' } }))).toEqual([{ code: 'TELEPHONY_ANALYTICS_MENU', outcome: 'repaired' }])
  })

  it('compares the address for a removed worker too', async () => {
    const { PAGE_BACKGROUND_WORKER: worker } = placementCatalogue
    portal.offered = ['PAGE_BACKGROUND_WORKER']
    await run(worker)
    expect(portal.placements[0]).toMatchObject({
      handler: `${origin}/placements/page-background-worker`, options: { errorHandlerUrl: `${origin}/worker/removed?member_id=acme` },
    })
    expect(await run(worker)).toEqual([{ code: 'PAGE_BACKGROUND_WORKER', outcome: 'kept' }])
    portal.placements[0]!.options = { errorHandlerUrl: 'https://old.test/worker/removed' }
    expect(await run(worker)).toEqual([{ code: 'PAGE_BACKGROUND_WORKER', outcome: 'repaired' }])
  })

  it.each([
    ['another title', { titles: { en: 'Notes', de: 'Notizen' } }],
    ['another option', { fixedOptions: () => ({ groupId: '7' }) }],
  ])('repairs %s: the handler goes first, because it cannot be there twice', async (_what, binding) => {
    await run(taskTab)
    portal.calls.length = 0
    expect(await run(variant(taskTab, binding))).toEqual([{ code: 'TASK_VIEW_TAB', outcome: 'repaired' }])
    expect(portal.methods().slice(2)).toEqual(['placement.unbind', 'placement.bind'])
    expect(portal.placements).toHaveLength(1)
  })

  it('moves to another address: the new handler is there before the old one goes', async () => {
    portal.placements = [{ placement: 'TASK_VIEW_TAB', handler: 'https://old.test/tab', title: 'Sidenote', options: [], langAll: titles }]
    expect(await run(taskTab)).toEqual([{ code: 'TASK_VIEW_TAB', outcome: 'repaired' }])
    expect(portal.methods().slice(2)).toEqual(['placement.bind', 'placement.unbind'])
    expect(portal.placements.map(({ handler }) => handler)).toEqual([tabHandler])
  })

  it('leaves the old handler when the new one is refused', async () => {
    portal.placements = [{ placement: 'TASK_VIEW_TAB', handler: 'https://old.test/tab', title: 'Sidenote', options: [], langAll: titles }]
    portal.trouble = method => method === 'placement.bind' ? new RestError(method, 'ERROR_WRONG_HANDLER_URL', 'No', 400) : undefined
    expect(await run(taskTab)).toEqual([{ code: 'TASK_VIEW_TAB', outcome: 'refused', error: 'ERROR_WRONG_HANDLER_URL' }])
    expect(portal.placements).toHaveLength(1)
  })

  it('makes room first where a placement takes one handler only', async () => {
    const deepLink: PlacementEntry = { ...taskTab, code: 'REST_APP_URI', page: '/placements/link' }
    portal.placements = [{ placement: 'REST_APP_URI', handler: 'https://old.test/link', title: 'Sidenote', options: [], langAll: titles }]
    expect(await run(deepLink)).toEqual([{ code: 'REST_APP_URI', outcome: 'repaired' }])
    expect(portal.placements.map(({ handler }) => handler)).toEqual([`${origin}/placements/link`])
  })

  it('removes a leftover beside the right handler', async () => {
    await run(taskTab)
    portal.placements.push({ placement: 'TASK_VIEW_TAB', handler: 'https://old.test/tab', title: '', options: [] })
    expect(await run(taskTab)).toEqual([{ code: 'TASK_VIEW_TAB', outcome: 'repaired' }])
    expect(portal.placements.map(({ handler }) => handler)).toEqual([tabHandler])
  })

  it('removes what is not wanted any more', async () => {
    await run(leftMenu, taskTab)
    expect(await run(taskTab)).toEqual([{ code: 'TASK_VIEW_TAB', outcome: 'kept' }, { code: 'LEFT_MENU', outcome: 'removed' }])
    expect(portal.placements.map(({ placement }) => placement)).toEqual(['TASK_VIEW_TAB'])
  })
})

describe('a portal that cannot be used', () => {
  it('ends the step when it is gone half-way', async () => {
    portal.trouble = method => method === 'placement.bind' ? new AppError('portal_unavailable', 'Gone') : undefined
    await expect(run(taskTab)).rejects.toMatchObject({ code: 'portal_unavailable' })
  })

  it('says that an administrator is needed', async () => {
    portal.trouble = method => method === 'placement.get' ? new RestError(method, 'ACCESS_DENIED', 'No', 403) : undefined
    await expect(run(taskTab)).rejects.toMatchObject({ code: 'admin_required' })
  })

  it('does not guess at an answer of another shape', async () => {
    portal.placements = 'nonsense' as never
    await expect(run(taskTab)).rejects.toMatchObject({ code: 'portal_refused' })
  })
})
