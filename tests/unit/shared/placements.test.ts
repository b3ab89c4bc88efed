import { describe, expect, it } from 'vitest'
import { languages } from '#shared/languages'
import { bindablePlacements, findPlacement, launchPaths, placementCatalogue } from '#shared/placements'
import { leads, misses, nonsense, viewer } from '../support/placement-options'

describe('the options of', () => {
  it.each(leads)('%s %j lead on', (code, options, destination) => {
    expect(placementCatalogue[code].resolve(options, viewer)).toEqual(destination)
  })

  it.each(nonsense)('%s %j make no sense', (code, options) => {
    expect(placementCatalogue[code].resolve(options, viewer)).toBeNull()
  })

  it.each(misses)('%s %j lack %s', (code, options, name) => {
    expect(placementCatalogue[code].misses(options)).toBe(name)
  })

  it('every placement are tried here', () => {
    expect(new Set(leads.map(([code]) => code))).toEqual(new Set(Object.keys(placementCatalogue)))
  })
})

describe('the catalogue', () => {
  it.each(Object.entries(placementCatalogue))('%s has its own name and page', (code, entry) => {
    expect(entry.code).toBe(code)
    expect(launchPaths.has(entry.page)).toBe(!entry.plain)
    if (entry.page !== '/') expect(entry.page).toBe(`/placements/${code.toLowerCase().replaceAll('_', '-')}`)
  })

  it.each(bindablePlacements)('$code has a title in every language', ({ binding }) => {
    for (const { code } of languages.filter(({ messages }) => messages)) expect(binding!.titles[code as 'en' | 'de'], code).toMatch(/\S/)
  })

  it('binds each place once, and none that is no longer shown', () => {
    expect(bindablePlacements.filter(({ binding }) => !binding!.byDefault).map(({ code }) => code))
      .toEqual(['LEFT_MENU', 'TASK_VIEW_SIDEBAR', 'TASK_VIEW_TOP_PANEL', 'SONET_GROUP_TOOLBAR', 'IM_SMILES_SELECTOR'])
  })

  it('names the scopes that Bitrix24 asks for', () => {
    const scopeOf: [RegExp, string][] = [
      [/^TASK_/, 'task'], [/^SONET_/, 'sonet_group'], [/^USER_/, 'user'], [/^CALENDAR_/, 'calendar'], [/^(?:CALL_CARD|TELEPHONY_)/, 'telephony'],
      [/^IM_SMILES/, ''], [/^IM/, 'im'], [/^CRM_/, 'crm'], [/^CONTACT_CENTER/, 'contact_center'],
    ]
    for (const { code, scopes } of bindablePlacements) expect(scopes.join(), code).toBe(scopeOf.find(([pattern]) => pattern.test(code))?.[1] ?? '')
  })

  it('knows no code of JavaScript\'s own', () => {
    for (const code of ['constructor', '__proto__', 'toString', '']) expect(findPlacement(code)).toBeUndefined()
  })
})
