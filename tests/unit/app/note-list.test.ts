import { describe, expect, it } from 'vitest'
import type { NoteEntry } from '../../../app/lib/note-list'
import { addedByOthers, entryOf, inOrder, newNoteOf, provisionalNote, withFreshPage, withOlder } from '../../../app/lib/note-list'
import type { NoteView } from '../../../shared/notes'
import { subjectKey } from '../../../shared/subjects'

function note(id: string, createdAt: number, more: Partial<NoteView> = {}): NoteView {
  const author = { id: 1, name: 'Maria', photo: null, path: '/company/personal/user/1/' }
  return { id, subject: subjectKey('task', 1), author, text: id, body: null, visibility: 'team', pinned: false, createdAt, editedAt: null, version: 1, mine: true, source: null, followUp: null, ...more }
}

const ids = (entries: NoteEntry[]) => entries.map(entry => entry.note.id)
const entries = (...notes: NoteView[]) => notes.map(entryOf)

it('orders pinned first, then newest first', () => {
  expect(ids(inOrder(entries(note('old', 1), note('pinned', 2, { pinned: true }), note('new', 3))))).toEqual(['pinned', 'new', 'old'])
})

it('adds older notes once', () => {
  expect(ids(withOlder(entries(note('a', 3), note('b', 2)), [note('b', 2), note('c', 1)]))).toEqual(['a', 'b', 'c'])
})

describe('a fresh first page', () => {
  it('drops what was deleted elsewhere and keeps the older pages', () => {
    const before = entries(note('a', 9), note('gone', 8), note('b', 7), note('older', 2))
    expect(ids(withFreshPage(before, [note('new', 10), note('a', 9), note('b', 7)], false)).sort()).toEqual(['a', 'b', 'new', 'older'])
  })

  it('is everything when there is no other page', () => {
    expect(ids(withFreshPage(entries(note('a', 9), note('older', 2)), [note('a', 9)], true))).toEqual(['a'])
  })

  it('keeps what is being saved, and the undo of what was just deleted', () => {
    const saving: NoteEntry = { note: note('saving', 9), state: 'saving' }
    const deleted: NoteEntry = { note: note('deleted', 8), state: 'deleted' }
    const after = withFreshPage([saving, deleted], [note('deleted', 8)], true)
    expect(ids(after).sort()).toEqual(['deleted', 'saving'])
    expect(after.find(entry => entry.note.id === 'deleted')?.state).toBe('deleted')
  })

  it('empties the list', () => {
    expect(withFreshPage(entries(note('a', 1)), [], true)).toEqual([])
  })
})

it('shows a note before the server has it, with the follow-up it will have', () => {
  const author = { id: 1, name: 'Maria', photo: null, path: '/company/personal/user/1/' }
  const written = { id: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed', subject: subjectKey('task', 1), text: ' call back \n', visibility: 'team' as const }
  expect(provisionalNote(written, author, 5)).toMatchObject({ text: 'call back', author, createdAt: 5, mine: true, source: null, followUp: null })
  expect(provisionalNote({ ...written, dueAt: 9, source: { kind: 'call', id: 'externalCall.1' } }, author, 5))
    .toMatchObject({ source: { kind: 'call', id: 'externalCall.1' }, followUp: { assignee: author, dueAt: 9, doneAt: null, mine: true } })
  const daniel = { id: 3, name: 'Daniel', photo: null, path: '/company/personal/user/3/' }
  expect(provisionalNote({ ...written, dueAt: 9, assignee: daniel }, author, 5)).toMatchObject({ followUp: { assignee: daniel } })
  expect(newNoteOf({ ...written, dueAt: 9, assignee: daniel }), 'of whom it is for only the id is sent').toEqual({ ...written, dueAt: 9, assignee: 3 })
  expect(newNoteOf(written)).toEqual(written)
})

describe('a fresh page and what happens here meanwhile', () => {
  it('does not undo what is newer here', () => {
    const [here] = withFreshPage(entries(note('a', 1, { text: 'newer', version: 3 })), [note('a', 1, { version: 2 })], true)
    expect(here?.note).toMatchObject({ text: 'newer', version: 3 })
    const saving: NoteEntry = { note: note('a', 1, { text: 'being saved', version: 2 }), state: 'saving' }
    expect(withFreshPage([saving], [note('a', 1, { version: 2 })], true)).toEqual([saving])
  })

  it('keeps the note that is being edited, though it was deleted elsewhere', () => {
    expect(ids(withFreshPage(entries(note('a', 2), note('b', 1)), [], true, 'b'))).toEqual(['b'])
  })

  it('knows what others added, and leaves out what was there and one\'s own', () => {
    const page = [note('mine', 9), note('theirs', 8, { mine: false }), note('a', 5, { mine: false }), note('older', 2, { mine: false })]
    expect(addedByOthers(entries(note('a', 5, { mine: false })), page).map(({ id }) => id)).toEqual(['theirs'])
  })
})
