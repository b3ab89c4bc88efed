import type { NewNote, NoteView } from '#shared/notes'
import type { PersonCard, SubjectKey } from '#shared/subjects'
import { expectedFollowUp } from './follow-ups'
import { bodyOf } from './read-markdown'

/** A note of a list, and what is happening to it right now. */
export interface NoteEntry {
  note: NoteView
  /** `saving`: shown before the server has it. `deleted`: gone, with an undo in its place for a moment. */
  state: 'saved' | 'saving' | 'deleted'
}

/**
 * A note as somebody wrote it. Its id is made by the writer and kept for a retry, so that a note whose answer was lost is not
 * written twice. Whose follow-up it becomes is known with name and photo, to be shown at once.
 */
export type WrittenNote = Omit<NewNote, 'subject' | 'assignee'> & { assignee?: PersonCard }

/** The same, and what it is about. */
export type UnsentNote = WrittenNote & { subject: SubjectKey }

/** What is sent of it: of the person only the id. */
export function newNoteOf({ assignee, ...note }: UnsentNote): NewNote {
  return assignee ? { ...note, assignee: assignee.id } : note
}

export function entryOf(note: NoteView): NoteEntry {
  return { note, state: 'saved' }
}

/** A note as it will be, shown before the server has it. */
export function provisionalNote({ dueAt, assignee, source, ...note }: UnsentNote, author: PersonCard, now: number): NoteView {
  return {
    ...note, author, text: note.text.trim(), body: bodyOf(note.text), pinned: false, createdAt: now, editedAt: null, version: 1, mine: true,
    source: source ?? null, followUp: dueAt === undefined ? null : expectedFollowUp({ followUp: null }, dueAt, assignee ?? author),
  }
}

/** As the server orders them: pinned first, then newest first. */
export function inOrder(entries: readonly NoteEntry[]): NoteEntry[] {
  return [...entries].sort(({ note: a }, { note: b }) =>
    Number(b.pinned) - Number(a.pinned) || b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
}

/** Older notes behind those already there; a note that moved between two requests appears once. */
export function withOlder(entries: readonly NoteEntry[], older: readonly NoteView[]): NoteEntry[] {
  const known = new Set(entries.map(entry => entry.note.id))
  return [...entries, ...older.filter(note => !known.has(note.id)).map(entryOf)]
}

/**
 * The list after its first page was asked for again: what the server says now, what is being saved or undone here, and the older notes that were already
 * loaded behind that page. What is newer here than on that page stays, and so does the note that is being edited, though it be deleted elsewhere.
 */
export function withFreshPage(entries: readonly NoteEntry[], page: readonly NoteView[], isWholeList: boolean, editing: string | null = null): NoteEntry[] {
  const fresh = new Set(page.map(note => note.id))
  const oldest = Math.min(...page.filter(note => !note.pinned).map(note => note.createdAt))
  const kept = entries.filter(({ note, state }) =>
    !fresh.has(note.id) && (state !== 'saved' || note.id === editing || (!isWholeList && !note.pinned && note.createdAt < oldest)))
  const newer = (note: NoteView) => entries.find(entry => entry.note.id === note.id && (entry.state !== 'saved' || entry.note.version > note.version))
  return [...page.map(note => newer(note) ?? entryOf(note)), ...kept]
}

/** Notes of a fresh page that somebody else wrote since. */
export function addedByOthers(entries: readonly NoteEntry[], page: readonly NoteView[]): NoteView[] {
  const known = new Set(entries.map(entry => entry.note.id))
  const newest = Math.max(0, ...entries.map(entry => entry.note.createdAt))
  return page.filter(note => !note.mine && !known.has(note.id) && note.createdAt >= newest)
}
