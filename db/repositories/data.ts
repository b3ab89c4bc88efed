import { and, count, desc, eq, isNotNull, isNull, lte, min, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Db } from '../client'
import { auditLog, followUps, notes, portals, subjectChanges, subjectGrants, subjectLists, subjects, templates, users } from '../schema'
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
  /** Everything is to be erased at a time, or, with null, is not after all; with who decided it, both or none. */
  scheduleErasure: (portalId: number, erasure: { at: number, by: number } | null, line: AuditLine) => Promise<void>
  /** Portals whose time has come. */
  dueErasures: (now: number) => Promise<number[]>
  /** Erases at most `limit` rows of what people wrote. @returns how many, and how many of them were notes; 0 at the end */
  eraseSome: (portalId: number, limit: number) => Promise<{ rows: number, notes: number }>
  /** Everything is erased; the installation goes on. */
  finishErasure: (portalId: number, line: AuditLine) => Promise<void>
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
  function eraseFrom(table: SQLiteTable & { portalId: typeof notes.portalId }, portalId: number, limit: number, where = eq(table.portalId, portalId)): number {
    const some = db.select({ rowid: sql`rowid` }).from(table).where(where).limit(limit)
    return db.delete(table).where(sql`rowid in ${some}`).run().changes
  }

  return {
    async counts(portalId) {
      const of = (condition: ReturnType<typeof sql>) => sql<number>`coalesce(sum(${condition}), 0)`
      const note = db.select({ team: of(sql`${isThere} and ${isTeam}`), private: of(sql`${isThere} and not ${isTeam}`), deleted: of(sql`not (${isThere})`), since: min(notes.createdAt) })
        .from(notes).where(eq(notes.portalId, portalId)).get()!
      const followUp = db.select({ open: of(sql`${isNull(followUps.doneAt)}`), done: of(sql`${isNotNull(followUps.doneAt)}`) }).from(followUps).where(eq(followUps.portalId, portalId)).get()!
      const template = db.select({ shared: of(sql`${templates.shared} = 1`), personal: of(sql`${templates.shared} = 0`) })
        .from(templates).where(and(eq(templates.portalId, portalId), isNull(templates.deletedAt))).get()!
      const subject = db.select({ n: count() }).from(subjects).where(eq(subjects.portalId, portalId)).get()!
      const people = db.select({ n: count() }).from(users).where(eq(users.portalId, portalId)).get()!
      const { since, ...counted } = note
      return { notes: counted, followUps: followUp, templates: template, subjects: subject.n, people: people.n, since }
    },

    privateAuthors: async (portalId, limit) => db.select({ userId: notes.authorId, notes: count() }).from(notes)
      .where(and(eq(notes.portalId, portalId), isThere, eq(notes.visibility, 'private'))).groupBy(notes.authorId).limit(limit).all(),

    teamNotes: async ({ portalId, after, limit }) => after ? nextOfTeam.all({ portalId, limit, createdAt: after.createdAt, id: after.id }) : firstOfTeam.all({ portalId, limit }),

    erasePrivate: async (portalId, userId, limit) =>
      eraseFrom(notes, portalId, limit, and(eq(notes.portalId, portalId), eq(notes.authorId, userId), eq(notes.visibility, 'private'))!),

    async scheduleErasure(portalId, erasure, line) {
      db.transaction((tx) => {
        tx.update(portals).set({ eraseAt: erasure?.at ?? null, eraseAskedBy: erasure?.by ?? null }).where(eq(portals.id, portalId)).run()
        tx.insert(auditLog).values(line).run()
      })
    },

    dueErasures: async now => db.select({ id: portals.id }).from(portals).where(and(isNotNull(portals.eraseAt), lte(portals.eraseAt, now))).all().map(({ id }) => id),

    async eraseSome(portalId, limit) {
      for (const table of written) {
        const rows = eraseFrom(table, portalId, limit)
        if (rows > 0) return { rows, notes: table === notes ? rows : 0 }
      }
      return { rows: 0, notes: 0 }
    },

    async finishErasure(portalId, line) {
      db.transaction((tx) => {
        tx.update(portals).set({ eraseAt: null, eraseAskedBy: null }).where(eq(portals.id, portalId)).run()
        tx.insert(auditLog).values(line).run()
      })
      // secure_delete overwrites the file's pages, but earlier versions of them stand in the write-ahead log until it is emptied.
      db.all(sql`pragma wal_checkpoint(truncate)`)
    },
  }
}
