import type { Note, NoteCursor } from '#db/repositories/notes'
import { AppError } from '#shared/errors'
import { followUpLimit } from '#shared/follow-ups'
import type { NewNote, NoteChange, NotePage, NoteView, RecentNotes, SubjectNotes } from '#shared/notes'
import { notesPageSize } from '#shared/notes'
import type { SubjectKey, SubjectKind } from '#shared/subjects'
import { requireAssignee } from '../follow-ups/assignee'
import { requireFuture } from '../follow-ups/due'
import type { Services } from '../services'
import { openSubject } from '../subjects/access'
import { decodeCursor, encodeCursor } from './cursor'
import { noteEntries } from './entries'
import { tickNote } from './tick'
import type { Viewer } from './views'
import { noteView, noteViews } from './views'
import { findVisible, noteNotFound } from './visible'

type Needs = Pick<Services, 'repositories' | 'restFor' | 'clock'>

/** Notes of a subject, one page. @throws AppError `subject_denied`, `bad_request` for a foreign cursor */
export async function listSubjectNotes(viewer: Viewer, subject: SubjectKey, before: string | undefined, services: Needs): Promise<SubjectNotes> {
  const portalId = viewer.portal.id
  const viewerId = viewer.user.userId
  const card = await openSubject(portalId, viewerId, subject, services)
  // Before the notes: what changes in between is told once more rather than never.
  const changes = await services.repositories.changes.version(portalId, subject)
  const rows = await services.repositories.notes.listBySubject({
    portalId, viewerId, subject, limit: notesPageSize + 1, after: before === undefined ? undefined : decodeCursor(before),
  })
  const { page, more } = cut(rows)
  const openFollowUps = card.kind === 'project' ? await services.repositories.followUps.listBySubject({ portalId, viewerId, subject, limit: followUpLimit }) : []
  return { subject: card, notes: await noteViews(viewer, page, services), more, openFollowUps: await noteViews(viewer, openFollowUps, services), changes }
}

/** Which of the viewer's own notes: those after a cursor, those on one kind of subject. */
export interface RecentQuery { before?: string, kind?: SubjectKind }

/** The viewer's own notes with their subjects, one page. @throws AppError `bad_request` for a foreign cursor */
export async function listRecentNotes(viewer: Viewer, { before, kind }: RecentQuery, services: Needs): Promise<RecentNotes> {
  const portalId = viewer.portal.id
  const authorId = viewer.user.userId
  const rows = await services.repositories.notes.listByAuthor({
    portalId, authorId, kind, limit: notesPageSize + 1, after: before === undefined ? undefined : decodeCursor(before),
  })
  const { page, more } = cut(rows)
  return { entries: await noteEntries(viewer, page, services), more }
}

/** One note with its subject. @throws AppError `note_not_found`, also when the subject is not shown to this person */
export async function openNote(viewer: Viewer, id: string, services: Needs): Promise<NotePage> {
  const { subject } = await findVisible(viewer, id, services)
  // Before the note is read, as for a list.
  const changes = await services.repositories.changes.version(viewer.portal.id, subject.key)
  const { note } = await findVisible(viewer, id, services)
  return { note: await noteView(viewer, note, services), subject, changes }
}

/**
 * Writes a note, and with `dueAt` makes it a follow-up of its author, or of whom it names. The id is the writer's: sent twice, it is written once.
 * @throws AppError `subject_denied`, `subject_gone`, `follow_up_past`, `follow_up_too_far`, as {@link requireAssignee} does, `note_id_taken`
 * when the id is somebody else's
 */
export async function writeNote(viewer: Viewer, input: NewNote, services: Needs): Promise<NoteView> {
  const { repositories: { notes }, clock } = services
  const portalId = viewer.portal.id
  const authorId = viewer.user.userId
  const { ended } = await openSubject(portalId, authorId, input.subject, services)
  const note = await notes.find(portalId, authorId, input.id) ?? await insert() ?? await notes.find(portalId, authorId, input.id)
  if (!note || note.authorId !== authorId || note.subject !== input.subject) throw new AppError('note_id_taken', 'A note with this id exists already')
  return noteView(viewer, note, services)

  // Only what is new needs a subject that is there, and a future to be due in: the second try of a request may come long after the first.
  async function insert() {
    const { source, dueAt, assignee = authorId, ...rest } = input
    const now = clock()
    if (ended === 'deleted') throw new AppError('subject_gone', 'This was deleted in Bitrix24')
    if (dueAt !== undefined) {
      requireFuture(dueAt, now)
      await requireAssignee(viewer, assignee, { authorId, ...rest }, services)
    }
    const note = { portalId, authorId, ...rest, sourceKind: source?.kind ?? null, sourceId: source?.id ?? null, createdAt: now }
    return notes.insert(note, dueAt === undefined ? undefined : { dueAt, assigneeId: assignee })
  }
}

/**
 * Changes a note. Its author changes text and visibility, everybody who sees it may pin it and tick its tasks.
 * @throws AppError `note_not_found`, `note_changed` when the text was edited meanwhile, `note_task_missing`, `note_assigned` when it cannot
 * become private because somebody else has its follow-up
 */
export async function changeNote(viewer: Viewer, id: string, change: NoteChange, services: Needs): Promise<NoteView> {
  const { repositories, clock } = services
  const { note: before } = await findVisible(viewer, id, services)
  const portalId = viewer.portal.id
  const authorId = viewer.user.userId
  const { version, tick, ...set } = change
  if (tick) return noteView(viewer, await tickNote(viewer, before, tick, version, services), services)
  const onlyPin = set.text === undefined && set.visibility === undefined
  if (onlyPin) {
    const pinned = set.pinned === undefined ? before : await repositories.notes.pin(portalId, authorId, id, set.pinned)
    if (!pinned) throw noteNotFound()
    return noteView(viewer, pinned, services)
  }
  if (before.authorId !== authorId) throw noteNotFound()
  // Sent twice, it is done once: the answer to the first may have been lost.
  if (isAsAsked(before, set)) return noteView(viewer, before, services)
  if (set.visibility === 'private') await requireNobodyElses(before, services)
  const edited = set.text !== undefined && set.text !== before.text
  const now = clock()
  const after = await repositories.notes.change({ portalId, authorId, id, version: edited ? version : undefined, set: { ...set, ...(edited && { editedAt: now }) }, now })
  if (!after) throw new AppError('note_changed', 'The note was changed meanwhile')
  return noteView(viewer, after, services)
}

/** Whether a note is already what a change would make of it. */
const isAsAsked = (note: Note, set: Pick<NoteChange, 'text' | 'visibility' | 'pinned'>) =>
  ([['text', set.text], ['visibility', set.visibility], ['pinned', set.pinned]] as const).every(([name, value]) => value === undefined || value === note[name])

/** Deletes the author's own note; {@link restoreNote} brings it back until it is purged. @throws AppError `note_not_found` */
export async function deleteNote(viewer: Viewer, id: string, services: Needs): Promise<void> {
  if (!await services.repositories.notes.remove(viewer.portal.id, viewer.user.userId, id, services.clock())) throw noteNotFound()
}

/** Brings the author's deleted note back, with its follow-up. @throws AppError `note_not_found`, `subject_denied` */
export async function restoreNote(viewer: Viewer, id: string, services: Needs): Promise<NoteView> {
  const { repositories: { notes } } = services
  const portalId = viewer.portal.id
  const authorId = viewer.user.userId
  const deleted = await notes.findDeleted(portalId, authorId, id)
  if (!deleted) throw noteNotFound()
  await openSubject(portalId, authorId, deleted.subject, services)
  const note = await notes.restore(portalId, authorId, id)
  if (!note) throw noteNotFound()
  return noteView(viewer, note, services)
}

async function requireNobodyElses({ portalId, id, authorId }: Note, { repositories }: Pick<Services, 'repositories'>): Promise<void> {
  const [followUp] = await repositories.followUps.findMany(portalId, [id])
  if (followUp && followUp.assigneeId !== authorId) throw new AppError('note_assigned', 'Somebody else has the follow-up of this note')
}

function cut(rows: Note[]): { page: Note[], more: string | null } {
  const page = rows.slice(0, notesPageSize)
  const last = page.at(-1)
  return { page, more: rows.length > notesPageSize && last ? encodeCursor(last satisfies NoteCursor) : null }
}
