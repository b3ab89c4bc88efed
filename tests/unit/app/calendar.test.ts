import { describe, expect, it } from 'vitest'
import { daysOf, rangeTitle } from '../../../app/lib/calendar'
import type { CalendarEvent } from '../../../shared/calendar'
import type { NoteEntry } from '../../../shared/notes'
import { subjectKey } from '../../../shared/subjects'

const reader = { locale: 'en', timeZone: 'Europe/Berlin', now: Date.parse('2026-11-21T12:00:00Z') }
const month = { from: '2026-10-26', to: '2026-12-06' }
const at = (text: string) => Date.parse(text)

function followUp(id: string, dueAt: string): NoteEntry {
  const author = { id: 1, name: 'Maria', photo: null, path: '/company/personal/user/1/' }
  const key = subjectKey('task', 1)
  return {
    note: {
      id, subject: key, author, text: id, body: null, visibility: 'team', pinned: false, createdAt: 1, editedAt: null, version: 1, mine: true, source: null,
      followUp: { assignee: author, dueAt: at(dueAt), doneAt: null, mine: true },
    },
    subject: { key, kind: 'task', title: 'A task', image: null, path: null, dialog: null, people: [], project: null, ended: null, crm: null },
  }
}

const event = (id: string, from: string, to: string, allDay = false): CalendarEvent => ({ id, name: id, from: at(from), to: at(to), allDay, color: null })

function on(date: string, followUps: NoteEntry[], events: CalendarEvent[], range = month) {
  const day = daysOf(range, followUps, events, reader).find(candidate => candidate.date === date)!
  return { followUps: day.followUps.map(({ note }) => note.id), events: day.events.map(({ id }) => id) }
}

describe('the days of a range', () => {
  it('know today, what is over, and which of them belong to the neighbouring months', () => {
    const days = daysOf(month, [], [], reader)
    expect(days).toHaveLength(42)
    expect(days.filter(day => day.isToday).map(day => day.date)).toEqual(['2026-11-21'])
    expect(days.filter(day => day.isOutside)).toHaveLength(12)
    expect(days.filter(day => day.isOver).at(-1)?.date).toBe('2026-11-20')
    expect(daysOf({ from: '2026-11-30', to: '2026-12-06' }, [], [], reader).some(day => day.isOutside)).toBe(false)
  })

  it('hold follow-ups on the reader\'s own day, next due first', () => {
    const entries = [followUp('evening', '2026-11-23T16:00:00Z'), followUp('midnight', '2026-11-22T23:30:00Z'), followUp('another day', '2026-11-23T23:00:00Z')]
    expect(on('2026-11-23', entries, []).followUps).toEqual(['midnight', 'evening'])
  })

  it('hold an event on each of its days, all-day ones first', () => {
    const events = [
      event('late', '2026-11-23T15:00:00Z', '2026-11-23T16:00:00Z'), event('early', '2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z'),
      event('fair', '2026-11-23T00:00:00Z', '2026-11-25T00:00:00Z', true), event('until midnight', '2026-11-23T20:00:00Z', '2026-11-23T23:00:00Z'),
    ]
    expect(on('2026-11-23', [], events).events).toEqual(['fair', 'early', 'late', 'until midnight'])
    expect(on('2026-11-24', [], events).events).toEqual(['fair'])
    expect(on('2026-11-25', [], events).events).toEqual(['fair'])
    expect(on('2026-11-26', [], events).events).toEqual([])
  })

  it('hold an event that takes no time', () => {
    expect(on('2026-11-23', [], [event('call', '2026-11-23T08:00:00Z', '2026-11-23T08:00:00Z')]).events).toEqual(['call'])
  })
})

it('a range is called by its month, its day, or its ends', () => {
  expect(rangeTitle(month, reader)).toBe('November 2026')
  expect(rangeTitle({ from: '2026-11-21', to: '2026-11-21' }, reader)).toBe('Saturday, November 21, 2026')
  expect(rangeTitle({ from: '2026-11-16', to: '2026-11-22' }, { locale: 'de' })).toBe('16. Nov. – 22. Nov. 2026')
})
