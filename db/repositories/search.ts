import type { SQL } from 'drizzle-orm'
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
  pinned?: true
  /** With a follow-up that is not done. */
  due?: true
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
  const p = sql.placeholder
  const always = and(eq(notes.portalId, p('portalId')), readableBy(p('viewerId')), grantedTo(p('viewerId')))
  const newestFirst = [desc(notes.createdAt), desc(notes.id)] as const

  /** What each filter adds to the question. */
  const conditions = {
    // A range instead of LIKE: `kind:` and everything that begins with it. The sign keeps SQLite from sorting all notes of a kind
    // for the sake of the newest few.
    kind: sql`(+${notes.subject} >= ${p('kind')} || ':' and +${notes.subject} < ${p('kind')} || ';')`,
    authorId: eq(notes.authorId, p('authorId')),
    from: gte(notes.createdAt, p('from')),
    to: lt(notes.createdAt, p('to')),
    pinned: eq(notes.pinned, true),
    due: sql`exists (select 1 from ${followUps} where ${followUps.portalId} = ${notes.portalId} and ${followUps.noteId} = ${notes.id} and ${followUps.doneAt} is null)`,
  } satisfies Partial<Record<keyof NoteSearch, SQL>>
  type Filter = keyof typeof conditions
  const filters = Object.keys(conditions) as Filter[]

  const byFilters = (given: Filter[]) => db.select().from(notes)
    .where(and(...given.map(filter => conditions[filter]), always))
    .orderBy(...newestFirst).limit(p('limit')).offset(p('offset')).prepare()

  // CROSS JOIN keeps SQLite from going through all notes of a kind or a time and looking each up in the index of words.
  const byWords = (given: Filter[]) => db.select(getTableColumns(notes)).from(sql`search_index`)
    .crossJoin(searchEntries).crossJoin(notes)
    .where(and(
      sql`search_index match ${p('match')}`, eq(searchEntries.id, sql`search_index.rowid`),
      eq(notes.portalId, searchEntries.portalId), eq(notes.id, searchEntries.noteId), ...given.map(filter => conditions[filter]), always,
    ))
    // A hit in the title counts twice one in the text, the author's name half.
    .orderBy(sql`bm25(search_index, 1, 2, 0.5)`, ...newestFirst).limit(p('limit')).offset(p('offset')).prepare()

  /** One statement for each choice of filters, made when it is first needed. */
  const statements = new Map<string, ReturnType<typeof byFilters> | ReturnType<typeof byWords>>()

  return {
    async find(search) {
      const given = filters.filter(filter => search[filter] !== undefined)
      const name = [search.match === null ? 'filters' : 'words', ...given].join(' ')
      const statement = statements.get(name) ?? (search.match === null ? byFilters(given) : byWords(given))
      statements.set(name, statement)
      return statement.all({ ...search })
    },
  }
}
