import { and, count, desc, eq, gte, isNotNull, isNull, lt, min, sql } from 'drizzle-orm'
import type { Db } from '../client'
import { eventInbox, followUps, restJournal, userTokens } from '../schema'

/** One REST call that was refused or had no answer. `at` is milliseconds since 1970. */
export interface RefusedCall { method: string, code: string, status: number, at: number }

/** What we know of a portal's health without asking it: reads across several tables, all of one portal. */
export interface HealthRepository {
  /** The last calls that went wrong, newest first. */
  refusedCalls: (portalId: number, limit: number) => Promise<RefusedCall[]>
  /** Calls since a time, how many went wrong, and how long the one in the middle took (milliseconds; null without any). */
  calls: (portalId: number, since: number) => Promise<{ calls: number, failed: number, medianMs: number | null }>
  /** The last events that came, newest first. */
  events: (memberId: string, limit: number) => Promise<{ event: string, at: number, state: 'pending' | 'done' | 'ignored' | 'failed', outcome: string | null }[]>
  /** When a person's token pair ends, and whether it still works. Never the token. */
  token: (portalId: number, userId: number) => Promise<{ state: 'live' | 'dead', expiresAt: number } | undefined>
  tokenCounts: (portalId: number) => Promise<{ live: number, dead: number }>
  /** Reminders still to be sent; `late` fell due before `lateBefore` and are not sent yet. */
  reminders: (portalId: number, lateBefore: number) => Promise<{ waiting: number, late: number, oldestDueAt: number | null }>
}

export function createHealthRepository(db: Db): HealthRepository {
  const ofPortal = (portalId: number) => eq(restJournal.portalId, portalId)
  const wentWrong = isNotNull(restJournal.errorCode)

  return {
    refusedCalls: async (portalId, limit) => db
      .select({ method: restJournal.method, code: sql<string>`${restJournal.errorCode}`, status: restJournal.status, at: restJournal.at })
      .from(restJournal).where(and(ofPortal(portalId), wentWrong)).orderBy(desc(restJournal.at)).limit(limit).all(),

    async calls(portalId, since) {
      const recent = and(ofPortal(portalId), gte(restJournal.at, since))
      const [all] = db.select({ calls: count(), failed: count(restJournal.errorCode) }).from(restJournal).where(recent).all()
      const { calls = 0, failed = 0 } = all ?? {}
      const [middle] = calls === 0 ? [] : db.select({ ms: restJournal.durationMs }).from(restJournal).where(recent).orderBy(restJournal.durationMs).limit(1).offset(Math.floor(calls / 2)).all()
      return { calls, failed, medianMs: middle?.ms ?? null }
    },

    events: async (memberId, limit) => db
      .select({ event: eventInbox.event, at: eventInbox.receivedAt, state: eventInbox.state, outcome: eventInbox.outcome })
      .from(eventInbox).where(eq(eventInbox.memberId, memberId)).orderBy(desc(eventInbox.id)).limit(limit).all(),

    token: async (portalId, userId) => db.select({ state: userTokens.state, expiresAt: userTokens.expiresAt })
      .from(userTokens).where(and(eq(userTokens.portalId, portalId), eq(userTokens.userId, userId))).get(),

    async tokenCounts(portalId) {
      const rows = db.select({ state: userTokens.state, people: count() }).from(userTokens).where(eq(userTokens.portalId, portalId)).groupBy(userTokens.state).all()
      const of = (state: 'live' | 'dead') => rows.find(row => row.state === state)?.people ?? 0
      return { live: of('live'), dead: of('dead') }
    },

    async reminders(portalId, lateBefore) {
      const waiting = and(eq(followUps.portalId, portalId), isNotNull(followUps.remindAt), isNull(followUps.doneAt))
      const [all] = db.select({ waiting: count() }).from(followUps).where(waiting).all()
      const [late] = db.select({ late: count(), oldest: min(followUps.dueAt) }).from(followUps)
        .where(and(waiting, lt(followUps.dueAt, lateBefore))).all()
      return { waiting: all?.waiting ?? 0, late: late?.late ?? 0, oldestDueAt: late?.oldest ?? null }
    },
  }
}
