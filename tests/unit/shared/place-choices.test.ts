import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { PlaceChoicesSchema, readSettings } from '#shared/settings'

describe('what may be chosen for a place', () => {
  it.each<[string, unknown]>([
    ['nothing', {}],
    ['on or off', { TASK_VIEW_TAB: { on: false }, LEFT_MENU: { on: true } }],
    ['a title in some languages', { TASK_VIEW_TAB: { titles: { de: 'Vermerke', en: '' } } }],
    ['options of that place', { IM_SIDEBAR: { options: { color: 'RED', context: 'USER;CHAT' } }, TASK_VIEW_TAB: { options: { groupId: '11,12' } } }],
  ])('%s', (_what, choices) => {
    expect(v.is(PlaceChoicesSchema, choices)).toBe(true)
  })

  it.each<[string, unknown, string?]>([
    ['a place that nobody binds', { USERFIELD_TYPE: { on: true } }],
    ['a place that is none', { __proto__x: { on: true } }],
    ['something else', { TASK_VIEW_TAB: { off: true } }],
    ['a language that Sidenote does not speak', { TASK_VIEW_TAB: { titles: { xx: 'Note' } } }],
    ['a title that is too long', { TASK_VIEW_TAB: { titles: { en: 'a'.repeat(51) } } }, 'place_title_too_long'],
    ['an option beyond its limits', { IM_SIDEBAR: { options: { color: 'PLAID' } } }, 'place_option_invalid'],
    ['an option of another place', { TASK_VIEW_TAB: { options: { color: 'RED' } } }, 'place_option_invalid'],
    ['an option that nobody chooses', { PAGE_BACKGROUND_WORKER: { options: { errorHandlerUrl: 'https://elsewhere.test/' } } }, 'place_option_invalid'],
  ])('not %s', (_what, choices, message) => {
    const { issues } = v.safeParse(PlaceChoicesSchema, choices)
    expect(issues).toBeDefined()
    if (message) expect(issues?.map(issue => issue.message)).toContain(message)
  })
})

describe('stored choices', () => {
  const places = (stored: unknown) => readSettings({ places: stored }).places

  it('are read as they were written', () => {
    const choices = { TASK_VIEW_TAB: { on: false, titles: { de: 'Vermerke' }, options: { groupId: '11' } } }
    expect(places(choices)).toEqual(choices)
    expect(readSettings(undefined).places).toEqual({})
  })

  it('of another version are kept as far as they are understood: what was off stays off', () => {
    expect(places({ IM_SIDEBAR: { on: false, options: { glow: 'strong' } }, TASK_VIEW_TAB: { on: false, order: 3 }, A_NEW_PLACE: { on: true }, LEFT_MENU: 'broken', CALL_CARD: null }))
      .toEqual({ IM_SIDEBAR: { on: false }, TASK_VIEW_TAB: { on: false } })
  })
})
