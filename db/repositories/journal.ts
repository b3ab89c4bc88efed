import { inArray, lt } from 'drizzle-orm'
import type { Db } from '../client'
import { restJournal } from '../schema'

export type JournalLine = Omit<typeof restJournal.$inferInsert, 'id'>

/** REST calls we made, for at least three days (market/preparing-to-publish/common-requirements). */
export interface JournalRepository {
  append: (line: JournalLine) => Promise<void>
  /** Removes at most `limit` lines older than `before`. @returns how many */
  prune: (before: number, limit: number) => Promise<number>
}

export function createJournalRepository(db: Db): JournalRepository {
  return {
    async append(line) {
      db.insert(restJournal).values(line).run()
    },
    async prune(before, limit) {
      const old = db.select({ id: restJournal.id }).from(restJournal).where(lt(restJournal.at, before)).limit(limit)
      return db.delete(restJournal).where(inArray(restJournal.id, old)).run().changes
    },
  }
}
