import { and, eq, gte, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { SubjectKey } from '#shared/subjects'
import type { Db } from '../client'
import { notes } from '../schema'
import { grantedTo, readableBy } from './readable'

/** A note that was made in a call. */
export interface CallNote { callId: string, authorId: number, createdAt: number }

/** Notes made in calls, as far as a person may see them: theirs or the team's, on subjects they are granted. */
export interface CallNotesRepository {
  /** What the newest notes written in `[from, to)` are about, whoever may see it; at most `limit` subjects. */
  listSubjects: (query: { portalId: number, from: number, to: number, limit: number }) => Promise<SubjectKey[]>
  /** Which of these calls have such a note. */
  listNoted: (portalId: number, viewerId: number, callIds: string[]) => Promise<Set<string>>
  /** Those written in `[from, to)`, milliseconds since 1970; the newest `limit`. */
  listBetween: (query: { portalId: number, viewerId: number, from: number, to: number, limit: number }) => Promise<CallNote[]>
}

export function createCallNotesRepository(db: Db): CallNotesRepository {
  const shown = (portalId: number, viewerId: number) => and(
    eq(notes.portalId, portalId), eq(notes.sourceKind, 'call'), readableBy(viewerId), grantedTo(viewerId),
  )

  return {
    async listSubjects({ portalId, from, to, limit }) {
      const newest = sql`max(${notes.createdAt}) desc`
      return db.select({ subject: notes.subject }).from(notes)
        .where(and(eq(notes.portalId, portalId), eq(notes.sourceKind, 'call'), isNull(notes.deletedAt), gte(notes.createdAt, from), lt(notes.createdAt, to)))
        .groupBy(notes.subject).orderBy(newest).limit(limit).all().map(({ subject }) => subject)
    },
    async listNoted(portalId, viewerId, callIds) {
      if (callIds.length === 0) return new Set()
      const rows = db.selectDistinct({ callId: notes.sourceId }).from(notes).where(and(shown(portalId, viewerId), inArray(notes.sourceId, callIds))).all()
      return new Set(rows.flatMap(({ callId }) => callId ?? []))
    },
    async listBetween({ portalId, viewerId, from, to, limit }) {
      return db.select({ callId: sql<string>`${notes.sourceId}`, authorId: notes.authorId, createdAt: notes.createdAt }).from(notes)
        .where(and(shown(portalId, viewerId), gte(notes.createdAt, from), lt(notes.createdAt, to)))
        .orderBy(sql`${notes.createdAt} desc`, sql`${notes.id} desc`).limit(limit).all()
    },
  }
}
