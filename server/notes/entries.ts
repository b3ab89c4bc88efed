import type { Note } from '#db/repositories/notes'
import type { NoteEntry } from '#shared/notes'
import type { Services } from '../services'
import { cardFor } from '../subjects/access'
import type { Viewer } from './views'
import { noteViews } from './views'

/**
 * Notes with what they are about, in the same order. A note whose subject was never shown to anybody is left out.
 * @param drawn as of {@link noteViews}
 */
export async function noteEntries(viewer: Viewer, notes: Note[], services: Pick<Services, 'repositories'>, drawn = true): Promise<NoteEntry[]> {
  const subjects = await services.repositories.subjects.findMany(viewer.portal.id, [...new Set(notes.map(note => note.subject))])
  const cards = new Map(subjects.map(row => [row.key, cardFor(row, viewer.user.userId)]))
  return (await noteViews(viewer, notes, services, drawn)).flatMap((note) => {
    const subject = cards.get(note.subject)
    return subject ? [{ note, subject }] : []
  })
}
