import { and, desc, eq, getTableColumns, gte, lt, sql } from 'drizzle-orm'
import type { SubjectKind } from '#shared/subjects'
import type { Db } from '../client'
import { followUps, notes, searchEntries } from '../schema'
import type { Note } from './notes'
import { grantedTo, readableBy } from './readable'

export interface NoteSearch {
  portalId: number
  viewerId: number
  /** Condition of the full-text index, portal included; null to find by the filters alone. */
  match: string | null
  kind?: SubjectKind
  authorId?: number
  /** Milliseconds since 1970; `to` is left out itself. */
  from?: number
  to?: number
  pinned?: boolean
  /** With a follow-up that is not done. */
  due?: boolean
  limit: number
  offset: number
}

export interface SearchRepository {
  /**
   * Notes that this viewer may see on subjects they are granted: the best first, of equally good ones the newest;
   * without a condition the newest first.
   */
  find: (search: NoteSearch) => Promise<Note[]>
}

/** The one place that knows how full-text search is done here (SQLite's FTS5; elsewhere something else, DESIGN §10). */
export function createSearchRepository(db: Db): SearchRepository {
  return {
    async find({ portalId, viewerId, match, kind, authorId, from, to, pinned, due, limit, offset }) {
      const hasFollowUp = sql`exists (select 1 from ${followUps} where ${followUps.portalId} = ${notes.portalId} and ${followUps.noteId} = ${notes.id} and ${followUps.doneAt} is null)`
      const wanted = and(
        eq(notes.portalId, portalId), readableBy(viewerId), grantedTo(viewerId),
        // A range instead of LIKE: `kind:` and everything that begins with it.
        kind && and(gte(notes.subject, `${kind}:` as never), lt(notes.subject, `${kind};` as never)),
        authorId === undefined ? undefined : eq(notes.authorId, authorId),
        from === undefined ? undefined : gte(notes.createdAt, from),
        to === undefined ? undefined : lt(notes.createdAt, to),
        pinned ? eq(notes.pinned, true) : undefined,
        due ? hasFollowUp : undefined,
      )
      const newest = [desc(notes.createdAt), desc(notes.id)] as const
      if (match === null) return db.select().from(notes).where(wanted).orderBy(...newest).limit(limit).offset(offset).all()
      return db.select(getTableColumns(notes)).from(sql`search_index`)
        .innerJoin(searchEntries, eq(searchEntries.id, sql`search_index.rowid`))
        .innerJoin(notes, and(eq(notes.portalId, searchEntries.portalId), eq(notes.id, searchEntries.noteId)))
        .where(and(sql`search_index match ${match}`, wanted))
        // A hit in the title counts twice one in the text, the author's name half.
        .orderBy(sql`bm25(search_index, 1, 2, 0.5)`, ...newest).limit(limit).offset(offset).all()
    },
  }
}
