import { automationOwner, subjectKey } from '#shared/subjects'
import { project } from './project'
import type { KindOfSubject } from './types'
import { isClosed, isEmptyList } from './types'
import { user } from './user'

function ownerOf(id: string): { kind: KindOfSubject, ownKind: 'project' | 'user', ownerId: string } {
  const owner = automationOwner(subjectKey('automation', id))
  return { kind: owner.kind === 'project' ? project : user, ownKind: owner.kind, ownerId: owner.id }
}

/**
 * The automation rules of tasks. Bitrix24 has no method that tells who may see them: a project's are shown with the
 * project, a person's own to that person alone.
 */
export const automation: KindOfSubject = {
  request(id, viewerId) {
    const { kind, ownKind, ownerId } = ownerOf(id)
    return ownKind === 'user' && ownerId !== String(viewerId) ? null : kind.request(ownerId, viewerId)
  },
  read(result, id, viewerId, further) {
    const { kind, ownerId } = ownerOf(id)
    // Nothing asked, nothing answered: the owner's kind finds no card in it, which denies.
    const card = kind.read(result, ownerId, viewerId, further)
    return card && { ...card, key: subjectKey('automation', id), kind: 'automation' }
  },
  denies: isClosed,
  gone: {
    possible: isEmptyList,
    request(id) {
      const { kind, ownerId } = ownerOf(id)
      return kind.gone!.request!(ownerId)
    },
  },
  shownTo: {
    requests(id, personId) {
      const { kind, ownKind, ownerId } = ownerOf(id)
      return ownKind === 'user' ? {} : kind.shownTo!.requests(ownerId, personId)
    },
    read(answers, id, personId) {
      const { kind, ownKind, ownerId } = ownerOf(id)
      return ownKind === 'user' ? ownerId === String(personId) : kind.shownTo!.read(answers, ownerId, personId)
    },
  },
  path(id, viewerId) {
    const { kind, ownerId } = ownerOf(id)
    return kind.path(ownerId, viewerId)
  },
}
