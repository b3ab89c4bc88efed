import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors'
import type { PlacementCode } from '#shared/placements'
import type { StoredSettings } from '#shared/settings'
import { RestError } from '../../../server/bitrix24/types'
import { beginsWithin, reconcilePlaces } from '../../../server/placements/reconcile'
import { wantedPlaces } from '../../../server/placements/wanted'
import { createTestClock } from '../support/database'
import type { FakePortal } from '../support/fake-portal'
import { createFakePortal } from '../support/fake-portal'

const origin = 'https://sidenote.test'
const tabHandler = `${origin}/placements/task-view-tab`
const titles = { en: { TITLE: 'Sidenote' }, de: { TITLE: 'Sidenote' } }
const oldTab = { placement: 'TASK_VIEW_TAB', handler: 'https://old.test/tab', title: 'Sidenote', options: [] as [], langAll: titles }

let portal: FakePortal
let clock: ReturnType<typeof createTestClock>
/** Places that are on; every other one is off. */
let on: PlacementCode[]
let chosen: StoredSettings['places']
beforeEach(() => {
  portal = createFakePortal()
  clock = createTestClock()
  on = ['LEFT_MENU', 'TASK_VIEW_TAB']
  chosen = {}
})

async function run(codes?: string[]) {
  const wanted = wantedPlaces({ places: chosen, rules: {} }, { origin, memberId: 'acme' }).map(place => ({ ...place, on: on.includes(place.code) }))
  return reconcilePlaces({ rest: portal.rest, wanted, codes, granted: ['task'], clock, pause: async ms => clock.pass(ms) })
}
const outcomes = async (codes?: string[]) => (await run(codes)).items.map(({ code, outcome }) => `${code} ${outcome}`)
const there = () => portal.placements.map(({ placement, handler }) => `${placement} ${handler}`)
/** Refuses some calls, and does the others. */
const refuse = (code: string, isMeant: (method: string, params: Record<string, unknown>) => boolean) => {
  portal.trouble = (method, params) => isMeant(method, params) ? new RestError(method, code, 'No', 400) : undefined
}

describe('a fresh portal', () => {
  it('gets each place that is on, one call each, with its titles', async () => {
    expect(await outcomes()).toEqual(['LEFT_MENU added', 'TASK_VIEW_TAB added'])
    expect(portal.methods()).toEqual(['placement.list', 'placement.get', 'placement.bind', 'placement.bind'])
    expect(portal.calls.at(-1)!.params).toEqual({ PLACEMENT: 'TASK_VIEW_TAB', HANDLER: tabHandler, TITLE: 'Sidenote', LANG_ALL: titles })
  })

  it('gets only the places that are named', async () => {
    expect(await outcomes(['TASK_VIEW_TAB'])).toEqual(['TASK_VIEW_TAB added'])
    expect(there()).toEqual([`TASK_VIEW_TAB ${tabHandler}`])
  })

  it('says what it does not offer, and gets the rest', async () => {
    portal.offered = ['LEFT_MENU']
    expect(await outcomes()).toEqual(['LEFT_MENU added', 'TASK_VIEW_TAB unavailable'])
  })

  it.each([
    ['ERROR_PLACEMENT_NOT_FOUND', { code: 'LEFT_MENU', outcome: 'unavailable' }],
    ['ERROR_PLACEMENT_MAX_COUNT', { code: 'LEFT_MENU', outcome: 'refused', error: 'ERROR_PLACEMENT_MAX_COUNT' }],
    ['ERROR_ARGUMENT', { code: 'LEFT_MENU', outcome: 'refused', error: 'ERROR_ARGUMENT' }],
    ['ERROR_CORE', { code: 'LEFT_MENU', outcome: 'refused', error: 'ERROR_CORE' }],
  ])('goes on after %s for one place', async (code, report) => {
    refuse(code, (method, params) => method === 'placement.bind' && params.PLACEMENT === 'LEFT_MENU')
    expect(await run()).toEqual({ items: [report, { code: 'TASK_VIEW_TAB', outcome: 'added' }], stopped: null })
  })

  it('takes "Handler already binded" for success', async () => {
    portal.trouble = method => method === 'placement.bind'
      ? new RestError(method, 'ERROR_CORE', 'Unable to set placement handler: Handler already binded', 400)
      : undefined
    expect(await outcomes()).toEqual(['LEFT_MENU kept', 'TASK_VIEW_TAB kept'])
  })
})

describe('a second run', () => {
  it('changes nothing', async () => {
    await run()
    portal.calls.length = 0
    expect(await outcomes()).toEqual(['LEFT_MENU kept', 'TASK_VIEW_TAB kept'])
    expect(portal.methods()).toEqual(['placement.list', 'placement.get'])
  })

  it('puts back what somebody removed', async () => {
    await run()
    portal.placements.pop()
    expect(await outcomes()).toEqual(['LEFT_MENU kept', 'TASK_VIEW_TAB added'])
  })

  it('removes what is switched off', async () => {
    await run()
    on = ['LEFT_MENU']
    expect(await outcomes()).toEqual(['LEFT_MENU kept', 'TASK_VIEW_TAB removed'])
    expect(there()).toEqual([`LEFT_MENU ${origin}/`])
  })

  it('removes what an earlier version registered, and leaves alone what is registered in other ways', async () => {
    await run()
    portal.placements.push({ ...oldTab, placement: 'CRM_OLD_PLACE' }, { ...oldTab, placement: 'USERFIELD_TYPE' })
    expect(await outcomes(['TASK_VIEW_TAB'])).toEqual(['TASK_VIEW_TAB kept'])
    expect(await outcomes()).toEqual(['LEFT_MENU kept', 'TASK_VIEW_TAB kept', 'CRM_OLD_PLACE removed'])
    expect(there().at(-1)).toContain('USERFIELD_TYPE')
  })

  it('keeps options that come back as text, and ignores empty ones', async () => {
    portal.offered = ['IM_TEXTAREA']
    on = ['IM_TEXTAREA']
    await run()
    expect(portal.placements[0]!.options).toMatchObject({ context: 'ALL', role: 'USER', extranet: 'N', width: 100 })
    portal.placements[0]!.options = { ...Object.fromEntries(Object.entries(portal.placements[0]!.options).map(([key, value]) => [key, String(value)])), more: '' }
    expect(await outcomes()).toEqual(['IM_TEXTAREA kept'])
  })
})

describe('what administrators chose', () => {
  it('changes titles and options: the handler goes first, because it cannot be there twice', async () => {
    await run()
    portal.calls.length = 0
    chosen = { TASK_VIEW_TAB: { titles: { de: 'Vermerke' }, options: { groupId: '11' } } }
    expect(await outcomes()).toEqual(['LEFT_MENU kept', 'TASK_VIEW_TAB repaired'])
    expect(portal.methods().slice(2)).toEqual(['placement.unbind', 'placement.bind'])
    expect(portal.placements.at(-1)).toMatchObject({ langAll: { en: { TITLE: 'Sidenote' }, de: { TITLE: 'Vermerke' } }, options: { groupId: '11' } })
    expect(await outcomes()).toEqual(['LEFT_MENU kept', 'TASK_VIEW_TAB kept'])
  })

  it('has what was there come back when the new one is refused', async () => {
    await run()
    const before = structuredClone(portal.placements)
    chosen = { TASK_VIEW_TAB: { titles: { en: 'Refused' } } }
    refuse('ERROR_ARGUMENT', (method, { TITLE }) => method === 'placement.bind' && TITLE === 'Refused')
    expect(await run()).toEqual({ items: [{ code: 'LEFT_MENU', outcome: 'kept' }, { code: 'TASK_VIEW_TAB', outcome: 'restored', error: 'ERROR_ARGUMENT' }], stopped: null })
    expect(portal.placements).toMatchObject(before)
  })

  it('is said to be lost when nothing can be registered any more, and found by the next run', async () => {
    await run()
    chosen = { TASK_VIEW_TAB: { titles: { en: 'New' } } }
    refuse('ERROR_ARGUMENT', method => method === 'placement.bind')
    expect(await outcomes()).toEqual(['LEFT_MENU kept', 'TASK_VIEW_TAB lost'])
    portal.trouble = () => undefined
    expect(await outcomes()).toEqual(['LEFT_MENU kept', 'TASK_VIEW_TAB added'])
  })
})

describe('another address', () => {
  beforeEach(() => {
    on = ['TASK_VIEW_TAB']
    portal.placements = [structuredClone(oldTab)]
  })

  it('is there before the old one goes', async () => {
    expect(await outcomes()).toEqual(['TASK_VIEW_TAB repaired'])
    expect(portal.methods().slice(2)).toEqual(['placement.bind', 'placement.unbind'])
    expect(there()).toEqual([`TASK_VIEW_TAB ${tabHandler}`])
  })

  it('that is refused leaves the old one', async () => {
    refuse('ERROR_WRONG_HANDLER_URL', method => method === 'placement.bind')
    expect((await run()).items).toEqual([{ code: 'TASK_VIEW_TAB', outcome: 'refused', error: 'ERROR_WRONG_HANDLER_URL' }])
    expect(there()).toEqual(['TASK_VIEW_TAB https://old.test/tab'])
  })

  it('makes room first where a place takes one handler only', async () => {
    on = ['REST_APP_URI']
    portal.placements = [{ ...oldTab, placement: 'REST_APP_URI' }]
    expect(await outcomes()).toEqual(['REST_APP_URI repaired'])
    expect(there()).toEqual([`REST_APP_URI ${origin}/placements/rest-app-uri`])
  })

  it('beside ours goes', async () => {
    await run()
    portal.placements.push(structuredClone(oldTab))
    expect(await outcomes()).toEqual(['TASK_VIEW_TAB repaired'])
    expect(there()).toEqual([`TASK_VIEW_TAB ${tabHandler}`])
  })
})

describe('a portal that has too much to do', () => {
  it('is waited for, a little longer each time, and everything is done', async () => {
    const times: number[] = []
    portal.trouble = (method) => {
      if (method !== 'placement.bind' || times.push(clock()) > 3) return undefined
      return new AppError('portal_busy', 'Slowly', { retryAfter: 10 })
    }
    expect(await run()).toMatchObject({ items: [{ outcome: 'added' }, { outcome: 'added' }], stopped: null })
    expect(times.slice(0, 4).map(at => at - times[0]!)).toEqual([0, 500, 1500, 3500])
  })

  it('for too long ends it, in time for whoever waits', async () => {
    const begun = clock()
    portal.trouble = method => method === 'placement.bind' ? new AppError('portal_busy', 'Slowly', { retryAfter: 10 }) : undefined
    expect(await run()).toMatchObject({ items: [{ outcome: 'waiting', error: 'portal_busy' }, { outcome: 'waiting' }], stopped: { code: 'portal_busy', retryAfter: 10 } })
    expect(clock() - begun).toBeLessThanOrEqual(20_000)
  })

  it('and is slow is left alone before people give up, and completed by the next run', async () => {
    portal.trouble = (method) => {
      if (method === 'placement.bind') clock.pass(beginsWithin + 1)
      return undefined
    }
    expect(await run()).toMatchObject({ items: [{ outcome: 'added' }, { code: 'TASK_VIEW_TAB', outcome: 'waiting' }], stopped: { code: 'portal_busy' } })
    expect(await outcomes()).toEqual(['LEFT_MENU kept', 'TASK_VIEW_TAB added'])
  })
})

describe('a portal that cannot be used', () => {
  it('ends it before anything is done when it cannot be read', async () => {
    portal.trouble = method => method === 'placement.get' ? new AppError('portal_unavailable', 'Gone') : undefined
    await expect(run()).rejects.toMatchObject({ code: 'portal_unavailable' })
  })

  it('says that an administrator is needed', async () => {
    refuse('ACCESS_DENIED', method => method === 'placement.get')
    await expect(run()).rejects.toMatchObject({ code: 'admin_required' })
  })

  it('ends it when the rights are taken away meanwhile', async () => {
    refuse('ACCESS_DENIED', method => method === 'placement.bind')
    expect(await run()).toMatchObject({ items: [{ outcome: 'refused', error: 'ACCESS_DENIED' }, { outcome: 'waiting' }], stopped: { code: 'admin_required' } })
    expect(portal.methods().filter(method => method === 'placement.bind')).toHaveLength(1)
  })

  it('does not guess at an answer of another shape', async () => {
    portal.placements = 'nonsense' as never
    await expect(run()).rejects.toMatchObject({ code: 'portal_refused' })
  })
})

describe('a failure at any moment', () => {
  /** Something missing, something renamed, an old address, a place with one handler only, a double, and two to remove. */
  const everything = ['LEFT_MENU', 'TASK_VIEW_TAB', 'REST_APP_URI', 'TASK_LIST_CONTEXT_MENU', 'IM_SIDEBAR'] as PlacementCode[]
  const before = () => [
    { ...oldTab, handler: tabHandler, title: 'Renamed', langAll: { en: { TITLE: 'Renamed' } } },
    { ...oldTab, placement: 'REST_APP_URI' },
    { ...oldTab, placement: 'TASK_LIST_CONTEXT_MENU' },
    { ...oldTab, placement: 'IM_SIDEBAR', handler: `${origin}/placements/im-sidebar` },
    { ...oldTab, placement: 'IM_SIDEBAR' },
    { ...oldTab, placement: 'IM_CONTEXT_MENU', handler: `${origin}/placements/im-context-menu` },
    { ...oldTab, placement: 'AN_EARLIER_PLACE' },
  ]
  const placesThere = () => new Set(portal.placements.map(({ placement }) => placement))
  const calls = async () => {
    portal.placements = before()
    await run()
    return portal.calls.length
  }

  const troubles: [string, Error, 'once' | 'from then on', 'before' | 'after'][] = [
    ['an outage', new AppError('portal_unavailable', 'Gone'), 'from then on', 'before'],
    ['an outage that loses the answer to what was done', new AppError('portal_unavailable', 'Gone'), 'from then on', 'after'],
    ['one lost answer', new AppError('portal_unavailable', 'Gone'), 'once', 'after'],
    ['a lost token', new AppError('portal_access_lost', 'Gone'), 'from then on', 'before'],
    ['a busy portal', new AppError('portal_busy', 'Slowly', { retryAfter: 10 }), 'from then on', 'before'],
    ['a refusal', new RestError('placement.bind', 'ERROR_CORE', 'No', 400), 'once', 'before'],
    ['too many handlers', new RestError('placement.bind', 'ERROR_PLACEMENT_MAX_COUNT', 'No', 400), 'once', 'before'],
  ]

  it.each(troubles)('%s leaves all other places working, and the next run completes it', async (_what, error, times, when) => {
    on = everything
    portal.offered = [...everything, 'IM_CONTEXT_MENU']
    const total = await calls()
    expect(total).toBeGreaterThan(12)
    const complete = structuredClone(portal.placements)

    for (let at = 2; at < total; at++) {
      portal.placements = before()
      portal.calls.length = 0
      portal[when === 'before' ? 'trouble' : 'lost'] = () => {
        const call = portal.calls.length - 1
        return call === at || (times === 'from then on' && call > at) ? error : undefined
      }
      const { items } = await run()
      const lost = items.filter(({ outcome }) => outcome === 'lost').map(({ code }) => code)
      expect(lost.length, `call ${at}`).toBeLessThanOrEqual(times === 'once' ? 0 : 1)
      const mustBeThere = ['TASK_VIEW_TAB', 'REST_APP_URI', 'TASK_LIST_CONTEXT_MENU', 'IM_SIDEBAR'].filter(code => !lost.includes(code))
      expect([...placesThere()], `call ${at}`).toEqual(expect.arrayContaining(mustBeThere))

      portal.trouble = () => undefined
      portal.lost = () => undefined
      expect(await run(), `after call ${at}`).toMatchObject({ stopped: null })
      expect(portal.placements.toSorted(byName), `after call ${at}`).toEqual(complete.toSorted(byName))
    }
  })

  const byName = (a: { placement: string }, b: { placement: string }) => a.placement.localeCompare(b.placement)
})
