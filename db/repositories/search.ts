import type { SQL } from 'drizzle-orm'
import { and, desc, eq, getTableColumns, gte, isNull, lt, sql } from 'drizzle-orm'
import type { SubjectKind } from '#shared/subjects'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Db } from '../client'
import { followUps, notes, searchEntries, subjectGrants } from '../schema'
import type { Note } from './notes'
import { grantedTo, readableBy } from './readable'

export interface NoteSearch {
  portalId: number
  viewerId: number
  /** Conditions of the full-text index, portal included, the better ones first; null to find by the filters alone. */
  matches: string[] | null
  kind?: SubjectKind
  authorId?: number
  /** Milliseconds since 1970; `to` is left out itself. */
  from?: number
  to?: number
  pinned?: true
  /** With a follow-up that is not done. */
  due?: true
  limit: number
  offset: number
}

export interface SearchRepository {
  /**
   * Notes that this viewer may see on subjects they are granted: those that fit a better condition first, of each the newest;
   * without a condition the newest first.
   */
  find: (search: NoteSearch) => Promise<Note[]>
}

/**
 * Whoever was shown no more subjects than this, or wrote no more notes, is so little of a large portal that a search may begin with these.
 * By filters it pays later, because what is found has to be sorted.
 */
const few = { subjects: 500, subjectsByFilters: 50, notes: 5_000 }

/** It does, once the words fit so many notes for each of those: before that, going through the newest notes finds enough sooner. */
const fitsForEach = 50
const fitsAtLeast = 1_000

/** The one place that knows how full-text search is done here (SQLite's FTS5; elsewhere something else, DESIGN §10). */
export function createSearchRepository(db: Db): SearchRepository {
  const p = sql.placeholder
  const readable = and(eq(notes.portalId, p('portalId')), readableBy(p('viewerId')))
  const ofViewer = and(eq(subjectGrants.portalId, p('portalId')), eq(subjectGrants.userId, p('viewerId')))
  const shown = and(ofViewer, eq(subjectGrants.allowed, true))
  const newestFirst = [desc(notes.createdAt), desc(notes.id)] as const

  // The sign keeps SQLite from finding notes by this column.
  const unsought = (column: SQLiteColumn) => sql`+${column}`

  /** What each filter adds to the question. @param plain whether notes may be found by it; else it is only looked at in what was found */
  const conditionsOf = (plain: boolean) => {
    const column = (one: SQLiteColumn) => plain ? sql`${one}` : unsought(one)
    return {
      // A range instead of LIKE: `kind:` and everything that begins with it. Found by it, all notes of a kind would be sorted for the sake
      // of the newest few.
      kind: sql`(${unsought(notes.subject)} >= ${p('kind')} || ':' and ${unsought(notes.subject)} < ${p('kind')} || ';')`,
      authorId: eq(column(notes.authorId), p('authorId')),
      from: gte(column(notes.createdAt), p('from')),
      to: lt(column(notes.createdAt), p('to')),
      pinned: eq(column(notes.pinned), 1),
      due: sql`exists (select 1 from ${followUps} where ${followUps.portalId} = ${notes.portalId} and ${followUps.noteId} = ${notes.id} and ${followUps.doneAt} is null)`,
    } satisfies Partial<Record<keyof NoteSearch, SQL>>
  }
  const sought = conditionsOf(true)
  const conditions = conditionsOf(false)
  type Filter = keyof typeof conditions
  const filters = Object.keys(conditions) as Filter[]

  // CROSS JOIN keeps SQLite to the order in which the tables stand here; by itself it would rather go through all notes of a kind or a time.
  const noteOfGrant = and(eq(notes.portalId, subjectGrants.portalId), eq(notes.subject, subjectGrants.key))
  const entryOfNote = and(eq(searchEntries.portalId, notes.portalId), eq(searchEntries.noteId, notes.id))

  const byFilters = (given: Filter[], seesFew: boolean) => (seesFew
    ? db.select(getTableColumns(notes)).from(subjectGrants).crossJoin(notes).where(and(shown, noteOfGrant, ...given.map(filter => conditions[filter]), readable))
    : db.select().from(notes).where(and(...given.map(filter => sought[filter]), readable, grantedTo(p('viewerId'))))
  ).orderBy(...newestFirst).limit(p('limit')).offset(p('offset')).prepare()

  /** Entries to begin with where they are few. */
  const beginnings = {
    seen: db.select({ id: searchEntries.id }).from(subjectGrants).crossJoin(notes).crossJoin(searchEntries).where(and(shown, noteOfGrant, readable, entryOfNote)),
    written: db.select({ id: searchEntries.id }).from(notes).crossJoin(searchEntries).where(and(readable, eq(notes.authorId, p('authorId')), entryOfNote)),
  }
  type Beginning = keyof typeof beginnings

  // The index gives its entries newest first by itself, one by one, so that a word which stands in every note costs no more than
  // another. The sign keeps SQLite from asking the index for each entry of the list.
  const byWords = (given: Filter[], beginning: Beginning | null) => db.select(getTableColumns(notes)).from(sql`search_index`)
    .crossJoin(searchEntries).crossJoin(notes)
    .where(and(
      sql`search_index match ${p('match')}`, beginning ? sql`+search_index.rowid in ${beginnings[beginning]}` : undefined, eq(searchEntries.id, sql`search_index.rowid`),
      eq(notes.portalId, searchEntries.portalId), eq(notes.id, searchEntries.noteId), ...given.map(filter => conditions[filter]), readable, grantedTo(p('viewerId')),
    ))
    .orderBy(sql`search_index.rowid desc`).limit(p('limit')).prepare()

  /** One statement for each choice of filters and of where it begins, made when it is first needed. */
  function statements<Begin, Statement>(prepare: (given: Filter[], begin: Begin) => Statement) {
    const prepared = new Map<string, Statement>()
    return (search: Omit<NoteSearch, 'matches'>, begin: Begin): Statement => {
      const given = filters.filter(filter => search[filter] !== undefined)
      const name = [begin, ...given].join(' ')
      const statement = prepared.get(name) ?? prepare(given, begin)
      prepared.set(name, statement)
      return statement
    }
  }
  const filtered = statements(byFilters)
  const matching = statements(byWords)

  const one = { one: sql`1` }
  const size = { n: sql<number>`count(*)` }
  const shownCount = db.select(size).from(db.select(one).from(subjectGrants).where(ofViewer).limit(few.subjects + 1).as('counted')).prepare()
  const writtenCount = db.select(size).from(db.select(one).from(notes)
    .where(and(eq(notes.portalId, p('portalId')), eq(notes.authorId, p('authorId')), isNull(notes.deletedAt))).orderBy(...newestFirst).limit(few.notes + 1).as('counted')).prepare()
  const fitsAfter = db.select(one).from(sql`search_index`).where(sql`search_index match ${p('match')}`).limit(1).offset(p('after')).prepare()

  /** Where a search by words begins when its words stand in many notes; null for the words themselves. */
  function beginningOf({ portalId, viewerId, authorId }: Omit<NoteSearch, 'matches'>, matches: string[]): Beginning | null {
    const written = authorId === undefined ? Infinity : writtenCount.get({ portalId, authorId })!.n
    const seen = shownCount.get({ portalId, viewerId })!.n
    const begin = written <= few.notes ? 'written' : seen <= few.subjects ? 'seen' : null
    const after = Math.max(fitsAtLeast, fitsForEach * (begin === 'written' ? written : seen))
    return begin && matches.some(match => fitsAfter.get({ match, after }) !== undefined) ? begin : null
  }

  return {
    async find({ matches, ...search }) {
      const { limit, offset } = search
      if (!matches) return filtered(search, shownCount.get({ portalId: search.portalId, viewerId: search.viewerId })!.n <= few.subjectsByFilters).all({ ...search })

      const statement = matching(search, beginningOf(search, matches))
      const found = new Map<string, Note>()
      for (const match of matches) {
        if (found.size >= offset + limit) break
        // Those of the better conditions may all be among them.
        for (const note of statement.all({ ...search, match, limit: offset + limit + found.size })) found.set(note.id, note)
      }
      return [...found.values()].slice(offset, offset + limit)
    },
  }
}
