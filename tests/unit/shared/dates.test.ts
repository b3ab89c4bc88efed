import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { addDays, DateSchema, daysBetween } from '#shared/dates'
import { dayAt, dayBounds, midnight } from '#shared/time-zones'

const hour = 60 * 60_000

describe('a day', () => {
  it.each(['2026-11-21', '2024-02-29'])('%s is one', date => expect(v.is(DateSchema, date)).toBe(true))
  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '21.11.2026', '', 20261121])('%j is none', date => expect(v.is(DateSchema, date)).toBe(false))

  it('is so many days from another, over months, years and changing clocks', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29')
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
    expect(daysBetween('2026-11-21', '2026-11-20')).toBe(-1)
  })
})

describe('a day somewhere', () => {
  it('begins when its clocks show midnight', () => {
    expect(midnight('2026-11-21', 'Europe/Berlin')).toBe(Date.UTC(2026, 10, 20, 23))
    expect(midnight('2026-11-21', 'America/New_York')).toBe(Date.UTC(2026, 10, 21, 5))
    expect(midnight('2026-11-21', 'Asia/Kathmandu')).toBe(Date.UTC(2026, 10, 20, 18, 15))
    expect(midnight('2026-11-21', null)).toBe(Date.UTC(2026, 10, 21))
  })

  it('is as long as its clocks make it', () => {
    const length = (date: string) => {
      const { from, to } = dayBounds({ from: date, to: date }, 'Europe/Berlin')
      return (to - from) / hour
    }
    expect(length('2026-03-29')).toBe(23)
    expect(length('2026-10-25')).toBe(25)
    expect(length('2026-11-21')).toBe(24)
  })

  it('holds the moments from its midnight to the next', () => {
    const { from, to } = dayBounds({ from: '2026-10-25', to: '2026-10-26' }, 'Europe/Berlin')
    expect([from - 1, from, to - 1, to].map(time => dayAt(time, 'Europe/Berlin'))).toEqual(['2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27'])
    expect(dayAt(Date.UTC(2026, 10, 21, 23, 30), 'Asia/Tokyo')).toBe('2026-11-22')
    expect(dayAt(Date.UTC(2026, 10, 21, 23, 30), null)).toBe('2026-11-21')
  })
})
