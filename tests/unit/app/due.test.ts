import { describe, expect, it } from 'vitest'
import { dueMomentOf, dueOn, dueProblem, dueStageOf, quickChoices } from '../../../app/lib/due'
import { dueHorizon } from '../../../shared/follow-ups'
import { usualRules } from '../../../shared/settings'
import { wallClock } from '../../../shared/time-zones'

const berlin = 'Europe/Berlin'
const at = (text: string) => Date.parse(text)
const iso = (moment: number | null) => moment === null ? null : new Date(moment).toISOString()

describe('quick choices', () => {
  const kinds = (now: string, times = usualRules) => quickChoices({ now: at(now), timeZone: berlin }, times).map(({ kind, at: moment }) => [kind, wallClock(moment, berlin)])

  it('are later today, tomorrow morning and Monday morning', () => {
    expect(kinds('2026-11-18T09:12:00Z')).toEqual([['evening', '2026-11-18T17:00'], ['tomorrow', '2026-11-19T09:00'], ['week', '2026-11-23T09:00']])
  })

  it('offer an hour when it is late', () => {
    expect(kinds('2026-11-18T15:12:00Z')[0]).toEqual(['hour', '2026-11-18T17:15'])
  })

  it('offer Monday once on a Sunday, and the next one on a Monday', () => {
    expect(kinds('2026-11-22T09:00:00Z').map(([kind]) => kind)).toEqual(['evening', 'tomorrow'])
    expect(kinds('2026-11-23T09:00:00Z')[2]).toEqual(['week', '2026-11-30T09:00'])
  })

  it('are when the portal\'s days begin and end', () => {
    const early = { ...usualRules, morning: '07:30', evening: '14:00' }
    expect(kinds('2026-11-18T09:12:00Z', early)).toEqual([['evening', '2026-11-18T14:00'], ['tomorrow', '2026-11-19T07:30'], ['week', '2026-11-23T07:30']])
    expect(kinds('2026-11-18T12:30:00Z', early)[0]).toEqual(['hour', '2026-11-18T14:30'])
  })

  it('keep nine in the morning when the clocks change at night', () => {
    expect(kinds('2026-03-28T09:00:00Z')[1]).toEqual(['tomorrow', '2026-03-29T09:00'])
  })
})

describe('something noted for a day', () => {
  const due = (date: string, now: string, times = usualRules) => iso(dueOn(date, { now: at(now), timeZone: berlin }, times))

  it('is due in its morning', () => expect(due('2026-11-23', '2026-11-21T12:00:00Z')).toBe('2026-11-23T08:00:00.000Z'))
  it('is due in the morning that the portal has', () => expect(due('2026-11-23', '2026-11-21T12:00:00Z', { ...usualRules, morning: '07:30' })).toBe('2026-11-23T06:30:00.000Z'))
  it('is due soon when the morning is over', () => expect(due('2026-11-21', '2026-11-21T12:01:00Z')).toBe('2026-11-21T13:05:00.000Z'))
  it('stays on its day', () => expect(due('2026-11-21', '2026-11-21T22:30:00Z')).toBe('2026-11-21T22:59:00.000Z'))
  it('cannot be due on a day that is over', () => expect(due('2026-11-20', '2026-11-21T12:00:00Z')).toBeNull())
})

it('a due time is refused when it is none, past, or too far', () => {
  const now = at('2026-11-21T12:00:00Z')
  expect(dueProblem(Number.NaN, now)).toBe('follow_up_due_invalid')
  expect(dueProblem(now - 3_600_000, now)).toBe('follow_up_past')
  expect(dueProblem(now + dueHorizon + 1, now)).toBe('follow_up_too_far')
  expect(dueProblem(now + 1, now)).toBeNull()
})

describe('a due time in words', () => {
  const reader = { locale: 'en', timeZone: berlin, now: at('2026-11-21T12:00:00Z') }
  const said = (moment: string) => dueMomentOf(at(moment), reader)

  it('names the day as people do', () => {
    expect(said('2026-11-20T08:00:00Z').kind).toBe('yesterday')
    expect(said('2026-11-21T23:30:00Z')).toMatchObject({ kind: 'tomorrow', time: '12:30 AM' })
    expect(said('2026-11-23T08:00:00Z')).toMatchObject({ kind: 'weekday', weekday: 'Monday', time: '9:00 AM' })
    expect(said('2026-11-28T08:00:00Z')).toMatchObject({ kind: 'date', date: 'Nov 28' })
    expect(said('2027-01-04T08:00:00Z')).toMatchObject({ kind: 'date', date: 'Jan 4, 2027' })
  })

  it('stands in one of three stages', () => {
    expect(dueStageOf(reader.now - 1, reader)).toBe('overdue')
    expect(dueStageOf(at('2026-11-21T22:59:00Z'), reader)).toBe('today')
    expect(dueStageOf(at('2026-11-21T23:00:00Z'), reader)).toBe('later')
  })
})
