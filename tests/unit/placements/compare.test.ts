import { describe, expect, it } from 'vitest'
import type { PlacementCode } from '#shared/placements'
import { bindablePlacements } from '#shared/placements'
import type { StoredSettings } from '#shared/settings'
import { comparePlaces } from '../../../server/placements/compare'
import type { RegisteredPlacement } from '../../../server/placements/registered'
import { wantedPlaces } from '../../../server/placements/wanted'

const context = { origin: 'https://sidenote.test', memberId: 'acme' }
const handler = 'https://sidenote.test/placements/task-view-tab'
const names = (en: string, de: string) => ({ en: { TITLE: en, GROUP_NAME: '' }, de: { TITLE: de, GROUP_NAME: '' } })
const tab: RegisteredPlacement = { placement: 'TASK_VIEW_TAB', userId: 0, handler, title: 'Sidenote', options: {}, langAll: names('Sidenote', 'Sidenote') }

interface Case { settings?: Partial<StoredSettings>, registered?: RegisteredPlacement[], offered?: string[], granted?: string[] }

function stateOf(code: PlacementCode, { settings, registered = [], offered = bindablePlacements.map(entry => entry.code), granted = ['task'] }: Case) {
  const wanted = wantedPlaces({ places: {}, rules: {}, ...settings }, context)
  const { state, reason, drift } = comparePlaces(wanted, { offered: new Set(offered), registered }, granted).find(comparison => comparison.code === code)!
  return { state, reason, drift }
}
const plain = { reason: null, drift: [] }

describe('a place', () => {
  it('is registered, missing, left over or off', () => {
    const off = { places: { TASK_VIEW_TAB: { on: false } } }
    expect(stateOf('TASK_VIEW_TAB', { registered: [tab] })).toEqual({ state: 'registered', ...plain })
    expect(stateOf('TASK_VIEW_TAB', {})).toEqual({ state: 'missing', ...plain })
    expect(stateOf('TASK_VIEW_TAB', { settings: off, registered: [tab] })).toEqual({ state: 'leftover', ...plain })
    expect(stateOf('TASK_VIEW_TAB', { settings: off })).toEqual({ state: 'off', ...plain })
    expect(stateOf('LEFT_MENU', {})).toEqual({ state: 'off', ...plain })
    expect(stateOf('LEFT_MENU', { settings: { places: { LEFT_MENU: { on: true } } } })).toEqual({ state: 'missing', ...plain })
  })

  it('is not available without its scope, or where the product does not know it', () => {
    expect(stateOf('TASK_VIEW_TAB', { offered: [], granted: ['im'] })).toEqual({ state: 'unavailable', reason: { kind: 'scope', scopes: ['task'] }, drift: [] })
    expect(stateOf('TASK_VIEW_TAB', { offered: [] })).toEqual({ state: 'unavailable', reason: { kind: 'product' }, drift: [] })
    expect(stateOf('REST_APP_URI', { offered: [], granted: [] })).toMatchObject({ reason: { kind: 'product' } })
    expect(stateOf('LEFT_MENU', { offered: [] })).toMatchObject({ state: 'unavailable' })
  })

  it('that is not offered any more and switched off is still to be removed', () => {
    expect(stateOf('TASK_VIEW_TAB', { settings: { places: { TASK_VIEW_TAB: { on: false } } }, registered: [tab], offered: [] })).toEqual({ state: 'leftover', ...plain })
  })

  it.each<[string, Partial<RegisteredPlacement>[], string[]]>([
    ['another title', [{ langAll: names('Sidenote', 'Umbenannt') }], ['title']],
    ['a language more', [{ langAll: { ...names('Sidenote', 'Sidenote'), fr: { TITLE: 'Note', GROUP_NAME: '' } } }], ['title']],
    ['another title of a portal that tells no languages', [{ langAll: undefined, title: 'Renamed' }], ['title']],
    ['another option', [{ options: { groupId: '11' } }], ['options']],
    ['both', [{ langAll: names('A', 'B'), options: { groupId: '11' } }], ['title', 'options']],
    ['another address', [{ handler: 'https://elsewhere.test/' }], ['address']],
    ['an address beside ours', [{}, { handler: 'https://elsewhere.test/' }], ['twice']],
    ['a registration for one person', [{}, { userId: 3 }], ['twice']],
    ['a registration for one person alone', [{ userId: 3 }], ['address']],
  ])('drifts with %s', (_what, changes, drift) => {
    expect(stateOf('TASK_VIEW_TAB', { registered: changes.map(change => ({ ...tab, ...change })) })).toEqual({ state: 'drift', reason: null, drift })
  })

  it('does not drift over what Bitrix24 writes in another way', () => {
    expect(stateOf('TASK_VIEW_TAB', { registered: [{ ...tab, options: { groupId: '' }, langAll: { ...tab.langAll, fr: { TITLE: '', GROUP_NAME: '' } } }] })).toMatchObject({ state: 'registered' })
    expect(stateOf('TASK_VIEW_TAB', { registered: [{ ...tab, langAll: undefined }] })).toMatchObject({ state: 'registered' })
  })
})

describe('what administrators chose', () => {
  const wanted = (settings: Partial<StoredSettings>, code: PlacementCode) => wantedPlaces({ places: {}, rules: {}, ...settings }, context).find(place => place.code === code)!

  it('stands over ours, language by language; an empty title is ours', () => {
    expect(wanted({ places: { TASK_VIEW_TAB: { titles: { de: 'Vermerke', en: '' } } } }, 'TASK_VIEW_TAB').names).toEqual({ en: { TITLE: 'Sidenote' }, de: { TITLE: 'Vermerke' } })
  })

  it('is registered in the languages that Sidenote speaks there, and in no other', () => {
    expect(wanted({ rules: { languages: ['de'] } }, 'TELEPHONY_ANALYTICS_MENU').names).toEqual({ de: { TITLE: 'Anrufe und Notizen', GROUP_NAME: 'Sidenote' } })
  })

  it('never replaces an option that nobody chooses', () => {
    const { options } = wanted({}, 'PAGE_BACKGROUND_WORKER')
    expect(options).toEqual({ errorHandlerUrl: 'https://sidenote.test/worker/removed?member_id=acme' })
    expect(wanted({ places: { IM_SIDEBAR: { options: { color: 'RED' } } } }, 'IM_SIDEBAR').options).toMatchObject({ color: 'RED', iconName: 'fa-sticky-note-o' })
  })
})
