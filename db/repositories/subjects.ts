import { and, eq, inArray, sql } from 'drizzle-orm'
import type { SubjectCard, SubjectKey } from '#shared/subjects'
import type { Db } from '../client'
import { subjectGrants, subjects } from '../schema'
import { aboutMany } from './many'

export type SubjectRow = typeof subjects.$inferSelect
export type StoredCard = SubjectRow['card']

export interface SubjectsRepository {
  find: (portalId: number, key: SubjectKey) => Promise<SubjectRow | undefined>
  findMany: (portalId: number, keys: SubjectKey[]) => Promise<SubjectRow[]>
  /** What Bitrix24 showed: it is there, whatever was said before. */
  save: (portalId: number, key: SubjectKey, card: StoredCard, now: number) => Promise<void>
  /**
   * Bitrix24 said that it is there no more, or once again so. Its card and everybody's grants stay.
   * @returns the subject; undefined when it was never shown to anybody
   */
  markDeleted: (portalId: number, key: SubjectKey, now: number) => Promise<SubjectRow | undefined>
  /** What Bitrix24 last answered this person about this subject, and when. */
  findGrant: (portalId: number, userId: number, key: SubjectKey) => Promise<{ allowed: boolean, checkedAt: number, crm: SubjectCard['crm'] } | undefined>
  /** The same of several; `deleted` where the subject is there no more. */
  findGrants: (portalId: number, userId: number, keys: SubjectKey[]) => Promise<{ key: SubjectKey, allowed: boolean, checkedAt: number, deleted: boolean }[]>
  /** @param crm what the CRM told this person; absent to keep what it told before. A "no" forgets it */
  saveGrant: (portalId: number, userId: number, key: SubjectKey, allowed: boolean, now: number, crm?: SubjectCard['crm']) => Promise<void>
  /** Bitrix24 showed all of these to this person in one answer: their cards and a "yes" for each, or none of it. */
  saveShown: (portalId: number, userId: number, cards: StoredCard[], now: number) => Promise<void>
}

export function createSubjectsRepository(db: Db): SubjectsRepository {
  const select = db.select().from(subjects)
    .where(and(eq(subjects.portalId, sql.placeholder('portalId')), eq(subjects.key, sql.placeholder('key')))).prepare()
  const selectGrant = db.select({ allowed: subjectGrants.allowed, checkedAt: subjectGrants.checkedAt, crm: subjectGrants.crm }).from(subjectGrants).where(and(
    eq(subjectGrants.portalId, sql.placeholder('portalId')),
    eq(subjectGrants.userId, sql.placeholder('userId')),
    eq(subjectGrants.key, sql.placeholder('key')),
  )).prepare()
  const selectMany = aboutMany(keys => db.select().from(subjects).where(and(eq(subjects.portalId, sql.placeholder('portalId')), inArray(subjects.key, keys))).prepare())
  const selectGrants = aboutMany(keys => db.select({
    key: subjectGrants.key, allowed: subjectGrants.allowed, checkedAt: subjectGrants.checkedAt,
    deleted: sql`${subjects.deletedAt} is not null`.mapWith(Boolean),
  }).from(subjectGrants)
    .leftJoin(subjects, and(eq(subjects.portalId, subjectGrants.portalId), eq(subjects.key, subjectGrants.key)))
    .where(and(eq(subjectGrants.portalId, sql.placeholder('portalId')), eq(subjectGrants.userId, sql.placeholder('userId')), inArray(subjectGrants.key, keys))).prepare())

  return {
    find: async (portalId, key) => select.get({ portalId, key }),
    findMany: async (portalId, keys) => selectMany(keys, { portalId }),
    async save(portalId, key, card, now) {
      db.insert(subjects).values({ portalId, key, card, refreshedAt: now })
        .onConflictDoUpdate({ target: [subjects.portalId, subjects.key], set: { card, refreshedAt: now, deletedAt: null } }).run()
    },
    async markDeleted(portalId, key, now) {
      return db.update(subjects).set({ refreshedAt: now, deletedAt: sql`coalesce(${subjects.deletedAt}, ${now})` })
        .where(and(eq(subjects.portalId, portalId), eq(subjects.key, key))).returning().get()
    },
    findGrant: async (portalId, userId, key) => selectGrant.get({ portalId, userId, key }),
    findGrants: async (portalId, userId, keys) => selectGrants(keys, { portalId, userId }),
    async saveGrant(portalId, userId, key, allowed, now, crm) {
      const told = allowed ? crm : null
      db.insert(subjectGrants).values({ portalId, userId, key, allowed, checkedAt: now, crm: told }).onConflictDoUpdate({
        target: [subjectGrants.portalId, subjectGrants.userId, subjectGrants.key],
        set: { allowed, checkedAt: now, ...(told !== undefined && { crm: told }) },
      }).run()
    },
    async saveShown(portalId, userId, cards, now) {
      if (cards.length === 0) return
      db.transaction((tx) => {
        tx.insert(subjects).values(cards.map(card => ({ portalId, key: card.key, card, refreshedAt: now })))
          .onConflictDoUpdate({ target: [subjects.portalId, subjects.key], set: { card: sql`excluded.card`, refreshedAt: now, deletedAt: null } }).run()
        tx.insert(subjectGrants).values(cards.map(({ key }) => ({ portalId, userId, key, allowed: true, checkedAt: now })))
          .onConflictDoUpdate({ target: [subjectGrants.portalId, subjectGrants.userId, subjectGrants.key], set: { allowed: true, checkedAt: now } }).run()
      })
    },
  }
}
