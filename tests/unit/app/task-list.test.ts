import { describe, expect, it } from 'vitest'
import type { NoteView, TaskListNotes, TaskNotes } from '#shared/notes'
import type { SubjectCard } from '#shared/subjects'
import { subjectKey } from '#shared/subjects'
import { collectedWith, withFreshTask, withOlderGroups } from '../../../app/lib/task-list'

const author = { id: 1, name: 'Maria Johnson', photo: null, path: '/company/personal/user/1/' }

const card = (id: number): SubjectCard =>
  ({ key: subjectKey('task', id), kind: 'task', title: `Task ${id}`, image: null, path: null, dialog: null, people: [], project: null, ended: null, crm: null })

const note = (task: number, createdAt: number, pinned = false): NoteView =>
  ({ id: `${task}-${createdAt}`, subject: subjectKey('task', task), author, text: 'text', body: null, visibility: 'team', pinned, createdAt, editedAt: null, version: 1, mine: true, source: null, followUp: null })

const group = (task: number, total = 1): TaskNotes => ({ subject: card(task), notes: [note(task, 1)], total })

const page = (tasks: number[], more: string | null): TaskListNotes =>
  ({ owner: { ...card(11), key: subjectKey('project', 11), kind: 'project' }, groups: tasks.map(task => group(task)), more })

const keys = (groups: readonly TaskNotes[]) => groups.map(({ subject }) => subject.key)

describe('pages of a task list', () => {
  it('follow each other, and each task appears once', () => {
    const first = collectedWith(null, page([31, 32], 'two'))
    const both = collectedWith(first, page([32, 33], null))
    expect(keys(both.groups)).toEqual(['task:31', 'task:32', 'task:33'])
    expect(both).toMatchObject({ more: null, pages: 2 })
  })

  it('may be empty and lead on', () => {
    expect(collectedWith(null, page([], 'two'))).toMatchObject({ groups: [], more: 'two', pages: 1 })
  })

  it('come behind what is there', () => {
    expect(keys(withOlderGroups([group(31)], [group(33), group(31)]))).toEqual(['task:31', 'task:33'])
  })
})

describe('a task that was looked at again', () => {
  it('keeps its place and shows its newest notes, pinned or not', () => {
    const fresh = { subject: card(31), notes: [note(31, 1, true), note(31, 9), note(31, 8), note(31, 7)], more: null, openFollowUps: [], changes: 0 }
    const groups = withFreshTask([group(32), group(31), group(33)], fresh)
    expect(keys(groups)).toEqual(['task:32', 'task:31', 'task:33'])
    expect(groups[1]).toMatchObject({ notes: [{ createdAt: 9 }, { createdAt: 8 }, { createdAt: 7 }], total: 4 })
  })

  it('goes when its last note is gone', () => {
    expect(withFreshTask([group(31)], { subject: card(31), notes: [], more: null, openFollowUps: [], changes: 0 })).toEqual([])
  })

  it('has at least as many notes as were known, where only some came', () => {
    const fresh = { subject: card(31), notes: [note(31, 9)], more: 'older', openFollowUps: [], changes: 0 }
    expect(withFreshTask([group(31, 70)], fresh)[0]?.total).toBe(70)
  })

  it('changes no other', () => {
    const others = [group(32), group(33)]
    expect(withFreshTask(others, { subject: card(31), notes: [note(31, 9)], more: null, openFollowUps: [], changes: 0 })).toEqual(others)
  })
})
