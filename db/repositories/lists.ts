import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { SubjectKey } from '#shared/subjects'
import type { Db } from '../client'
import { subjectLists } from '../schema'

export type StoredList = typeof subjectLists.$inferSelect
type Page = Pick<StoredList, 'portalId' | 'userId' | 'owner' | 'start'>

/** Which tasks Bitrix24 last named to a person as those of a project or a colleague. */
export interface ListsRepository {
  find: (page: Page) => Promise<{ keys: SubjectKey[], more: boolean, checkedAt: number } | undefined>
  save: (list: StoredList) => Promise<void>
  /** Removes at most `limit` pages asked for before `before`. @returns how many */
  prune: (before: number, limit: number) => Promise<number>
}

export function createListsRepository(db: Db): ListsRepository {
  const select = db.select({ keys: subjectLists.keys, more: subjectLists.more, checkedAt: subjectLists.checkedAt }).from(subjectLists).where(and(
    eq(subjectLists.portalId, sql.placeholder('portalId')),
    eq(subjectLists.userId, sql.placeholder('userId')),
    eq(subjectLists.owner, sql.placeholder('owner')),
    eq(subjectLists.start, sql.placeholder('start')),
  )).prepare()

  return {
    find: async page => select.get(page),
    async save(list) {
      const { keys, more, checkedAt } = list
      db.insert(subjectLists).values(list).onConflictDoUpdate({
        target: [subjectLists.portalId, subjectLists.userId, subjectLists.owner, subjectLists.start], set: { keys, more, checkedAt },
      }).run()
    },
    async prune(before, limit) {
      const old = db.select({ rowid: sql`rowid` }).from(subjectLists).where(lt(subjectLists.checkedAt, before)).limit(limit)
      return db.delete(subjectLists).where(inArray(sql`rowid`, old)).run().changes
    },
  }
}
