import { describe, expect, it } from 'vitest'
import { interfaceIn, isUnanswered } from '../../../app/lib/placement-interface'

describe('what a placement offers', () => {
  it('is read from lists, also from those that PHP wrote as objects', () => {
    expect(interfaceIn({ command: ['viewEvent', 'addEvent'], event: { 1: 'Calendar.customView:refreshEntries' } }))
      .toEqual({ commands: ['viewEvent', 'addEvent'], events: ['Calendar.customView:refreshEntries'] })
  })

  it('is nothing when the portal says something else, or nothing', () => {
    for (const answer of [null, undefined, '', 'text', [], { isSafely: true }, { command: null, event: [5] }]) {
      expect(interfaceIn(answer)).toEqual({ commands: [], events: [] })
    }
  })
})

describe('a command', () => {
  it('is unanswered only by the mark of the SDK', () => {
    expect(isUnanswered({ isSafely: true })).toBe(true)
    for (const answer of ['', null, [], {}, { result: 'close' }]) expect(isUnanswered(answer)).toBe(false)
  })
})
