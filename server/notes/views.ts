import type { Note } from '#db/repositories/notes'
import type { Portal } from '#db/repositories/portals'
import type { User } from '#db/repositories/users'
import type { NoteView } from '#shared/notes'
import { userPath } from '#shared/paths'
import type { PersonCard } from '#shared/subjects'
import type { Services } from '../services'

/** Who looks or writes; made from a session, never from a request's body. */
export interface Viewer { portal: Pick<Portal, 'id'>, user: Pick<User, 'userId'> }

/** Notes as pages show them to this viewer, with their authors, in the same order. */
export async function noteViews(viewer: Viewer, notes: Note[], { repositories }: Pick<Services, 'repositories'>): Promise<NoteView[]> {
  const authors = await repositories.users.findMany(viewer.portal.id, [...new Set(notes.map(note => note.authorId))])
  const cards = new Map(authors.map((user): [number, PersonCard] => [user.userId, { id: user.userId, name: user.name, photo: user.photo, path: userPath(user.userId) }]))
  return notes.map(({ portalId: _portal, authorId, deletedAt: _deleted, ...note }) => ({
    ...note,
    author: cards.get(authorId) ?? { id: authorId, name: `#${authorId}`, photo: null, path: userPath(authorId) },
    mine: authorId === viewer.user.userId,
  }))
}

/** One note as pages show it to this viewer. */
export async function noteView(viewer: Viewer, note: Note, services: Pick<Services, 'repositories'>): Promise<NoteView> {
  const [only] = await noteViews(viewer, [note], services)
  return only!
}
