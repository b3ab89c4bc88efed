import { describe, expect, it } from 'vitest'
import type { Reader } from '../../../app/lib/time'
import { calendarDate, dayKey, dayOf, exactMoment, momentOf } from '../../../app/lib/time'

const minute = 60_000
const now = Date.parse('2026-11-21T00:30:00Z')
const berlin: Reader = { locale: 'en', timeZone: 'Europe/Berlin', now }
const newYork: Reader = { locale: 'en', timeZone: 'America/New_York', now }

describe('a moment', () => {
  it('is "now" for a minute, and for a clock that runs behind', () => {
    expect(momentOf(now - 59_000, berlin)).toEqual({ kind: 'now' })
    expect(momentOf(now + 5 * minute, berlin)).toEqual({ kind: 'now' })
  })

  it('counts minutes for an hour, in the reader\'s language', () => {
    expect(momentOf(now - 5 * minute, berlin)).toEqual({ kind: 'minutes', text: '5 min. ago' })
    expect(momentOf(now - 59 * minute, { ...berlin, locale: 'de' })).toEqual({ kind: 'minutes', text: 'vor 59 Min.' })
  })

  it('changes its day at the reader\'s own midnight', () => {
    const at = Date.parse('2026-11-20T22:40:00Z')
    expect(momentOf(at, berlin)).toEqual({ kind: 'yesterday', time: '11:40 PM' })
    expect(momentOf(at, newYork)).toEqual({ kind: 'today', time: '5:40 PM' })
  })

  it('names the year only when it is another one', () => {
    expect(momentOf(Date.parse('2026-03-03T12:05:00Z'), { ...berlin, locale: 'de' })).toEqual({ kind: 'date', date: '3. März', time: '13:05' })
    expect(momentOf(Date.parse('2025-03-03T12:05:00Z'), berlin)).toMatchObject({ kind: 'date', date: 'Mar 3, 2025' })
  })

  it('reads an unknown time zone as UTC', () => {
    expect(momentOf(Date.parse('2026-11-18T12:05:00Z'), { ...berlin, timeZone: 'Mars/Base' })).toMatchObject({ time: '12:05 PM' })
  })

  it('has one kind of space, whatever the version of ICU', () => {
    expect(exactMoment(Date.parse('2026-11-18T14:05:00Z'), berlin)).not.toMatch(/[\u00A0\u202F]/)
  })
})

describe('a day', () => {
  it('is the reader\'s', () => {
    expect(dayKey(now, berlin)).toBe('2026-11-21')
    expect(dayKey(now, newYork)).toBe('2026-11-20')
  })

  it('is today, yesterday, or named', () => {
    expect(dayOf(now, berlin)).toEqual({ kind: 'today' })
    expect(dayOf(now - 24 * 60 * minute, berlin)).toEqual({ kind: 'yesterday' })
    expect(dayOf(Date.parse('2026-11-09T12:00:00Z'), { ...berlin, locale: 'de' })).toEqual({ kind: 'date', weekday: 'Montag', date: '9. November' })
  })

  it('yesterday is yesterday across the change of clocks', () => {
    const afterChange = Date.parse('2026-10-25T23:30:00Z')
    expect(dayOf(Date.parse('2026-10-24T22:30:00Z'), { ...berlin, now: afterChange })).toEqual({ kind: 'yesterday' })
  })
})

it('a day of the calendar is the same day in every zone', () => {
  expect(calendarDate('2026-11-21', { ...newYork, timeZone: 'Pacific/Kiritimati' })).toBe('Saturday, November 21')
  expect(calendarDate('2027-01-01', newYork)).toBe('Friday, January 1, 2027')
})
