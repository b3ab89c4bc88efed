import type { Note } from '#db/repositories/notes'
import { AppError } from '#shared/errors'
import type { SubjectCard } from '#shared/subjects'
import type { Services } from '../services'
import { openSubject } from '../subjects/access'
import type { Viewer } from './views'

/** A note that the viewer may see, with its subject. @throws AppError `note_not_found`, also when the subject is not shown to them */
export async function findVisible(viewer: Viewer, id: string, services: Pick<Services, 'repositories' | 'restFor' | 'clock'>): Promise<{ note: Note, subject: SubjectCard }> {
  const note = await services.repositories.notes.find(viewer.portal.id, viewer.user.userId, id)
  if (!note) throw noteNotFound()
  try {
    return { note, subject: await openSubject(viewer.portal.id, viewer.user.userId, note.subject, services) }
  }
  catch (error) {
    // A note one may not see is as good as none: not even its existence is told.
    if (error instanceof AppError && error.code === 'subject_denied') throw noteNotFound()
    throw error
  }
}

export function noteNotFound(): AppError {
  return new AppError('note_not_found', 'There is no such note, or it is not for you')
}
