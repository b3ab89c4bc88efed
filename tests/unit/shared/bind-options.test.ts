import { describe, expect, it } from 'vitest'
import { bindablePlacements, bindOptionsOf, placeGroups, placementCatalogue } from '#shared/placements'
import { takesValue } from '#shared/placements/bind-options'

const context = { origin: 'https://sidenote.test', memberId: 'acme' }
const { IM_TEXTAREA: textarea, TASK_VIEW_TAB: taskTab, PAGE_BACKGROUND_WORKER: worker } = placementCatalogue
const fieldOf = (key: string) => textarea.binding!.fields!.find(field => field.key === key)!

describe('OPTIONS of placement.bind', () => {
  it('are the usual ones while nobody chose', () => {
    expect(bindOptionsOf(textarea, context)).toEqual({ iconName: 'fa-file-text-o', color: 'AZURE', context: 'ALL', role: 'USER', extranet: 'N', width: 100, height: 100 })
    expect(bindOptionsOf(taskTab, context)).toEqual({})
  })

  it('take what was chosen, written in one way', () => {
    expect(bindOptionsOf(textarea, context, { iconName: 'fa-bars', context: 'CRM;USER;CRM', width: '50' })).toMatchObject({ iconName: 'fa-bars', context: 'USER;CRM', width: 50, height: 100 })
    expect(bindOptionsOf(textarea, context, { context: 'USER;ALL' })).toMatchObject({ context: 'ALL' })
    expect(bindOptionsOf(taskTab, context, { groupId: '11,12' })).toEqual({ groupId: '11,12' })
  })

  it('keep those that nobody chooses', () => {
    const fixed = { errorHandlerUrl: 'https://sidenote.test/worker/removed?member_id=acme' }
    expect(bindOptionsOf(worker, context)).toEqual(fixed)
    expect(() => bindOptionsOf(worker, context, { errorHandlerUrl: 'https://elsewhere.test/' })).toThrow('errorHandlerUrl')
  })

  it.each(bindablePlacements.filter(({ binding }) => binding!.fields))('of $code fit their own fields', ({ binding }) => {
    for (const field of binding!.fields!) if (field.usual !== null) expect(takesValue(field, field.usual), field.key).toBe(true)
  })

  it.each([
    ['iconName', ['fa-bars', 'fa fa-bars', 'fa-500px'], ['', '1', 'fa_bars', 'fa-<b>', 'a'.repeat(51)]],
    ['color', ['RED', 'GRAPHITE'], ['red', 'PLAID', '']],
    ['context', ['ALL', 'USER', 'LINES;CRM', 'ALL;USER'], ['', 'WORLD', 'USER;', 'USER,CHAT']],
    ['role', ['USER', 'ADMIN'], ['BOSS', '']],
    ['extranet', ['Y', 'N'], ['maybe', true]],
    ['width', [0, 100, '50'], [-1, 101, 1.5, 'wide', null]],
  ])('%s has its documented limits', (key, good, bad) => {
    for (const value of good) expect(takesValue(fieldOf(key), value), String(value)).toBe(true)
    for (const value of bad) expect(takesValue(fieldOf(key), value), String(value)).toBe(false)
  })

  it.each([['11', true], ['11,12', true], ['', false], ['0', false], ['11, 12', false], ['a', false]])('projects %j: %s', (value, isTaken) => {
    expect(takesValue(taskTab.binding!.fields![0]!, value)).toBe(isTaken)
  })
})

it('every part of Bitrix24 on the settings page has a place', () => {
  expect(new Set(bindablePlacements.map(({ binding }) => binding!.group))).toEqual(new Set(placeGroups))
})
