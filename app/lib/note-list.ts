import type { NewNote, NoteView } from '#shared/notes'
import type { PersonCard } from '#shared/subjects'
import { expectedFollowUp } from './follow-ups'
import { bodyOf } from './read-markdown'

/** A note of a list, and what is happening to it right now. */
export interface NoteEntry {
  note: NoteView
  /** `saving`: shown before the server has it. `deleted`: gone, with an undo in its place for a moment. */
  state: 'saved' | 'saving' | 'deleted'
}

export function entryOf(note: NoteView): NoteEntry {
  return { note, state: 'saved' }
}

/** A note as it will be, shown before the server has it. */
export function provisionalNote({ dueAt, assignee: _assignee, source, ...note }: NewNote, author: PersonCard, now: number): NoteView {
  return {
    ...note, author, text: note.text.trim(), body: bodyOf(note.text), pinned: false, createdAt: now, editedAt: null, version: 1, mine: true,
    source: source ?? null, followUp: dueAt === undefined ? null : expectedFollowUp({ followUp: null }, dueAt, author),
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
 * The list after its first page was asked for again: what the server says now, what is being saved or undone here,
 * and the older notes that were already loaded behind that page.
 */
export function withFreshPage(entries: readonly NoteEntry[], page: readonly NoteView[], isWholeList: boolean): NoteEntry[] {
  const fresh = new Set(page.map(note => note.id))
  const oldest = Math.min(...page.filter(note => !note.pinned).map(note => note.createdAt))
  const kept = entries.filter(({ note, state }) =>
    !fresh.has(note.id) && (state !== 'saved' || (!isWholeList && !note.pinned && note.createdAt < oldest)))
  const busy = new Map(entries.filter(entry => entry.state === 'deleted').map(entry => [entry.note.id, entry]))
  return [...page.map(note => busy.get(note.id) ?? entryOf(note)), ...kept]
}
