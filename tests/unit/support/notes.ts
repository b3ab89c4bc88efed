import { randomUUID } from 'node:crypto'
import type { StoredCard } from '#db/repositories/subjects'
import type { NewNote } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'
import { writeNote } from '../../../server/notes/notes'
import { createTestClock, createTestDatabase } from './database'

/** A portal with people, subjects that Bitrix24 shows to them, and nobody to ask: every answer is fresh. */
export async function createNotesWorld() {
  const database = createTestDatabase()
  const clock = createTestClock()
  const repositories = database
  const services = { repositories, clock, restFor: () => { throw new Error('Bitrix24 is not asked') } }

  /** A portal with the people 1, 2 and 3. @returns its id */
  async function addPortal(memberId: string): Promise<number> {
    const portal = await repositories.portals.record({
      memberId, clientEndpoint: `https://${memberId}.test/rest/`, origin: `https://${memberId}.test`, oauthServer: 'https://oauth.test', scopes: '', appVersion: 1,
    }, clock())
    for (const [index, name] of ['Ada', 'Ben', 'Cleo'].entries()) {
      await repositories.users.save({ portalId: portal.id, userId: index + 1, name, photo: null, timeZone: null, isAdmin: false, checkedAt: clock() })
    }
    return portal.id
  }

  const portalId = await addPortal('acme')
  const viewer = (userId: number, portal = portalId) => ({ portal: { id: portal }, user: { userId } })

  /** From now on Bitrix24 shows the subject to these people, or does not. */
  async function show(key: string, to: number[], allowed = true, portal = portalId): Promise<SubjectKey> {
    const { kind } = parseSubjectKey(key)
    const card: StoredCard = { key: key as SubjectKey, kind, title: `Title of ${key}`, image: null, people: [], project: null }
    await repositories.subjects.save(portal, card.key, card, clock())
    for (const userId of to) await repositories.subjects.saveGrant(portal, userId, card.key, allowed, clock())
    return card.key
  }

  return {
    database, repositories, services, clock, portalId, addPortal, viewer, show,
    write: (userId: number, subject: SubjectKey, note: Partial<NewNote> = {}, portal = portalId, asking: Parameters<typeof writeNote>[2] = services) =>
      writeNote(viewer(userId, portal), { id: randomUUID(), subject, text: 'A note', visibility: 'team', ...note }, asking),
  }
}

export type NotesWorld = Awaited<ReturnType<typeof createNotesWorld>>
