import { lt } from 'drizzle-orm'
import type { Db } from '../client'
import { restJournal } from '../schema'

export type JournalLine = Omit<typeof restJournal.$inferInsert, 'id'>

/** REST calls we made, for at least three days (market/preparing-to-publish/common-requirements). */
export interface JournalRepository {
  append: (line: JournalLine) => Promise<void>
  prune: (before: number) => Promise<number>
}

export function createJournalRepository(db: Db): JournalRepository {
  return {
    async append(line) {
      db.insert(restJournal).values(line).run()
    },
    prune: async before => db.delete(restJournal).where(lt(restJournal.at, before)).run().changes,
  }
}
