import type { SQL } from 'drizzle-orm'
import { and, count, desc, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Db } from '../client'
import { auditLog, followUps, launchProofs, notes, portals, restJournal, subjectChanges, subjectGrants, subjectLists, subjects, templates, users, userTokens } from '../schema'
import { emptyWriteAheadLog } from '../write-ahead-log'
import type { AuditLine } from './audit'
import type { Note } from './notes'

/** What is stored of a portal, in numbers. `since` is when its first note was written, in milliseconds. */
export interface DataCounts {
  notes: { team: number, private: number, deleted: number }
  followUps: { open: number, done: number }
  templates: { shared: number, personal: number }
  subjects: number
  people: number
  since: number | null
}

/** A portal's data as a whole, for its administrators. */
export interface DataRepository {
  counts: (portalId: number) => Promise<DataCounts>
  /** Who has private notes, and how many. */
  privateAuthors: (portalId: number, limit: number) => Promise<{ userId: number, notes: number }[]>
  /** The team's notes of the whole portal, newest first, after the last one that was seen. Never a private one. */
  teamNotes: (query: { portalId: number, after?: Pick<Note, 'createdAt' | 'id'>, limit: number }) => Promise<Note[]>
  /** Erases at most `limit` private notes of a person, deleted ones included. @returns how many */
  erasePrivate: (portalId: number, userId: number, limit: number) => Promise<number>
  /** How many private notes of a person {@link erasePrivate} would erase. */
  countPrivate: (portalId: number, userId: number) => Promise<number>
  /** Everything is to be erased at a time. @returns false when that is so already, at another time perhaps */
  scheduleErasure: (portalId: number, erasure: { at: number, by: number }, line: AuditLine) => Promise<boolean>
  /** Nothing is to be erased after all. @returns false when nothing was to be, or its time has come */
  cancelErasure: (portalId: number, now: number, line: AuditLine) => Promise<boolean>
  /** Portals whose time has come. */
  dueErasures: (now: number) => Promise<number[]>
  /** Erases at most `limit` rows of what people wrote, or some of their words. @returns how many notes, and whether there is more to erase */
  eraseSome: (portalId: number, limit: number) => Promise<{ notes: number, isMore: boolean }>
  /**
   * Erases at most `limit` rows of what an uninstalled portal leaves behind beside that: who was shown what, and with `all` the records too
   * that go with the portal itself.
   * @returns whether there is more to erase
   */
  forgetSome: (portalId: number, limit: number, all: boolean) => Promise<boolean>
  /** Everything is erased; the installation goes on. @returns false when somebody else has said so */
  finishErasure: (portalId: number, line: AuditLine) => Promise<boolean>
}

export function createDataRepository(db: Db): DataRepository {
  const p = sql.placeholder
  const isThere = isNull(notes.deletedAt)
  const isTeam = eq(notes.visibility, 'team')
  const team = (more?: ReturnType<typeof sql>) => db.select().from(notes)
    .where(and(eq(notes.portalId, p('portalId')), isThere, isTeam, more)).orderBy(desc(notes.createdAt), desc(notes.id)).limit(p('limit')).prepare()
  const firstOfTeam = team()
  const nextOfTeam = team(sql`(${notes.createdAt}, ${notes.id}) < (${p('createdAt')}, ${p('id')})`)

  /** What people wrote, and what we were told for it; notes first, since follow-ups, notices and earlier texts go with them. */
  const written = [notes, templates, subjectChanges, subjectGrants, subjectLists, subjects]
  /** What only grows with the use of a portal, and goes with it. */
  const shownTo = [subjectGrants, subjectLists]
  const records = [restJournal, launchProofs, userTokens, users, auditLog]
  function eraseFrom(table: SQLiteTable & { portalId: SQLiteColumn }, portalId: number, limit: number, where = eq(table.portalId, portalId)): number {
    const some = db.select({ rowid: sql`rowid` }).from(table).where(where).limit(limit)
    return db.delete(table).where(sql`rowid in ${some}`).run().changes
  }

  /**
   * The full-text index only marks what was deleted from it; the words go when its parts are merged into one, some pages at a time
   * (SQLite, FTS5, "The 'merge' Command": it is over when it changes fewer than two rows).
   * @returns whether there is more to merge
   */
  function forgetSomeWords(): boolean {
    const changes = () => db.get<{ n: number }>(sql`select total_changes() as n`).n
    const before = changes()
    db.run(sql`insert into search_index(search_index, rank) values ('merge', -64)`)
    return changes() - before > 1
  }

  const privateOf = (portalId: number, userId: number) => and(eq(notes.portalId, portalId), eq(notes.visibility, 'private'), eq(notes.authorId, userId))!

  /** Changes what is decided of a portal's erasure, and leaves a line; neither, when it is not as expected any more. */
  function decide(portalId: number, expected: SQL, set: Partial<typeof portals.$inferInsert>, line: AuditLine): boolean {
    return db.transaction((tx) => {
      const isDecided = tx.update(portals).set(set).where(and(eq(portals.id, portalId), expected)).run().changes > 0
      if (isDecided) tx.insert(auditLog).values(line).run()
      return isDecided
    })
  }

  return {
    async counts(portalId) {
      const of = (condition: ReturnType<typeof sql>) => sql<number>`coalesce(sum(${condition}), 0)`
      const note = db.select({ team: of(sql`${isThere} and ${isTeam}`), private: of(sql`${isThere} and not ${isTeam}`), deleted: of(sql`not (${isThere})`) })
        .from(notes).where(eq(notes.portalId, portalId)).get()!
      const first = db.select({ at: notes.createdAt }).from(notes).where(and(eq(notes.portalId, portalId), isThere)).orderBy(notes.createdAt, notes.id).limit(1).get()
      const followUp = db.select({ open: of(sql`${isNull(followUps.doneAt)}`), done: of(sql`${isNotNull(followUps.doneAt)}`) }).from(followUps).where(eq(followUps.portalId, portalId)).get()!
      const template = db.select({ shared: of(sql`${templates.shared} = 1`), personal: of(sql`${templates.shared} = 0`) })
        .from(templates).where(and(eq(templates.portalId, portalId), isNull(templates.deletedAt))).get()!
      const subject = db.select({ n: count() }).from(subjects).where(eq(subjects.portalId, portalId)).get()!
      const people = db.select({ n: count() }).from(users).where(eq(users.portalId, portalId)).get()!
      return { notes: note, followUps: followUp, templates: template, subjects: subject.n, people: people.n, since: first?.at ?? null }
    },

    privateAuthors: async (portalId, limit) => db.select({ userId: notes.authorId, notes: count() }).from(notes)
      .where(and(eq(notes.portalId, portalId), isThere, eq(notes.visibility, 'private'))).groupBy(notes.authorId).limit(limit).all(),

    teamNotes: async ({ portalId, after, limit }) => after ? nextOfTeam.all({ portalId, limit, createdAt: after.createdAt, id: after.id }) : firstOfTeam.all({ portalId, limit }),

    erasePrivate: async (portalId, userId, limit) =>
      eraseFrom(notes, portalId, limit, privateOf(portalId, userId)),

    countPrivate: async (portalId, userId) => db.select({ n: count() }).from(notes).where(privateOf(portalId, userId)).get()!.n,

    scheduleErasure: async (portalId, { at, by }, line) => decide(portalId, isNull(portals.eraseAt), { eraseAt: at, eraseAskedBy: by }, line),
    cancelErasure: async (portalId, now, line) => decide(portalId, gt(portals.eraseAt, now), { eraseAt: null, eraseAskedBy: null }, line),

    dueErasures: async now => db.select({ id: portals.id }).from(portals).where(and(isNotNull(portals.eraseAt), lte(portals.eraseAt, now))).all().map(({ id }) => id),

    async eraseSome(portalId, limit) {
      for (const table of written) {
        const rows = eraseFrom(table, portalId, limit)
        if (rows > 0) return { notes: table === notes ? rows : 0, isMore: true }
      }
      return { notes: 0, isMore: forgetSomeWords() }
    },

    forgetSome: async (portalId, limit, all) => [...shownTo, ...(all ? records : [])].some(table => eraseFrom(table, portalId, limit) > 0),

    async finishErasure(portalId, line) {
      const isDone = decide(portalId, isNotNull(portals.eraseAt), { eraseAt: null, eraseAskedBy: null }, line)
      await emptyWriteAheadLog(db)
      return isDone
    },
  }
}
