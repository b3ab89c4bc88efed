import { describe, expect, it } from 'vitest'
import { byStage, canSnoozeNow, expectedFollowUp, firstRows, inOrderOfDue, isFollowUpMine, withChanged } from '../../../app/lib/follow-ups'
import type { FollowUpView } from '../../../shared/follow-ups'
import type { NoteEntry, NoteView } from '../../../shared/notes'
import { subjectKey } from '../../../shared/subjects'

const me = { id: 1, name: 'Maria', photo: null, path: '/company/personal/user/1/' }
const daniel = { id: 3, name: 'Daniel', photo: null, path: '/company/personal/user/3/' }

function note(id: string, followUp: Partial<FollowUpView> | null): NoteView {
  return {
    id, subject: subjectKey('task', 1), author: me, text: id, body: null, visibility: 'team', pinned: false, createdAt: 1, editedAt: null, version: 1, mine: true, source: null,
    followUp: followUp && { assignee: me, dueAt: 10, doneAt: null, mine: true, ...followUp },
  }
}

const ids = (notes: NoteView[]) => notes.map(({ id }) => id)

describe('a follow-up', () => {
  it('is the viewer\'s own when it is new, and stays whose it was when it is moved', () => {
    expect(expectedFollowUp(note('a', null), 5, { ...me, isAdmin: true } as typeof me)).toEqual({ assignee: me, dueAt: 5, doneAt: null, mine: true })
    expect(expectedFollowUp(note('a', { assignee: daniel, doneAt: 3 }), 5, me)).toEqual({ assignee: daniel, dueAt: 5, doneAt: null, mine: true })
  })

  it('is handed on, and taken over', () => {
    expect(expectedFollowUp(note('a', null), 5, me, daniel)).toMatchObject({ assignee: daniel })
    expect(expectedFollowUp(note('a', { assignee: daniel }), 5, me, me)).toMatchObject({ assignee: me })
  })

  it('is put off with one click while it is open, and overdue or of today', () => {
    const reader = { locale: 'en', timeZone: 'Europe/Berlin', now: Date.parse('2026-11-21T12:00:00Z') }
    const canSnooze = (dueAt: string, doneAt: number | null = null) => canSnoozeNow({ assignee: me, dueAt: Date.parse(dueAt), doneAt, mine: true }, reader)
    expect([canSnooze('2026-11-01T08:00:00Z'), canSnooze('2026-11-21T16:00:00Z'), canSnooze('2026-11-22T08:00:00Z'), canSnooze('2026-11-01T08:00:00Z', 5)])
      .toEqual([true, true, false, false])
  })

  it('can be set by anybody, and changed by those it belongs to', () => {
    expect(isFollowUpMine(note('a', null))).toBe(true)
    expect(isFollowUpMine(note('a', { mine: false }))).toBe(false)
  })
})

describe('a list of open follow-ups', () => {
  const list = [note('soon', { dueAt: 10 }), note('late', { dueAt: 30 })]

  it('takes in what became one, next due first', () => {
    expect(ids(withChanged(list, note('between', { dueAt: 20 })))).toEqual(['soon', 'between', 'late'])
  })

  it('keeps what was just finished, so that it can be taken back', () => {
    expect(ids(withChanged(list, note('soon', { dueAt: 10, doneAt: 5 })))).toEqual(['soon', 'late'])
  })

  it('has no place for what was done before, or is none any more', () => {
    expect(ids(withChanged(list, note('old', { doneAt: 5 })))).toEqual(['soon', 'late'])
    expect(ids(withChanged(list, note('soon', null)))).toEqual(['late'])
  })
})

it('follow-ups stand in stages, next due first', () => {
  const now = Date.parse('2026-11-21T12:00:00Z')
  const entry = (id: string, dueAt: string): NoteEntry => ({
    note: note(id, { dueAt: Date.parse(dueAt) }),
    subject: { key: subjectKey('task', 1), kind: 'task', title: 'A task', image: null, path: null, dialog: null, people: [], project: null, ended: null, crm: null },
  })
  const groups = byStage([
    entry('tomorrow', '2026-11-22T08:00:00Z'), entry('tonight', '2026-11-21T16:00:00Z'), entry('long ago', '2026-11-01T08:00:00Z'), entry('an hour ago', '2026-11-21T11:00:00Z'),
  ], { locale: 'en', timeZone: 'Europe/Berlin', now })
  const idsOf = (moved: Map<string, number>) => inOrderOfDue(groups.flatMap(group => group.entries), moved).map(each => each.note.id)
  expect(idsOf(new Map())).toEqual(['long ago', 'an hour ago', 'tonight', 'tomorrow'])
  expect(idsOf(new Map([['tomorrow', 0]])), 'what was just moved stays where it was').toEqual(['tomorrow', 'long ago', 'an hour ago', 'tonight'])
  expect(groups.map(({ stage, entries }) => [stage, entries.map(each => each.note.id)]))
    .toEqual([['overdue', ['long ago', 'an hour ago']], ['today', ['tonight']], ['later', ['tomorrow']]])
})

it('what was just moved stays in its stage, since its undo stands there', () => {
  const now = Date.parse('2026-11-21T12:00:00Z')
  const moved = { ...note('moved', { dueAt: now + 86_400_000 }) }
  const subject = { key: subjectKey('task', 1), kind: 'task' as const, title: 'A task', image: null, path: null, dialog: null, people: [], project: null, ended: null, crm: null }
  const stagesOf = (before: Map<string, number>) => byStage([{ note: moved, subject }], { locale: 'en', timeZone: 'UTC', now }, before).map(({ stage }) => stage)
  expect(stagesOf(new Map([['moved', now - 5]]))).toEqual(['overdue'])
  expect(stagesOf(new Map())).toEqual(['later'])
})

it('a list of more than a hundred begins with fifty', () => {
  const rows = (count: number) => firstRows(Array.from({ length: count }, (_, index) => index)).length
  expect([rows(0), rows(100), rows(101), rows(200)]).toEqual([0, 100, 50, 50])
})
