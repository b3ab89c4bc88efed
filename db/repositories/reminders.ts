import { and, asc, eq, gt, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { dueTolerance } from '#shared/follow-ups'
import { readSettings, rulesOf } from '#shared/settings'
import type { SubjectKey } from '#shared/subjects'
import type { Db } from '../client'
import { followUps, notes, portalSettings } from '../schema'

/** A reminder whose time has come. Times are milliseconds since 1970. */
export interface DueReminder {
  portalId: number
  noteId: string
  assigneeId: number
  dueAt: number
  /** What {@link RemindersRepository.claim} compares with. */
  remindAt: number
  /** How often it was tried before. */
  attempts: number
  subject: SubjectKey
  text: string
  /** The note was deleted or is private to somebody else; either may be taken back. */
  hidden: boolean
}

type Named = Pick<DueReminder, 'portalId' | 'noteId' | 'remindAt'>

export interface RemindersRepository {
  /** Open follow-ups whose reminder is due, of all portals, longest due first. */
  due: (now: number, limit: number) => Promise<DueReminder[]>
  /**
   * Takes a reminder for oneself until `until`; whoever dies with it leaves it to the next one then.
   * @returns whether nobody else was faster, and the follow-up was not moved or finished meanwhile
   */
  claim: (reminder: Named, until: number) => Promise<boolean>
  /** It is over. `claimed` is what {@link claim} was given: a follow-up that was moved meanwhile keeps its new reminder. */
  settle: (reminder: Named, claimed: number) => Promise<void>
  /** It is tried again later. */
  postpone: (reminder: Named, claimed: number, until: number) => Promise<void>
}

export function createRemindersRepository(db: Db): RemindersRepository {
  const waiting = and(isNotNull(followUps.remindAt), isNull(followUps.doneAt))
  const select = db.select({
    portalId: followUps.portalId, noteId: followUps.noteId, assigneeId: followUps.assigneeId, dueAt: followUps.dueAt,
    remindAt: sql<number>`${followUps.remindAt}`, attempts: followUps.remindAttempts,
    subject: notes.subject, text: notes.text, hidden: or(isNotNull(notes.deletedAt), and(eq(notes.visibility, 'private'), ne(notes.authorId, followUps.assigneeId)))!.mapWith(Boolean),
  }).from(followUps).innerJoin(notes, and(eq(notes.portalId, followUps.portalId), eq(notes.id, followUps.noteId)))
    .where(and(waiting, lte(followUps.remindAt, sql.placeholder('now'))))
    .orderBy(asc(followUps.remindAt)).limit(sql.placeholder('limit')).prepare()

  const still = ({ portalId, noteId }: Named, remindAt: number) =>
    and(eq(followUps.portalId, portalId), eq(followUps.noteId, noteId), eq(followUps.remindAt, remindAt))

  return {
    due: async (now, limit) => select.all({ now, limit }),
    async claim(reminder, until) {
      return db.update(followUps).set({ remindAt: until, remindAttempts: sql`${followUps.remindAttempts} + 1` })
        .where(and(still(reminder, reminder.remindAt), isNull(followUps.doneAt))).run().changes === 1
    },
    async settle(reminder, claimed) {
      db.update(followUps).set({ remindAt: null }).where(still(reminder, claimed)).run()
    },
    async postpone(reminder, claimed, until) {
      db.update(followUps).set({ remindAt: until }).where(still(reminder, claimed)).run()
    },
  }
}

type Transaction = Pick<Db, 'select' | 'update'>

/**
 * When a follow-up is reminded of that is made or moved now: as long before its time as the portal's rules say, at its time when
 * that is over already.
 * @returns null for a time that was over when it was set: somebody was reminded of it before
 */
export function remindAtOf(tx: Transaction, { portalId, dueAt, now }: { portalId: number, dueAt: number, now: number }): number | null {
  if (dueAt < now - dueTolerance) return null
  const row = tx.select({ value: portalSettings.value }).from(portalSettings).where(eq(portalSettings.portalId, portalId)).get()
  const early = dueAt - leadOf(rulesOf(readSettings(row?.value)).remindBefore)
  return early > now ? early : dueAt
}

/**
 * Moves the reminders of follow-ups that are still to come when the rule changes. One that was sent or tried already is not sent
 * again, and none falls into the past.
 * @param query `remindBefore` in minutes
 */
export function moveReminders(tx: Transaction, { portalId, remindBefore, now }: { portalId: number, remindBefore: number, now: number }): void {
  const early = sql`${followUps.dueAt} - ${leadOf(remindBefore)}`
  // Finished ones too: they may be opened again.
  tx.update(followUps).set({ remindAt: sql`case when ${early} > ${now} then ${early} else ${followUps.dueAt} end` })
    .where(and(eq(followUps.portalId, portalId), gt(followUps.dueAt, now), isNotNull(followUps.remindAt), eq(followUps.remindAttempts, 0))).run()
}

const leadOf = (minutes: number) => minutes * 60_000
