import type { Note } from '#db/repositories/notes'
import type { NoteEntry } from '#shared/notes'
import type { Services } from '../services'
import { cardFor } from '../subjects/access'
import type { Viewer } from './views'
import { noteViews } from './views'

/** Notes with what they are about, in the same order. A note whose subject was never shown to anybody is left out. */
export async function noteEntries(viewer: Viewer, notes: Note[], services: Pick<Services, 'repositories'>): Promise<NoteEntry[]> {
  const subjects = await services.repositories.subjects.findMany(viewer.portal.id, [...new Set(notes.map(note => note.subject))])
  const cards = new Map(subjects.map(({ key, card }) => [key, cardFor(card, viewer.user.userId)]))
  return (await noteViews(viewer, notes, services)).flatMap((note) => {
    const subject = cards.get(note.subject)
    return subject ? [{ note, subject }] : []
  })
}
