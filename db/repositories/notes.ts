import { and, desc, eq, getTableColumns, inArray, isNotNull, isNull, like, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { Visibility } from '#shared/notes'
import { revisionsKept } from '#shared/notes'
import type { SubjectKey, SubjectKind } from '#shared/subjects'
import type { Db } from '../client'
import { followUps, noteRevisions, notes } from '../schema'
import { tellAssigned, tellMentioned } from './notices'
import { grantedTo, readableBy } from './readable'
import { remindAtOf } from './reminders'

export type Note = typeof notes.$inferSelect

/** A text that a note had before. */
export type Revision = typeof noteRevisions.$inferSelect

/** Where a page of a list ends. Pinned notes come first in a subject's list; a person's own list knows no pins. */
export interface NoteCursor { pinned: boolean, createdAt: number, id: string }

export interface NotesRepository {
  /** Notes of a subject that this viewer may see: pinned first, then newest first. */
  listBySubject: (query: { portalId: number, viewerId: number, subject: SubjectKey, limit: number, after?: NoteCursor }) => Promise<Note[]>
  /** The author's own notes on subjects they are granted, newest first; of one kind of subject when asked so. */
  listByAuthor: (query: { portalId: number, authorId: number, kind?: SubjectKind, limit: number, after?: Omit<NoteCursor, 'pinned'> }) => Promise<Note[]>
  /** The newest notes of each subject that this viewer is granted, with how many each has for them; newest first over all. */
  listNewest: (query: { portalId: number, viewerId: number, subjects: SubjectKey[], perSubject: number }) => Promise<{ note: Note, total: number }[]>
  /** A note this viewer may see, if its subject lets them. */
  find: (portalId: number, viewerId: number, id: string) => Promise<Note | undefined>
  /**
   * Whom the note mentions, and who gets its follow-up from its author, is to be told; all of it is written or nothing.
   * @param followUp makes it a follow-up
   * @returns the note, or undefined when the id exists on this portal already
   */
  insert: (note: Omit<typeof notes.$inferInsert, 'version'>, followUp?: { dueAt: number, assigneeId: number }) => Promise<Note | undefined>
  /**
   * Changes the author's own note, when it is still at `version` (any, when undefined); private it becomes only while nobody else has its
   * follow-up. Whom the team's note now mentions is to be told. A text that is replaced is kept among the note's revisions,
   * of which the oldest go past {@link revisionsKept}.
   */
  change: (query: { portalId: number, authorId: number, id: string, version?: number, set: { text?: string, visibility?: Visibility, pinned?: boolean, editedAt?: number }, now: number }) => Promise<Note | undefined>
  /** Earlier texts of a note the viewer may see, newest first: those the team could read, and the author's own. */
  listRevisions: (portalId: number, viewerId: number, id: string) => Promise<Revision[]>
  /** Pins or unpins a note the viewer may see. */
  pin: (portalId: number, viewerId: number, id: string, pinned: boolean) => Promise<Note | undefined>
  /** Puts the text with a task ticked into a note the viewer may see, when it is still at `version`. No edit: nothing of it is kept. */
  tick: (query: { portalId: number, viewerId: number, id: string, version: number, text: string }) => Promise<Note | undefined>
  /** Deletes the author's own note; it can be restored until it is purged. */
  remove: (portalId: number, authorId: number, id: string, now: number) => Promise<Note | undefined>
  /** The author's own note that is deleted and not purged. */
  findDeleted: (portalId: number, authorId: number, id: string) => Promise<Note | undefined>
  restore: (portalId: number, authorId: number, id: string) => Promise<Note | undefined>
  /** Erases notes deleted before a time, at most `limit` of them. */
  purge: (deletedBefore: number, limit: number) => Promise<number>
}

export function createNotesRepository(db: Db): NotesRepository {
  const p = sql.placeholder
  const inPortal = eq(notes.portalId, p('portalId'))
  const readable = readableBy(p('viewerId'))
  const newestFirst = [desc(notes.createdAt), desc(notes.id)] as const

  // Row values keep a page's end exact when notes share a millisecond; SQLite and PostgreSQL both know them.
  const afterPinned = sql`(${notes.pinned}, ${notes.createdAt}, ${notes.id}) < (${p('pinned')}, ${p('createdAt')}, ${p('id')})`
  const afterNewest = sql`(${notes.createdAt}, ${notes.id}) < (${p('createdAt')}, ${p('id')})`

  const bySubject = (more?: ReturnType<typeof sql>) => db.select().from(notes)
    .where(and(inPortal, eq(notes.subject, p('subject')), readable, more))
    .orderBy(desc(notes.pinned), ...newestFirst).limit(p('limit')).prepare()
  const firstOfSubject = bySubject()
  const nextOfSubject = bySubject(afterPinned)

  const byAuthor = (...more: Parameters<typeof and>) => db.select().from(notes)
    .where(and(inPortal, eq(notes.authorId, p('authorId')), isNull(notes.deletedAt), grantedTo(p('authorId')), ...more))
    .orderBy(...newestFirst).limit(p('limit')).prepare()
  const firstOfAuthor = byAuthor()
  const nextOfAuthor = byAuthor(afterNewest)
  const ofKind = like(notes.subject, p('kind'))
  const firstOfKind = byAuthor(ofKind)
  const nextOfKind = byAuthor(ofKind, afterNewest)

  const one = db.select().from(notes).where(and(inPortal, eq(notes.id, p('id')), readable)).prepare()

  const write = db.insert(notes).values({
    portalId: p('portalId'), id: p('id'), subject: p('subject'), authorId: p('authorId'), text: p('text'), visibility: p('visibility'), pinned: p('pinned'),
    createdAt: p('createdAt'), editedAt: p('editedAt'), deletedAt: p('deletedAt'), sourceKind: p('sourceKind'), sourceId: p('sourceId'),
  }).onConflictDoNothing().returning().prepare()
  /** What a note is that somebody just wrote. */
  const asWritten = { pinned: false, editedAt: null, deletedAt: null, sourceKind: null, sourceId: null }

  const own = (portalId: number, authorId: number, id: string) =>
    and(eq(notes.portalId, portalId), eq(notes.id, id), eq(notes.authorId, authorId))
  const nextVersion = { version: sql`${notes.version} + 1` }

  const ofSomebodyElse = (portalId: number, authorId: number, id: string) => and(eq(followUps.portalId, portalId), eq(followUps.noteId, id), ne(followUps.assigneeId, authorId))
  const ofNote = (portalId: number, id: string) => and(eq(noteRevisions.portalId, portalId), eq(noteRevisions.noteId, id))

  /** Keeps the text a note is about to lose. */
  function keepRevision(tx: Pick<Db, 'insert' | 'select' | 'delete'>, { portalId, id, version, text, visibility, authorId, createdAt, editedAt }: Note) {
    tx.insert(noteRevisions).values({ portalId, noteId: id, version, text, visibility, writtenAt: editedAt ?? createdAt, writtenBy: authorId }).run()
    const [oldest] = tx.select({ version: noteRevisions.version }).from(noteRevisions).where(ofNote(portalId, id))
      .orderBy(desc(noteRevisions.version)).limit(1).offset(revisionsKept - 1).all()
    if (oldest) tx.delete(noteRevisions).where(and(ofNote(portalId, id), lt(noteRevisions.version, oldest.version))).run()
  }

  return {
    async listBySubject({ after, ...query }) {
      return after ? nextOfSubject.all({ ...query, ...after, pinned: Number(after.pinned) }) : firstOfSubject.all(query)
    },
    async listByAuthor({ after, kind, ...query }) {
      const [first, next] = kind ? [firstOfKind, nextOfKind] : [firstOfAuthor, nextOfAuthor]
      const values = { ...query, ...(kind && { kind: `${kind}:%` }) }
      return after ? next.all({ ...values, createdAt: after.createdAt, id: after.id }) : first.all(values)
    },
    async listNewest({ portalId, viewerId, subjects, perSubject }) {
      if (subjects.length === 0) return []
      const ofSubject = sql`partition by ${notes.subject}`
      const ranked = db.select({
        ...getTableColumns(notes),
        place: sql<number>`row_number() over (${ofSubject} order by ${notes.createdAt} desc, ${notes.id} desc)`.as('place'),
        total: sql<number>`count(*) over (${ofSubject})`.as('total'),
      }).from(notes).where(and(
        eq(notes.portalId, portalId), inArray(notes.subject, subjects), readableBy(viewerId), grantedTo(viewerId),
      )).as('ranked')
      const rows = db.select().from(ranked).where(lte(ranked.place, perSubject)).orderBy(desc(ranked.createdAt), desc(ranked.id)).all()
      return rows.map(({ place: _place, total, ...note }) => ({ note, total }))
    },
    find: async (portalId, viewerId, id) => one.get({ portalId, viewerId, id }),
    async insert(note, followUp) {
      return db.transaction((tx) => {
        // Prepared on the one connection there is, it belongs to the transaction that is open there.
        const written = write.get({ ...asWritten, ...note }) as Note | undefined
        if (!written) return undefined
        const { portalId, id: noteId, authorId, createdAt } = written
        tellMentioned(tx, written, createdAt)
        if (followUp) {
          const { dueAt, assigneeId } = followUp
          tx.insert(followUps).values({ portalId, noteId, assigneeId, dueAt, remindAt: remindAtOf(tx, { portalId, dueAt, now: createdAt }), createdAt }).run()
          if (assigneeId !== authorId) tellAssigned(tx, { portalId, noteId, userId: assigneeId, byId: authorId, now: createdAt })
        }
        return written
      })
    },
    async change({ portalId, authorId, id, version, set, now }) {
      const sameVersion = version === undefined ? undefined : eq(notes.version, version)
      const unchanged = and(own(portalId, authorId, id), isNull(notes.deletedAt), sameVersion)
      // It reads before it writes: begun otherwise, SQLite would refuse when another process wrote in between.
      return db.transaction((tx) => {
        if (set.visibility === 'private' && tx.select({ one: sql`1` }).from(followUps).where(ofSomebodyElse(portalId, authorId, id)).get()) return undefined
        const before = set.text === undefined ? undefined : tx.select().from(notes).where(unchanged).get()
        if (before && before.text !== set.text) keepRevision(tx, before)
        const after = tx.update(notes).set({ ...set, ...nextVersion }).where(unchanged).returning().get() as Note | undefined
        if (after && (set.text ?? set.visibility) !== undefined) tellMentioned(tx, after, now)
        return after
      }, { behavior: 'immediate' })
    },
    async listRevisions(portalId, viewerId, id) {
      return db.select().from(noteRevisions)
        .where(and(ofNote(portalId, id), or(eq(noteRevisions.visibility, 'team'), eq(noteRevisions.writtenBy, viewerId))))
        .orderBy(desc(noteRevisions.version)).limit(revisionsKept).all()
    },
    async pin(portalId, viewerId, id, pinned) {
      return db.update(notes).set({ pinned, ...nextVersion })
        .where(and(eq(notes.portalId, portalId), eq(notes.id, id), readableBy(viewerId))).returning().get()
    },
    async tick({ portalId, viewerId, id, version, text }) {
      return db.update(notes).set({ text, ...nextVersion })
        .where(and(eq(notes.portalId, portalId), eq(notes.id, id), eq(notes.version, version), readableBy(viewerId))).returning().get()
    },
    async remove(portalId, authorId, id, now) {
      return db.update(notes).set({ deletedAt: now, ...nextVersion }).where(and(own(portalId, authorId, id), isNull(notes.deletedAt))).returning().get()
    },
    async findDeleted(portalId, authorId, id) {
      return db.select().from(notes).where(and(own(portalId, authorId, id), isNotNull(notes.deletedAt))).get()
    },
    async restore(portalId, authorId, id) {
      return db.update(notes).set({ deletedAt: null, ...nextVersion }).where(and(own(portalId, authorId, id), isNotNull(notes.deletedAt))).returning().get()
    },
    async purge(deletedBefore, limit) {
      const batch = db.select({ rowid: sql`rowid` }).from(notes).where(lt(notes.deletedAt, deletedBefore)).limit(limit)
      return db.delete(notes).where(inArray(sql`rowid`, batch)).run().changes
    },
  }
}
