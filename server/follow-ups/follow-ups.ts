import type { Note } from '#db/repositories/notes'
import { AppError } from '#shared/errors'
import type { DoneFollowUps, DueFollowUps, FollowUpInput } from '#shared/follow-ups'
import { doneFollowUpsPageSize, followUpLimit } from '#shared/follow-ups'
import type { NoteEntry, NoteView } from '#shared/notes'
import type { SubjectKind } from '#shared/subjects'
import { decodeCursor, encodeCursor } from '../notes/cursor'
import { noteEntries } from '../notes/entries'
import type { Viewer } from '../notes/views'
import { noteView } from '../notes/views'
import { findVisible } from '../notes/visible'
import type { Services } from '../services'
import { confirmSubjects } from '../subjects/confirm'
import { requireAssignee } from './assignee'
import { requireFuture } from './due'

/** How long a follow-up that fell due is shown on whatever page its assignee is, in milliseconds. */
const dueFor = 24 * 60 * 60_000

type Needs = Pick<Services, 'repositories' | 'restFor' | 'clock'>

/**
 * Makes a note a follow-up of the viewer or of whom they name, or moves the one it has: without a name it keeps its assignee. It is open again.
 * @throws AppError `follow_up_past`, `follow_up_too_far`, `note_not_found`, `follow_up_not_found` when it is somebody else's, and as
 * {@link requireAssignee} does
 */
export async function setFollowUp(viewer: Viewer, noteId: string, { dueAt, assignee, back }: FollowUpInput, services: Needs): Promise<NoteView> {
  const now = services.clock()
  const { note } = await findVisible(viewer, noteId, services)
  const [known] = await services.repositories.followUps.findMany(viewer.portal.id, [noteId])
  // Overdue ones change hands too, and a move can be taken back when the time before it is over.
  const isKnownTime = known !== undefined && (back || known.dueAt === dueAt)
  if (!isKnownTime) requireFuture(dueAt, now)
  if (assignee !== undefined) await requireAssignee(viewer, assignee, note, services)
  return changed(viewer, note, await services.repositories.followUps.save({ ...of(viewer), noteId, dueAt, assigneeId: assignee, now }), services)
}

/** Done, or not done after all. @throws AppError `note_not_found`, `follow_up_not_found` */
export async function finishFollowUp(viewer: Viewer, noteId: string, done: boolean, services: Needs): Promise<NoteView> {
  const { note } = await findVisible(viewer, noteId, services)
  const doneAt = done ? services.clock() : null
  return changed(viewer, note, await services.repositories.followUps.finish({ ...of(viewer), noteId, doneAt }), services)
}

/** Takes the follow-up off its note, which stays. @throws AppError `note_not_found`, `follow_up_not_found` */
export async function removeFollowUp(viewer: Viewer, noteId: string, services: Needs): Promise<NoteView> {
  const { note } = await findVisible(viewer, noteId, services)
  const { portalId, userId } = of(viewer)
  return changed(viewer, note, await services.repositories.followUps.remove(portalId, userId, noteId), services)
}

/** The viewer's open follow-ups, next due first; on one kind of subject when asked so. */
export async function listOpenFollowUps(viewer: Viewer, { kind }: { kind?: SubjectKind }, services: Needs): Promise<NoteEntry[]> {
  await askAboutGiven(viewer, services)
  return noteEntries(viewer, await services.repositories.followUps.listOpen({ ...listOf(viewer), kind }), services)
}

/** The viewer's follow-ups that are done, last done first, one page. @throws AppError `bad_request` for a foreign cursor */
export async function listDoneFollowUps(viewer: Viewer, before: string | undefined, services: Needs): Promise<DoneFollowUps> {
  const after = before === undefined ? undefined : decodeCursor(before)
  const rows = await services.repositories.followUps.listDone({
    ...listOf(viewer), limit: doneFollowUpsPageSize + 1, after: after && { doneAt: after.createdAt, noteId: after.id },
  })
  const page = rows.slice(0, doneFollowUpsPageSize)
  const last = page.at(-1)
  return {
    entries: await noteEntries(viewer, page.map(({ note }) => note), services),
    more: rows.length > page.length && last ? encodeCursor({ pinned: false, createdAt: last.doneAt, id: last.note.id }) : null,
  }
}

/** The viewer's follow-ups that fall due in `[from, to)`, done ones included. Milliseconds since 1970. */
export async function listFollowUpsBetween(viewer: Viewer, { from, to }: { from: number, to: number }, services: Needs): Promise<NoteEntry[]> {
  await askAboutGiven(viewer, services)
  return noteEntries(viewer, await services.repositories.followUps.listBetween({ ...listOf(viewer), from, to }), services)
}

/**
 * What of the viewer's fell due in the last day: what is older would otherwise open one by one in every browser they are
 * new in. Asked by every browser every minute: three statements, and Bitrix24 only about what others gave the viewer since.
 */
export async function listDueFollowUps(viewer: Viewer, services: Needs): Promise<DueFollowUps> {
  await askAboutGiven(viewer, services)
  const now = services.clock()
  const { due, next } = await services.repositories.followUps.listDue({ ...listOf(viewer), since: now - dueFor, now })
  return { due: due.map(({ noteId, dueAt }) => ({ note: noteId, dueAt })), next }
}

/**
 * Whoever is given a follow-up may never have opened what it is about, and lists hold only what Bitrix24 has shown them: it is asked, once.
 * While it cannot be asked the lists do without.
 */
async function askAboutGiven(viewer: Viewer, services: Needs): Promise<void> {
  const subjects = await services.repositories.followUps.listUnasked(listOf(viewer))
  if (subjects.length === 0) return
  try {
    await confirmSubjects(viewer.portal.id, viewer.user.userId, subjects, services)
  }
  catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

const of = (viewer: Viewer) => ({ portalId: viewer.portal.id, userId: viewer.user.userId })
const listOf = (viewer: Viewer) => ({ portalId: viewer.portal.id, viewerId: viewer.user.userId, limit: followUpLimit })

function changed(viewer: Viewer, note: Note, done: boolean, services: Needs): Promise<NoteView> {
  if (!done) throw new AppError('follow_up_not_found', 'There is no such follow-up, or it is not yours')
  return noteView(viewer, note, services)
}
