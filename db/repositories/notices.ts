import { and, asc, count, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { mentionsIn } from '#shared/markdown'
import type { NoticeKind } from '#shared/notices'
import type { SubjectKey } from '#shared/subjects'
import type { Db } from '../client'
import { followUps, notes, notices } from '../schema'
import type { Note } from './notes'

/** People who are told of one note that it mentions them; whoever else it names is not. */
export const mentionsTold = 20

/** A notice whose time has come. Times are milliseconds since 1970. */
export interface DueNotice {
  portalId: number
  noteId: string
  kind: NoticeKind
  /** Who is told. */
  userId: number
  /** In whose name. */
  byId: number
  /** What {@link NoticesRepository.claim} compares with. */
  sendAt: number
  /** How often it was tried before. */
  attempts: number
  subject: SubjectKey
  text: string
  /** The note was deleted or made private; either may be taken back. */
  hidden: boolean
  /** The note's follow-up is this person's, and open. */
  assigned: boolean
}

type Named = Pick<DueNotice, 'portalId' | 'noteId' | 'kind' | 'userId' | 'sendAt'>

export interface NoticesRepository {
  /** Notices to send, longest due first: of all portals, or of one. */
  due: (now: number, limit: number, portalId?: number) => Promise<DueNotice[]>
  /**
   * Takes a notice for oneself until `until`; whoever dies with it leaves it to the next one then.
   * @returns whether nobody else was faster
   */
  claim: (notice: Named, until: number) => Promise<boolean>
  /** It is over. `claimed` is what {@link claim} was given. */
  settle: (notice: Named, claimed: number) => Promise<void>
  /** It is tried again later. */
  postpone: (notice: Named, claimed: number, until: number) => Promise<void>
}

export function createNoticesRepository(db: Db): NoticesRepository {
  const p = sql.placeholder
  const assigned = sql`exists (select 1 from ${followUps} where ${followUps.portalId} = ${notices.portalId} and ${followUps.noteId} = ${notices.noteId} and ${followUps.assigneeId} = ${notices.userId} and ${followUps.doneAt} is null)`
  const dueOf = (...where: Parameters<typeof and>) => db.select({
    portalId: notices.portalId, noteId: notices.noteId, kind: notices.kind, userId: notices.userId, byId: notices.byId,
    sendAt: sql<number>`${notices.sendAt}`, attempts: notices.attempts, subject: notes.subject, text: notes.text,
    hidden: or(isNotNull(notes.deletedAt), eq(notes.visibility, 'private'))!.mapWith(Boolean),
    assigned: assigned.mapWith(Boolean),
  }).from(notices).innerJoin(notes, and(eq(notes.portalId, notices.portalId), eq(notes.id, notices.noteId)))
    .where(and(isNotNull(notices.sendAt), lte(notices.sendAt, p('now')), ...where))
    .orderBy(asc(notices.sendAt)).limit(p('limit')).prepare()
  const ofAll = dueOf()
  // The sign keeps SQLite with the few that wait anywhere, instead of all that were ever sent on this portal.
  const ofPortal = dueOf(sql`+${notices.portalId} = ${p('portalId')}`)

  const still = ({ portalId, noteId, kind, userId }: Named, sendAt: number) => and(
    eq(notices.portalId, portalId), eq(notices.noteId, noteId), eq(notices.kind, kind), eq(notices.userId, userId), eq(notices.sendAt, sendAt),
  )

  return {
    due: async (now, limit, portalId) => portalId === undefined ? ofAll.all({ now, limit }) : ofPortal.all({ now, limit, portalId }),
    async claim(notice, until) {
      return db.update(notices).set({ sendAt: until, attempts: sql`${notices.attempts} + 1` }).where(still(notice, notice.sendAt)).run().changes === 1
    },
    async settle(notice, claimed) {
      db.update(notices).set({ sendAt: null }).where(still(notice, claimed)).run()
    },
    async postpone(notice, claimed, until) {
      db.update(notices).set({ sendAt: until }).where(still(notice, claimed)).run()
    },
  }
}

type Transaction = Pick<Db, 'insert' | 'select'>

/**
 * Whoever a team note mentions is to be told, but for its author and those who were told of it before; at most
 * {@link mentionsTold} of one note. Part of the transaction that writes the note.
 */
export function tellMentioned(tx: Transaction, { portalId, id: noteId, authorId: byId, text, visibility }: Note, now: number): void {
  const mentioned = visibility === 'team' ? mentionsIn(text).map(({ id }) => id).filter(id => id !== byId) : []
  if (mentioned.length === 0) return
  const ofNote = and(eq(notices.portalId, portalId), eq(notices.noteId, noteId), eq(notices.kind, 'mention'))
  const told = new Set(tx.select({ userId: notices.userId }).from(notices).where(and(ofNote, inArray(notices.userId, mentioned))).all().map(({ userId }) => userId))
  const [{ before }] = tx.select({ before: count() }).from(notices).where(ofNote).all() as [{ before: number }]
  const news = mentioned.filter(id => !told.has(id)).slice(0, Math.max(0, mentionsTold - before))
  if (news.length > 0) tx.insert(notices).values(news.map(userId => ({ portalId, noteId, kind: 'mention' as const, userId, byId, createdAt: now, sendAt: now }))).run()
}

/**
 * A follow-up was given to somebody by somebody else. Who was told before is told again, for it was another's in between; who still
 * waits to be told is told once. Part of the transaction that gives it.
 */
export function tellAssigned(tx: Transaction, { portalId, noteId, userId, byId, now }: Pick<DueNotice, 'portalId' | 'noteId' | 'userId' | 'byId'> & { now: number }): void {
  const again = { byId, createdAt: now, sendAt: now, attempts: 0 }
  tx.insert(notices).values({ portalId, noteId, kind: 'assigned', userId, ...again })
    .onConflictDoUpdate({ target: [notices.portalId, notices.noteId, notices.kind, notices.userId], set: again, setWhere: isNull(notices.sendAt) }).run()
}
