import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { DateSchema } from '#shared/id-schemas'
import { addDays, daysBetween } from '#shared/dates'

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
