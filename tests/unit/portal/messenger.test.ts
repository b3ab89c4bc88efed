import { describe, expect, it } from 'vitest'
import { insertText } from '../../../portal/page/messenger/text-area'
import { isShown, itemsInRow, share } from '../../../portal/page/messenger/widgets'

describe('a text put into the message being written', () => {
  const at = { withNewLine: false, replace: false }
  it('goes where the cursor stands, to the end on a new line, or in the place of everything', () => {
    expect(insertText('Hello you', [6, 6], { ...at, text: 'dear ' })).toEqual({ value: 'Hello dear you', cursor: 11 })
    expect(insertText('Hello', [0, 0], { ...at, text: 'Bye', withNewLine: true })).toEqual({ value: 'Hello\nBye', cursor: 9 })
    expect(insertText('Hello', [0, 0], { ...at, text: 'Bye', replace: true })).toEqual({ value: 'Bye', cursor: 3 })
  })
})

describe('a messenger widget', () => {
  it('is shown in the kinds of chats its context names; ALL wins', () => {
    expect(isShown({ context: 'USER;LINES' }, 'lines', false)).toBe(true)
    expect(isShown({ context: 'USER;LINES' }, 'chat', false)).toBe(false)
    expect(isShown({ context: 'CHAT' }, 'crm', false)).toBe(false)
    expect(isShown({ context: 'CRM;ALL' }, 'private', false)).toBe(true)
    expect(isShown({ context: 'CRM' }, null, false)).toBe(true)
  })

  it('can be for administrators only', () => {
    expect([true, false].map(admin => isShown({ role: 'ADMIN' }, 'chat', admin))).toEqual([true, false])
  })

  it('is as wide as it says, at most as wide as the area', () => {
    expect([50, '50', undefined, 0, 400].map(share)).toEqual([0.5, 0.5, 1, 1, 1])
  })
})

describe('the row of the messenger\'s areas', () => {
  it('holds all where there is room; else the first ones, beside "More"', () => {
    expect(itemsInRow(980, 4)).toBe(4)
    expect(itemsInRow(400, 4)).toBe(2)
    expect(itemsInRow(140, 4)).toBe(1)
  })
})
