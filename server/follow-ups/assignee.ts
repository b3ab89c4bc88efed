import type { Note } from '#db/repositories/notes'
import { AppError } from '#shared/errors'
import type { Viewer } from '../notes/views'
import type { Services } from '../services'
import { askOthersAccess, showsItself } from '../subjects/shown-to'

/**
 * Makes sure that a person can be given the follow-up of a note: they are on the portal, and are not known to be kept from what
 * the note is about. Nobody has to have opened Sidenote before; their name is kept for when they are shown.
 * @throws AppError `assignee_private`, `assignee_unknown`, `assignee_denied`; or when the portal cannot be asked now
 */
export async function requireAssignee(viewer: Viewer, assigneeId: number, note: Pick<Note, 'subject' | 'visibility' | 'authorId'>, services: Pick<Services, 'repositories' | 'restFor' | 'clock'>): Promise<void> {
  const portalId = viewer.portal.id
  const viewerId = viewer.user.userId
  if (note.visibility === 'private' && assigneeId !== note.authorId) throw new AppError('assignee_private', 'A private note is its author\'s to follow up')
  if (assigneeId === viewerId) return

  const shown = await showsItself(portalId, assigneeId, note.subject, services)
  if (shown === true) return
  if (shown === false) throw denied()
  const told = await askOthersAccess(portalId, viewerId, assigneeId, note.subject, services)
  // Where the portal does not tell who is there, whoever opened Sidenote is.
  const known = told.person === undefined ? await services.repositories.users.find(portalId, assigneeId) : told.person
  if (!known) throw new AppError('assignee_unknown', 'There is no such person on this portal')
  if (told.shown === false) throw denied()
  await services.repositories.users.remember({ portalId, userId: assigneeId, name: known.name, photo: known.photo })
}

function denied(): AppError {
  return new AppError('assignee_denied', 'The subject is not shown to this person')
}
