import { describe, expect, it } from 'vitest'
import { dayTallies, personTallies, rangeOf, reportFile, shareOf, ticksOf, totalOf } from '../../../app/lib/call-report'

const person = (id: number, name: string) => ({ id, name, photo: null, path: `/company/personal/user/${id}/` })
const counts = [
  { date: '2026-10-31', person: 3, calls: 4, noted: 1 },
  { date: '2026-11-01', person: 5, calls: 6, noted: 6 },
  { date: '2026-11-01', person: 3, calls: 2, noted: 0 },
  { date: '2026-11-01', person: 9, calls: 1, noted: 0 },
]

describe('the range of a report', () => {
  it('ends today and has as many days as were asked for, over the end of a month', () => {
    expect(rangeOf(7, '2026-11-03')).toEqual({ from: '2026-10-28', to: '2026-11-03' })
    expect(rangeOf(30, '2026-03-01')).toEqual({ from: '2026-01-31', to: '2026-03-01' })
  })
})

describe('the calls of each day', () => {
  const range = { from: '2026-10-30', to: '2026-11-01', counts }

  it('are those of everybody together, and days without a call are there too', () => {
    expect(dayTallies(range, null)).toEqual([
      { date: '2026-10-30', calls: 0, noted: 0 },
      { date: '2026-10-31', calls: 4, noted: 1 },
      { date: '2026-11-01', calls: 9, noted: 6 },
    ])
  })

  it('can be one person\'s', () => {
    expect(dayTallies(range, 3).map(day => day.calls)).toEqual([0, 4, 2])
    expect(dayTallies(range, 77).map(day => day.calls)).toEqual([0, 0, 0])
  })

  it('are none for a range that ends before it begins', () => {
    expect(dayTallies({ from: '2026-11-02', to: '2026-11-01', counts }, null)).toEqual([])
  })
})

describe('the calls of each person', () => {
  it('come busiest first, people without a call or without a name left out', () => {
    const people = [person(1, 'Admin'), person(3, 'Daniel'), person(5, 'Priya')]
    expect(personTallies({ counts, people })).toEqual([
      { person: people[1], calls: 6, noted: 1 },
      { person: people[2], calls: 6, noted: 6 },
    ])
  })
})

describe('how many calls have a note', () => {
  it('is said in hundredths, and not at all without calls', () => {
    expect(shareOf(totalOf(counts))).toBe(54)
    expect(shareOf({ calls: 3, noted: 3 })).toBe(100)
    expect(shareOf({ calls: 0, noted: 0 })).toBeNull()
  })
})

describe('the axis of a chart', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [7, [0, 2, 4, 6, 8]],
    [43, [0, 20, 40, 60]],
    [1_000, [0, 500, 1_000]],
  ])('up to %i has few, round numbers', (highest, ticks) => {
    expect(ticksOf(highest)).toEqual(ticks)
  })
})

describe('the file of a report', () => {
  const heads = { day: 'Day', person: 'Person', calls: 'Calls', noted: 'With notes', without: 'Without notes' }
  const people = [person(3, 'Daniel'), person(5, '=Priya')]

  it('has a line for each day and person, and nothing that a spreadsheet would calculate', () => {
    expect(reportFile({ counts, people, source: 'portal' }, null, heads, 'en').split('\r\n')).toEqual([
      '\uFEFFDay,Person,Calls,With notes,Without notes', '2026-10-31,Daniel,4,1,3', '2026-11-01,\'=Priya,6,6,0', '2026-11-01,Daniel,2,0,2', '2026-11-01,#9,1,0,1', '',
    ])
  })

  it('holds what is shown: one person\'s calls, and of notes alone what is known', () => {
    expect(reportFile({ counts, people, source: 'notes' }, 3, heads, 'de').split('\r\n')).toEqual(['\uFEFFDay;Person;With notes', '2026-10-31;Daniel;1', '2026-11-01;Daniel;0', ''])
  })
})
