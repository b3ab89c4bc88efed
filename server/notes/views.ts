import type { FollowUp } from '#db/repositories/follow-ups'
import type { Note } from '#db/repositories/notes'
import type { Portal } from '#db/repositories/portals'
import type { User } from '#db/repositories/users'
import type { FollowUpView } from '#shared/follow-ups'
import type { NoteView } from '#shared/notes'
import { personCard } from '../people/people'
import type { Services } from '../services'
import { drawnOnce } from './drawn'

/** Who looks or writes; made from a session, never from a request's body. */
export interface Viewer { portal: Pick<Portal, 'id'>, user: Pick<User, 'userId'> }

/**
 * Notes as pages show them to this viewer, with their authors and follow-ups, in the same order.
 * @param drawn false where only the text is wanted: understanding its Markdown costs more than all the rest
 */
export async function noteViews(viewer: Viewer, notes: Note[], { repositories }: Pick<Services, 'repositories'>, drawn = true): Promise<NoteView[]> {
  const portalId = viewer.portal.id
  const found = await repositories.followUps.findMany(portalId, notes.map(({ id }) => id))
  const followUps = new Map(found.map(followUp => [followUp.noteId, followUp]))
  const people = await repositories.users.findMany(portalId, [...new Set([...notes.map(note => note.authorId), ...found.map(({ assigneeId }) => assigneeId)])])
  const users = new Map(people.map(user => [user.userId, user]))

  return notes.map(({ portalId: _portal, authorId, deletedAt: _deleted, sourceKind, sourceId, ...note }) => {
    const followUp = followUps.get(note.id)
    return {
      ...note,
      body: drawn ? drawnOnce(note.text) : null,
      author: personCard(authorId, users.get(authorId)),
      mine: authorId === viewer.user.userId,
      source: sourceKind && sourceId ? { kind: sourceKind, id: sourceId } : null,
      followUp: followUp ? followUpView(followUp, authorId, viewer, users) : null,
    }
  })
}

/** One note as pages show it to this viewer. */
export async function noteView(viewer: Viewer, note: Note, services: Pick<Services, 'repositories'>): Promise<NoteView> {
  const [only] = await noteViews(viewer, [note], services)
  return only!
}

function followUpView({ assigneeId, dueAt, doneAt }: FollowUp, authorId: number, { user }: Viewer, users: Map<number, User>): FollowUpView {
  return { assignee: personCard(assigneeId, users.get(assigneeId)), dueAt, doneAt, mine: [assigneeId, authorId].includes(user.userId) }
}
