import { parseMarkdown } from '#shared/markdown-parser'
import type { NoteHistory } from '#shared/notes'
import { peopleOf } from '../people/people'
import type { Services } from '../services'
import type { Viewer } from './views'
import { findVisible } from './visible'

/**
 * Earlier texts of a note, newest first. What was written while the note was private is shown to its author alone, also when the
 * note is the team's by now.
 * @throws AppError `note_not_found`
 */
export async function noteHistory(viewer: Viewer, id: string, services: Pick<Services, 'repositories' | 'restFor' | 'clock'>): Promise<NoteHistory> {
  const { repositories } = services
  const portalId = viewer.portal.id
  await findVisible(viewer, id, services)
  const revisions = await repositories.notes.listRevisions(portalId, viewer.user.userId, id)
  const people = await peopleOf(portalId, revisions.map(({ writtenBy }) => writtenBy), services)
  return {
    revisions: revisions.map(({ version, text, writtenBy, writtenAt }) => ({
      version, text, body: parseMarkdown(text), by: people.get(writtenBy)!, at: writtenAt,
    })),
  }
}
