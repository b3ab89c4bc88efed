import type { StoredCard } from '#db/repositories/subjects'
import { userPath } from '#shared/paths'
import { subjectKey } from '#shared/subjects'
import { hashApplicationToken } from '../../../server/events/application-token'
import type { Repositories } from '../../../server/services'
import type { FilledPortal } from './fill'
import { subjectsShownTo } from './fill'
import type { Random } from '../../support/random'
import { colleagues, prose } from './prose'

const day = 24 * 60 * 60_000

/** Somebody whose launch the app knows: person, token, proof and what they may see are in the database. */
export interface Caller {
  userId: number
  authId: string
  refreshId: string
  /** Shown to them, with exactly twenty notes that they see. */
  subject: { kind: 'task', id: string }
  taskId: string
}

export interface BenchPortal {
  portalId: number
  memberId: string
  origin: string
  applicationToken: string
  /** In all. */
  notes: number
  callers: Caller[]
}

export const originOf = (memberId: string) => `https://${memberId}.bitrix24.example`
export const applicationTokenOf = (memberId: string) => `application.token.of.${memberId}`

/** Who launches on a portal; the same in every run. */
export function callersOf({ memberId, callers }: Pick<FilledPortal, 'memberId' | 'callers'>): Caller[] {
  return Array.from({ length: callers }, (_, index) => {
    const userId = index + 1
    const taskId = String(9_000_000 + userId)
    const token = (name: string) => `${name}.${memberId}.${userId}.`.padEnd(70, '0')
    return { userId, authId: token('access'), refreshId: token('refresh'), subject: { kind: 'task', id: taskId }, taskId }
  })
}

/**
 * Writes what is known of the callers of a portal, through the repositories as a launch and a person would have it.
 * @param now milliseconds since 1970
 */
export async function writeCallers(portal: FilledPortal, repositories: Repositories, random: Random, now: number): Promise<void> {
  const portalId = portal.id
  // Good for as long as anybody measures: what Bitrix24 said is dated ahead, instead of going stale in the middle of a measure.
  const ahead = now + 3 * 365 * day
  const callers = callersOf(portal)
  const person = (userId: number, name: string) => repositories.users.save({ portalId, userId, name, photo: null, timeZone: 'Europe/London', isAdmin: false, checkedAt: ahead })
  await repositories.portals.adopt(portalId, { userId: callers[0]!.userId, applicationTokenHash: hashApplicationToken(applicationTokenOf(portal.memberId), portal.memberId), language: 'en' }, now)
  for (const { id, name } of colleagues) await person(id, name)

  for (const { userId, authId, refreshId, taskId } of callers) {
    const name = `Robin Caller ${userId}`
    await person(userId, name)
    await repositories.tokens.save(portalId, userId, { access: authId, refresh: refreshId, expiresAt: ahead }, now)
    await repositories.proofs.save(authId, { portalId, userId, expiresAt: ahead })
    const key = subjectKey('task', taskId)
    const people: StoredCard['people'] = [
      { role: 'responsible', person: { id: userId, name, photo: null, path: userPath(userId) } },
      { role: 'creator', person: { ...colleagues[0], photo: null, path: userPath(colleagues[0].id) } },
    ]
    await repositories.subjects.save(portalId, key, { key, kind: 'task', title: 'Agree on the catalogue cover', image: null, people, project: { id: 11, name: 'Spring catalogue', path: '/workgroups/group/11/' } }, ahead)
    for (const shown of [key, ...subjectsShownTo(userId - 1, portal)]) await repositories.subjects.saveGrant(portalId, userId, shown, true, ahead)
    for (const [place, { text, author = userId, pinned = false, dueIn, done, ...rest }] of prose.entries()) {
      const id = random.uuid()
      await repositories.notes.insert({ portalId, id, subject: key, authorId: author, text, visibility: rest.private ? 'private' : 'team', pinned, createdAt: now - (prose.length - place) * day / 2 },
        dueIn === undefined ? undefined : { dueAt: now + dueIn * day, assigneeId: author })
      if (done) await repositories.followUps.finish({ portalId, userId, noteId: id, doneAt: now - day })
    }
  }
}
