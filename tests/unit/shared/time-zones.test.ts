import { describe, expect, it } from 'vitest'
import { dayAt, dayBounds, instantOf, wallClock } from '#shared/time-zones'

const hour = 60 * 60_000
const berlin = 'Europe/Berlin'
const at = (text: string) => Date.parse(text)
const iso = (moment: number | null) => moment === null ? null : new Date(moment).toISOString()

describe('the clock on the wall', () => {
  it('is the zone\'s own', () => {
    expect(wallClock(at('2026-11-21T23:30:00Z'), berlin)).toBe('2026-11-22T00:30')
    expect(wallClock(at('2026-11-21T23:30:00Z'), 'America/New_York')).toBe('2026-11-21T18:30')
    expect(wallClock(at('2026-11-21T18:30:00Z'), 'Asia/Kolkata')).toBe('2026-11-22T00:00')
  })

  it('gives the moment back', () => {
    for (const zone of [berlin, 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Pacific/Apia', 'UTC']) {
      for (const moment of ['2026-01-01T00:00:00Z', '2026-07-15T12:34:00Z', '2026-11-21T23:59:00Z']) {
        expect(iso(instantOf(wallClock(at(moment), zone), zone))).toBe(iso(at(moment)))
      }
    }
  })

  it('is that of UTC where nobody knows the zone', () => {
    for (const zone of ['Moon/Tranquility', null]) expect(wallClock(at('2026-11-21T23:30:00Z'), zone)).toBe('2026-11-21T23:30')
  })

  it('jumps in spring: a time that never was is that much later', () => {
    expect(iso(instantOf('2026-03-29T02:30', berlin))).toBe('2026-03-29T01:30:00.000Z')
    expect(iso(instantOf('2026-03-29T09:00', berlin))).toBe('2026-03-29T07:00:00.000Z')
  })

  it('shows an hour twice in autumn: the first one counts', () => {
    expect(iso(instantOf('2026-10-25T02:30', berlin))).toBe('2026-10-25T00:30:00.000Z')
    expect(iso(instantOf('2026-10-25T09:00', berlin))).toBe('2026-10-25T08:00:00.000Z')
  })

  it('shows nothing for what is no time', () => {
    for (const text of ['', '2026-11-21', '2026-13-01T00:00', '2026-02-30T09:00x', 'tomorrow']) expect(instantOf(text, berlin)).toBeNull()
  })
})

describe('a day somewhere', () => {
  const beginOf = (date: string, timeZone: string | null) => dayBounds({ from: date, to: date }, timeZone).from

  it('begins when its clocks show midnight', () => {
    expect(beginOf('2026-11-21', 'Europe/Berlin')).toBe(Date.UTC(2026, 10, 20, 23))
    expect(beginOf('2026-11-21', 'America/New_York')).toBe(Date.UTC(2026, 10, 21, 5))
    expect(beginOf('2026-11-21', 'Asia/Kathmandu')).toBe(Date.UTC(2026, 10, 20, 18, 15))
    expect(beginOf('2026-11-21', null)).toBe(Date.UTC(2026, 10, 21))
  })

  it('that has no midnight begins when the clocks have jumped, and one that has two with the first', () => {
    expect(beginOf('2026-03-08', 'America/Havana')).toBe(Date.UTC(2026, 2, 8, 5))
    expect(beginOf('2026-09-06', 'America/Santiago')).toBe(Date.UTC(2026, 8, 6, 4))
    expect(beginOf('2026-03-29', 'Asia/Beirut')).toBe(Date.UTC(2026, 2, 28, 22))
    expect(beginOf('2026-11-01', 'America/Havana')).toBe(Date.UTC(2026, 10, 1, 4))
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
