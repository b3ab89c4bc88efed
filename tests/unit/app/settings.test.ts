import { describe, expect, it } from 'vitest'
import { SettingsChangeSchema, usualRules } from '#shared/settings'
import * as v from 'valibot'
import type { PlaceChoices, Rules } from '#shared/settings'
import { placementCatalogue } from '../../../shared/placements'
import { groupedPlaces, isOn, isOwn, optionOf, places, withOn, withOption, withTitle, wrongPlaces } from '../../../app/lib/places'
import type { Place } from '../../../app/lib/places'
import type { Decisions } from '../../../app/lib/settings'
import { changedPaths, changeOf, copyOf, mergeDecisions, withSetting } from '../../../app/lib/settings'

const decisions = (chosen: PlaceChoices = {}, rules: Partial<Rules> = {}): Decisions => ({ places: chosen, rules: { ...usualRules, ...rules } })
const base = decisions({ CALL_CARD: { on: false }, IM_SIDEBAR: { titles: { de: 'Vermerke' }, options: { color: 'RED' } } })

describe('what two administrators decided', () => {
  it('comes together where they touched different settings, even of one place', () => {
    const mine = decisions({ ...base.places, IM_SIDEBAR: { titles: { de: 'Vermerke', en: 'Remarks' }, options: { color: 'RED' } } }, { morning: '08:00' })
    const theirs = decisions({ CALL_CARD: { on: false }, LEFT_MENU: { on: true }, IM_SIDEBAR: { titles: { de: 'Notizen' }, options: { color: 'GREEN' } } }, { visibility: { user: 'private', deal: 'private' } })
    const { merged, conflicts } = mergeDecisions(base, mine, theirs)
    expect(conflicts).toEqual([])
    expect(merged).toEqual(decisions(
      { CALL_CARD: { on: false }, LEFT_MENU: { on: true }, IM_SIDEBAR: { titles: { de: 'Notizen', en: 'Remarks' }, options: { color: 'GREEN' } } },
      { morning: '08:00', visibility: { user: 'private', deal: 'private' } },
    ))
  })

  it('keeps mine where both changed the same, and tells both values', () => {
    const mine = decisions({ ...base.places, CALL_CARD: {} }, { languages: ['de'] })
    const theirs = decisions({ CALL_CARD: { on: true }, IM_SIDEBAR: { options: { color: 'RED' } } }, { languages: ['en'] })
    const { merged, conflicts } = mergeDecisions(base, mine, theirs)
    expect(conflicts).toEqual([
      { path: 'places.CALL_CARD.on', mine: undefined, theirs: true },
      { path: 'rules.languages', mine: ['de'], theirs: ['en'] },
    ])
    expect(merged).toEqual(decisions({ IM_SIDEBAR: { options: { color: 'RED' } } }, { languages: ['de'] }))
    expect(withSetting(merged, 'places.CALL_CARD.on', true)).toEqual(decisions({ CALL_CARD: { on: true }, IM_SIDEBAR: { options: { color: 'RED' } } }, { languages: ['de'] }))
  })

  it('is no conflict where both decided alike, nor where only they changed it', () => {
    const same = decisions({ ...base.places, CALL_CARD: { on: true } })
    expect(mergeDecisions(base, same, same)).toEqual({ merged: same, conflicts: [] })
    expect(mergeDecisions(base, base, same)).toEqual({ merged: same, conflicts: [] })
  })
})

describe('a change', () => {
  it('names every setting that differs, and only those', () => {
    const after = decisions({ IM_SIDEBAR: { titles: { de: 'Vermerke' }, options: { color: 'SAND' } } }, { visibility: { user: 'team', day: 'private' } })
    expect(changedPaths(base, after).sort()).toEqual(['places.CALL_CARD.on', 'places.IM_SIDEBAR.options.color', 'rules.visibility.user'])
    expect(changedPaths(base, copyOf(base))).toEqual([])
  })

  it('is sent as whole places, an emptied one too, and leaves out what stayed', () => {
    expect(changeOf(base, decisions({ IM_SIDEBAR: base.places.IM_SIDEBAR }))).toEqual({ places: { CALL_CARD: {} } })
    const rules = { ...usualRules, morning: '08:00' }
    expect(changeOf(base, { places: base.places, rules })).toEqual({ rules })
    expect(v.is(SettingsChangeSchema, { version: 1, ...changeOf(base, { places: {}, rules }) })).toBe(true)
  })

  it('keeps rules whole when no kind of subject has a choice of its own', () => {
    expect(copyOf(decisions({}, { visibility: {} })).rules.visibility).toEqual({})
  })
})

describe('places', () => {
  const place = (code: keyof typeof placementCatalogue) => placementCatalogue[code] as Place
  const color = place('IM_SIDEBAR').binding.fields!.find(({ key }) => key === 'color')!

  it('are all in a group of the page', () => {
    expect(groupedPlaces.flatMap(({ places }) => places).map(({ code }) => code).sort()).toEqual(places.map(({ code }) => code).sort())
    expect(groupedPlaces.every(({ places }) => places.length > 0)).toBe(true)
  })

  it('are on and off as shipped, without a word about it', () => {
    expect([isOn(place('CALL_CARD')), isOn(place('LEFT_MENU'))]).toEqual([true, false])
    expect(withOn(place('CALL_CARD'), {}, false)).toEqual({ on: false })
    expect(withOn(place('CALL_CARD'), { on: false }, true).on).toBeUndefined()
    expect(withOn(place('LEFT_MENU'), {}, true)).toEqual({ on: true })
  })

  it('are named as typed; nothing, or our own title, is ours', () => {
    const named = withTitle(place('IM_SIDEBAR'), {}, 'de', 'Vermerke ')
    expect(named.titles).toEqual({ de: 'Vermerke ' })
    expect(isOwn(named)).toBe(true)
    expect(isOwn(withTitle(place('IM_SIDEBAR'), named, 'de', '  '))).toBe(false)
    expect(isOwn(withTitle(place('IM_SIDEBAR'), named, 'de', place('IM_SIDEBAR').binding.titles.de))).toBe(false)
  })

  it('take options within Bitrix24\'s limits', () => {
    expect(optionOf(color)).toBe('AZURE')
    const chosen = withOption(color, {}, 'RED')
    expect([optionOf(color, chosen), isOwn(withOption(color, chosen, 'AZURE'))]).toEqual(['RED', false])
    expect(wrongPlaces({ IM_SIDEBAR: chosen })).toEqual([])
    expect(wrongPlaces({ IM_TEXTAREA: { options: { width: '300' } }, TASK_VIEW_TAB: { options: { groupId: '11,' } }, IM_CONTEXT_MENU: { options: { context: 'CRM' } } }).map(({ code }) => code)).toEqual(['TASK_VIEW_TAB', 'IM_TEXTAREA'])
  })
})
