import type { Note, NoteCursor } from '#db/repositories/notes'
import { AppError } from '#shared/errors'
import type { NewNote, NoteChange, NotePage, NoteView, RecentNotes, SubjectNotes } from '#shared/notes'
import { notesPageSize } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import type { Services } from '../services'
import { openSubject, withPath } from '../subjects/access'
import { decodeCursor, encodeCursor } from './cursor'
import type { Viewer } from './views'
import { noteView, noteViews } from './views'

type Needs = Pick<Services, 'repositories' | 'restFor' | 'clock'>

/** Notes of a subject, one page. @throws AppError `subject_denied`, `bad_request` for a foreign cursor */
export async function listSubjectNotes(viewer: Viewer, subject: SubjectKey, before: string | undefined, services: Needs): Promise<SubjectNotes> {
  const portalId = viewer.portal.id
  const viewerId = viewer.user.userId
  const card = await openSubject(portalId, viewerId, subject, services)
  const rows = await services.repositories.notes.listBySubject({
    portalId, viewerId, subject, limit: notesPageSize + 1, after: before === undefined ? undefined : decodeCursor(before),
  })
  const { page, more } = cut(rows)
  return { subject: card, notes: await noteViews(viewer, page, services), more }
}

/** The viewer's own notes with their subjects, one page. */
export async function listRecentNotes(viewer: Viewer, before: string | undefined, services: Needs): Promise<RecentNotes> {
  const portalId = viewer.portal.id
  const authorId = viewer.user.userId
  const rows = await services.repositories.notes.listByAuthor({
    portalId, authorId, limit: notesPageSize + 1, after: before === undefined ? undefined : decodeCursor(before),
  })
  const { page, more } = cut(rows)
  const subjects = await services.repositories.subjects.findMany(portalId, [...new Set(page.map(note => note.subject))])
  const cards = new Map(subjects.map(({ key, card }) => [key, withPath(card, authorId)]))
  const entries = (await noteViews(viewer, page, services)).flatMap((note) => {
    const subject = cards.get(note.subject)
    return subject ? [{ note, subject }] : []
  })
  return { entries, more }
}

/** One note with its subject. @throws AppError `note_not_found`, also when the subject is not shown to this person */
export async function openNote(viewer: Viewer, id: string, services: Needs): Promise<NotePage> {
  const { note, subject } = await findVisible(viewer, id, services)
  return { note: await noteView(viewer, note, services), subject }
}

/**
 * Writes a note. The id is the writer's: sent twice, it is written once.
 * @throws AppError `subject_denied`, `note_id_taken` when the id is somebody else's
 */
export async function writeNote(viewer: Viewer, input: NewNote, services: Needs): Promise<NoteView> {
  const { repositories, clock } = services
  const portalId = viewer.portal.id
  const authorId = viewer.user.userId
  await openSubject(portalId, authorId, input.subject, services)
  const inserted = await repositories.notes.insert({ portalId, authorId, ...input, createdAt: clock() })
  const note = inserted ?? await repositories.notes.find(portalId, authorId, input.id)
  if (!note || note.authorId !== authorId || note.subject !== input.subject) throw new AppError('note_id_taken', 'A note with this id exists already')
  return noteView(viewer, note, services)
}

/**
 * Changes a note. Its author changes text and visibility, everybody who sees it may pin it.
 * @throws AppError `note_not_found`, `note_changed` when the text was edited meanwhile
 */
export async function changeNote(viewer: Viewer, id: string, change: NoteChange, services: Needs): Promise<NoteView> {
  const { repositories, clock } = services
  const { note: before } = await findVisible(viewer, id, services)
  const portalId = viewer.portal.id
  const authorId = viewer.user.userId
  const { version, ...set } = change
  const onlyPin = set.text === undefined && set.visibility === undefined
  if (onlyPin) {
    const pinned = set.pinned === undefined ? before : await repositories.notes.pin(portalId, authorId, id, set.pinned)
    if (!pinned) throw notFound()
    return noteView(viewer, pinned, services)
  }
  if (before.authorId !== authorId) throw notFound()
  const edited = set.text !== undefined && set.text !== before.text
  const after = await repositories.notes.change({ portalId, authorId, id, version: edited ? version : undefined, set: { ...set, ...(edited && { editedAt: clock() }) } })
  if (!after) throw new AppError('note_changed', 'The note was changed meanwhile')
  return noteView(viewer, after, services)
}

/** Deletes the author's own note; {@link restoreNote} brings it back until it is purged. @throws AppError `note_not_found` */
export async function deleteNote(viewer: Viewer, id: string, services: Needs): Promise<void> {
  if (!await services.repositories.notes.remove(viewer.portal.id, viewer.user.userId, id, services.clock())) throw notFound()
}

/** @throws AppError `note_not_found`, `subject_denied` */
export async function restoreNote(viewer: Viewer, id: string, services: Needs): Promise<NoteView> {
  const note = await services.repositories.notes.restore(viewer.portal.id, viewer.user.userId, id)
  if (!note) throw notFound()
  await openSubject(viewer.portal.id, viewer.user.userId, note.subject, services)
  return noteView(viewer, note, services)
}

async function findVisible(viewer: Viewer, id: string, services: Needs) {
  const note = await services.repositories.notes.find(viewer.portal.id, viewer.user.userId, id)
  if (!note) throw notFound()
  try {
    return { note, subject: await openSubject(viewer.portal.id, viewer.user.userId, note.subject, services) }
  }
  catch (error) {
    // A note one may not see is as good as none: not even its existence is told.
    if (error instanceof AppError && error.code === 'subject_denied') throw notFound()
    throw error
  }
}

function cut(rows: Note[]): { page: Note[], more: string | null } {
  const page = rows.slice(0, notesPageSize)
  const last = page.at(-1)
  return { page, more: rows.length > notesPageSize && last ? encodeCursor(last satisfies NoteCursor) : null }
}

function notFound(): AppError {
  return new AppError('note_not_found', 'There is no such note, or it is not for you')
}
