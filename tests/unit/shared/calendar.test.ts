import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { CalendarQuerySchema, rangeAround, shiftRange } from '#shared/calendar'

const november = { from: '2026-10-26', to: '2026-12-06' }
const december = { from: '2026-11-30', to: '2027-01-03' }
const week = { from: '2026-11-16', to: '2026-11-22' }

describe('the range of a calendar', () => {
  it('of a month goes on to the weeks that hold the next one, and back', () => {
    expect(shiftRange(november, 1)).toEqual(december)
    expect(shiftRange(december, -1)).toEqual({ from: '2026-10-26', to: '2026-12-06' })
    expect(shiftRange(december, 1)).toEqual({ from: '2026-12-28', to: '2027-01-31' })
  })

  it('of a month keeps the day that weeks begin with', () => {
    expect(shiftRange({ from: '2026-11-01', to: '2026-12-05' }, 1)).toEqual({ from: '2026-11-29', to: '2027-01-02' })
  })

  it('of a week or a day goes on by its own length', () => {
    expect(shiftRange(week, 1)).toEqual({ from: '2026-11-23', to: '2026-11-29' })
    expect(shiftRange(week, -1)).toEqual({ from: '2026-11-09', to: '2026-11-15' })
    expect(shiftRange({ from: '2026-11-21', to: '2026-11-21' }, -1)).toEqual({ from: '2026-11-20', to: '2026-11-20' })
  })

  it('goes to a day, as wide as it was', () => {
    expect(rangeAround(november, '2027-01-15')).toEqual({ from: '2026-12-28', to: '2027-01-31' })
    expect(rangeAround(week, '2026-12-24')).toEqual({ from: '2026-12-21', to: '2026-12-27' })
    expect(rangeAround({ from: '2026-11-21', to: '2026-11-21' }, '2026-12-24')).toEqual({ from: '2026-12-24', to: '2026-12-24' })
  })
})

describe('a question for events', () => {
  const asked = (question: object) => v.is(CalendarQuerySchema, { owner: 'user-3', ...november, ...question })

  it.each([{}, { owner: 'company' }, { from: '2026-11-21', to: '2026-11-21' }])('%j is answered', question => expect(asked(question)).toBe(true))

  it.each([
    { owner: 'user-0' }, { owner: 'group-3' }, { owner: '3' }, { from: '2026-12-07' }, { to: '2027-10-26' }, { from: 'today' }, { more: '1' },
  ])('%j is not', question => expect(asked(question)).toBe(false))
})
