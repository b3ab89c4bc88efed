import type { TaskListNotes, TaskNotes } from '#shared/notes'
import { listNotesPerTask } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import type { Services } from '../services'
import { cardFor } from '../subjects/access'
import { openTaskList } from '../subjects/task-list'
import { decodeListCursor } from './cursor'
import type { Viewer } from './views'
import { noteViews } from './views'

/**
 * The notes on a project's or a person's tasks, one page of tasks: of those that Bitrix24 shows to the viewer and that
 * have notes the viewer may see, the newest few each.
 * @param owner a project or a person
 * @throws AppError `subject_denied` when the owner is not shown to the viewer, `bad_request` for a foreign cursor
 */
export async function listTaskNotes(viewer: Viewer, owner: SubjectKey, before: string | undefined, services: Pick<Services, 'repositories' | 'restFor' | 'clock'>): Promise<TaskListNotes> {
  const { repositories } = services
  const portalId = viewer.portal.id
  const viewerId = viewer.user.userId
  const start = before === undefined ? 0 : decodeListCursor(before)
  const list = await openTaskList(portalId, viewerId, owner, start, services)

  const rows = await repositories.notes.listNewest({ portalId, viewerId, subjects: list.keys, perSubject: listNotesPerTask })
  const totals = new Map(rows.map(({ note, total }) => [note.subject, total]))
  // The newest note comes first, so the tasks stand in the order of their newest notes.
  const keys = [...totals.keys()]
  const stored = await repositories.subjects.findMany(portalId, keys)
  const subjects = new Map(stored.map(row => [row.key, row]))
  const notes = await noteViews(viewer, rows.map(({ note }) => note), services)

  const groups = keys.flatMap((key): TaskNotes[] => {
    const subject = subjects.get(key)
    return subject ? [{ subject: cardFor(subject, viewerId), notes: notes.filter(note => note.subject === key), total: totals.get(key)! }] : []
  })
  return { owner: list.owner, groups, more: list.next === null ? null : String(list.next) }
}
