import { and, asc, desc, eq, exists, getTableColumns, gt, gte, inArray, isNotNull, isNull, like, lt, lte, not, or, sql } from 'drizzle-orm'
import type { SubjectKey, SubjectKind } from '#shared/subjects'
import type { Db } from '../client'
import { followUps, notes, subjectGrants } from '../schema'
import { aboutMany } from './many'
import type { Note } from './notes'
import { tellAssigned } from './notices'
import { grantedTo, readableBy } from './readable'
import { remindAtOf } from './reminders'

export type FollowUp = typeof followUps.$inferSelect

/** Whose list: lists hold what is assigned to this person, on notes and subjects that they may see, next due first. */
interface List { portalId: number, viewerId: number, limit: number }

/** Times are milliseconds since 1970. */
export interface FollowUpsRepository {
  findMany: (portalId: number, noteIds: string[]) => Promise<FollowUp[]>
  /** Open ones; of one kind of subject when asked so. */
  listOpen: (query: List & { kind?: SubjectKind }) => Promise<Note[]>
  /** Due in `[from, to)`, done ones included. */
  listBetween: (query: List & { from: number, to: number }) => Promise<Note[]>
  /** What open ones are about that Bitrix24 was never asked about for this person: others gave them. */
  listUnasked: (query: List) => Promise<SubjectKey[]>
  /** Open ones that fell due from `since` to `now`, and when the next one falls due. */
  listDue: (query: List & { since: number, now: number }) => Promise<{ due: { noteId: string, dueAt: number }[], next: number | null }>
  /** Open ones on the notes of a subject, whoever they are assigned to, as far as this viewer may see the notes. */
  listBySubject: (query: List & { subject: SubjectKey }) => Promise<Note[]>
  /** Done ones, last done first. `after` is where the page before ended. */
  listDone: (query: List & { after?: { doneAt: number, noteId: string } }) => Promise<{ note: Note, doneAt: number }[]>
  /**
   * Makes a note a follow-up, or moves the one it has and opens it again. Somebody else who gets it is to be told.
   * @param query `assigneeId` absent: a new one is of `userId`, another keeps whose it is
   * @returns whether it was theirs to move: assigned to them, or on their own note
   */
  save: (query: { portalId: number, userId: number, noteId: string, dueAt: number, assigneeId?: number, now: number }) => Promise<boolean>
  /** Done at a time, or open again with null; a repeated "done" keeps its first time. @returns whether there was one that is theirs */
  finish: (query: { portalId: number, userId: number, noteId: string, doneAt: number | null }) => Promise<boolean>
  /** @returns whether there was one that is theirs */
  remove: (portalId: number, userId: number, noteId: string) => Promise<boolean>
}

export function createFollowUpsRepository(db: Db): FollowUpsRepository {
  const p = sql.placeholder
  const ofNote = and(eq(notes.portalId, followUps.portalId), eq(notes.id, followUps.noteId))
  const readable = readableBy(p('viewerId'))
  const granted = grantedTo(p('viewerId'))
  const assigned = and(eq(followUps.portalId, p('portalId')), eq(followUps.assigneeId, p('viewerId')))
  const open = isNull(followUps.doneAt)
  const ofNotes = aboutMany(ids => db.select().from(followUps).where(and(eq(followUps.portalId, p('portalId')), inArray(followUps.noteId, ids))).prepare())
  const nextFirst = [asc(followUps.dueAt), asc(followUps.noteId)] as const

  const list = (...where: Parameters<typeof and>) => db.select(getTableColumns(notes)).from(followUps).innerJoin(notes, ofNote)
    .where(and(assigned, readable, granted, ...where)).orderBy(...nextFirst).limit(p('limit')).prepare()
  const allOpen = list(open)
  const openOfKind = list(open, like(notes.subject, p('kind')))
  const between = list(gte(followUps.dueAt, p('from')), lt(followUps.dueAt, p('to')))

  const asked = sql`exists (select 1 from ${subjectGrants} where ${subjectGrants.portalId} = ${notes.portalId} and ${subjectGrants.userId} = ${p('viewerId')} and ${subjectGrants.key} = ${notes.subject})`
  // CROSS JOIN keeps SQLite from going through all notes of the portal in the order of their subjects, so that none has to be told apart.
  const unasked = db.selectDistinct({ subject: notes.subject }).from(followUps).crossJoin(notes)
    .where(and(assigned, open, ofNote, readable, not(asked))).limit(p('limit')).prepare()

  const times = (...where: Parameters<typeof and>) => db.select({ noteId: followUps.noteId, dueAt: followUps.dueAt }).from(followUps).innerJoin(notes, ofNote)
    .where(and(assigned, open, readable, granted, ...where)).orderBy(...nextFirst).limit(p('limit')).prepare()
  const due = times(gte(followUps.dueAt, p('since')), lte(followUps.dueAt, p('now')))
  const later = times(gt(followUps.dueAt, p('now')))

  const done = isNotNull(followUps.doneAt)
  const doneList = (...where: Parameters<typeof and>) => db.select({ note: getTableColumns(notes), doneAt: sql<number>`${followUps.doneAt}` }).from(followUps).innerJoin(notes, ofNote)
    .where(and(assigned, done, readable, granted, ...where)).orderBy(desc(followUps.doneAt), desc(followUps.noteId)).limit(p('limit')).prepare()
  const firstDone = doneList()
  const nextDone = doneList(sql`(${followUps.doneAt}, ${followUps.noteId}) < (${p('doneAt')}, ${p('noteId')})`)

  const ofSubject = db.select(getTableColumns(notes)).from(notes).innerJoin(followUps, ofNote)
    .where(and(eq(notes.portalId, p('portalId')), eq(notes.subject, p('subject')), readable, open)).orderBy(...nextFirst).limit(p('limit')).prepare()

  /** The assignee's and the note's author's. */
  const theirs = (userId: number) => or(
    eq(followUps.assigneeId, userId),
    exists(db.select({ one: sql`1` }).from(notes).where(and(ofNote, eq(notes.authorId, userId)))),
  )
  const own = (portalId: number, userId: number, noteId: string) => and(eq(followUps.portalId, portalId), eq(followUps.noteId, noteId), theirs(userId))

  return {
    findMany: async (portalId, noteIds) => ofNotes(noteIds, { portalId }),
    listOpen: async ({ kind, ...query }) => kind ? openOfKind.all({ ...query, kind: `${kind}:%` }) : allOpen.all(query),
    listBetween: async query => between.all({ ...query }),
    listUnasked: async query => unasked.all({ ...query }).map(({ subject }) => subject),
    async listDue(query) {
      const [next] = later.all({ ...query, limit: 1 })
      return { due: due.all({ ...query }), next: next?.dueAt ?? null }
    },
    listBySubject: async query => ofSubject.all({ ...query }),
    listDone: async ({ after, ...query }) => after ? nextDone.all({ ...query, ...after }) : firstDone.all({ ...query }),
    async save({ portalId, userId, noteId, dueAt, assigneeId: given, now }) {
      // It reads before it writes: begun otherwise, SQLite would refuse when another process wrote in between.
      return db.transaction((tx) => {
        const before = tx.select({ assigneeId: followUps.assigneeId }).from(followUps).where(and(eq(followUps.portalId, portalId), eq(followUps.noteId, noteId))).get()
        const assigneeId = given ?? before?.assigneeId ?? userId
        const remindAt = remindAtOf(tx, { portalId, dueAt, now })
        const saved = tx.insert(followUps).values({ portalId, noteId, assigneeId, dueAt, remindAt, createdAt: now })
          .onConflictDoUpdate({ target: [followUps.portalId, followUps.noteId], set: { assigneeId, dueAt, doneAt: null, remindAt, remindAttempts: 0 }, setWhere: theirs(userId) })
          .run().changes === 1
        if (saved && assigneeId !== userId && assigneeId !== before?.assigneeId) tellAssigned(tx, { portalId, noteId, userId: assigneeId, byId: userId, now })
        return saved
      }, { behavior: 'immediate' })
    },
    async finish({ portalId, userId, noteId, doneAt }) {
      const set = { doneAt: doneAt === null ? null : sql`coalesce(${followUps.doneAt}, ${doneAt})` }
      return db.update(followUps).set(set).where(own(portalId, userId, noteId)).run().changes === 1
    },
    async remove(portalId, userId, noteId) {
      return db.delete(followUps).where(own(portalId, userId, noteId)).run().changes === 1
    },
  }
}
