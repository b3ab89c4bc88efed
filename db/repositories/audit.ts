import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Db } from '../client'
import { auditLog } from '../schema'

export type AuditLine = Omit<typeof auditLog.$inferInsert, 'id'>
export type AuditRow = typeof auditLog.$inferSelect

/** Who changed which setting when. */
export interface AuditRepository {
  append: (line: AuditLine) => Promise<void>
  /** Newest first. @param before id of the last line that was seen */
  list: (query: { portalId: number, before?: number, limit: number }) => Promise<AuditRow[]>
  /** Removes at most `limit` lines older than `before`. @returns how many */
  prune: (before: number, limit: number) => Promise<number>
}

export function createAuditRepository(db: Db): AuditRepository {
  return {
    async append(line) {
      db.insert(auditLog).values(line).run()
    },
    list: async ({ portalId, before, limit }) => db.select().from(auditLog)
      .where(and(eq(auditLog.portalId, portalId), before === undefined ? undefined : lt(auditLog.id, before)))
      .orderBy(desc(auditLog.id)).limit(limit).all(),
    async prune(before, limit) {
      const old = db.select({ id: auditLog.id }).from(auditLog).where(lt(auditLog.at, before)).limit(limit)
      return db.delete(auditLog).where(inArray(auditLog.id, old)).run().changes
    },
  }
}
