import { and, asc, count, eq, gt, gte, inArray, lt, lte, ne, sql } from 'drizzle-orm'
import type { Db } from '../client'
import { eventInbox } from '../schema'
import type { Keyring } from '../sealing'
import { SealError } from '../sealing'
import { keyOf, resealed } from './reseal'
import type { Reseal, SealedUnder } from './reseal'

export interface InboxEvent {
  id: number
  memberId: string
  event: string
  ts: number
  /** The event's form body as it came. Holds tokens: never logged. Null when it was sealed with a key that is gone. */
  body: string | null
  attempts: number
  receivedAt: number
}

export interface EventsRepository {
  /**
   * Commits an event before it is answered.
   * @returns its id, or null when the very same delivery is there already
   */
  append: (event: { memberId: string, event: string, ts: number, body: string }, now: number) => Promise<number | null>
  /** Events whose turn has come, oldest first. */
  due: (now: number, limit: number) => Promise<InboxEvent[]>
  /** How many events of a portal, known or not, wait for their turn. */
  countPending: (memberId: string) => Promise<number>
  /** Whether an event of the same kind, not older by `ts`, came after this one and waits too. */
  hasSuccessor: (event: Pick<InboxEvent, 'id' | 'memberId' | 'event' | 'ts'>) => Promise<boolean>
  /** Done with it: obeyed, ignored as outdated, or given up. Its body, which holds tokens, is emptied. */
  finish: (id: number, state: 'done' | 'ignored' | 'failed', outcome: string) => Promise<void>
  /** Look again at `nextAttemptAt`. */
  postpone: (id: number, nextAttemptAt: number, outcome: string) => Promise<void>
  /** When the oldest unfinished event became due, or null: tells whether the inbox is stuck. */
  oldestDue: (now: number) => Promise<number | null>
  /** Removes at most `limit` finished events that came before `before`. @returns how many */
  prune: (before: number, limit: number) => Promise<number>
  /** Seals the bodies of the next waiting events again that are not sealed under the newest key, in the order they came. */
  reseal: Reseal<number>
  /** How many waiting events are sealed under which key. */
  sealedUnder: () => Promise<SealedUnder>
}

const context = (memberId: string) => `event_inbox.body:${memberId}`

export function createEventsRepository(db: Db, keyring: Keyring): EventsRepository {
  const p = sql.placeholder
  const pending = eq(eventInbox.state, 'pending')
  const isDue = and(pending, lte(eventInbox.nextAttemptAt, p('now')))
  // Written out, as the index of those that wait is: SQLite does not look for it behind a parameter.
  const pendingOfMember = and(eq(eventInbox.memberId, p('memberId')), sql`${eventInbox.state} = 'pending'`)
  const attempted = { outcome: sql`${p('outcome')}`, attempts: sql`${eventInbox.attempts} + 1` }
  const byId = eq(eventInbox.id, p('id'))

  // Each event passes through most of these: to put a statement together anew costs more than to run it.
  const insert = db.insert(eventInbox).values({
    memberId: p('memberId'), event: p('event'), ts: p('ts'), bodyHash: p('bodyHash'), sealedBody: p('sealedBody'), nextAttemptAt: p('now'), receivedAt: p('now'),
  }).onConflictDoNothing().returning({ id: eventInbox.id }).prepare()
  const selectDue = db.select().from(eventInbox).where(isDue).orderBy(asc(eventInbox.ts), asc(eventInbox.id)).limit(p('limit')).prepare()
  const selectOldest = db.select({ at: eventInbox.nextAttemptAt }).from(eventInbox).where(isDue).orderBy(asc(eventInbox.nextAttemptAt)).limit(1).prepare()
  const countOfMember = db.select({ number: count() }).from(eventInbox).where(pendingOfMember).prepare()
  const selectSuccessor = db.select({ id: eventInbox.id }).from(eventInbox)
    .where(and(pendingOfMember, eq(eventInbox.event, p('event')), gt(eventInbox.id, p('id')), gte(eventInbox.ts, p('ts')))).limit(1).prepare()
  const end = db.update(eventInbox).set({ ...attempted, state: sql`${p('state')}`, sealedBody: '' }).where(byId).prepare()
  const delay = db.update(eventInbox).set({ ...attempted, nextAttemptAt: sql`${p('nextAttemptAt')}` }).where(byId).prepare()

  function openBody(row: { memberId: string, sealedBody: string }): string | null {
    try {
      return keyring.open(row.sealedBody, context(row.memberId))
    }
    catch (error) {
      // One event that cannot be read must not keep the others waiting.
      if (error instanceof SealError) return null
      throw error
    }
  }

  return {
    async append({ body, ...event }, now) {
      const row = insert.get({ ...event, now, bodyHash: keyring.hash(body, 'event'), sealedBody: keyring.seal(body, context(event.memberId)) })
      // Typed as always there, which it is not after a conflict.
      return (row as typeof row | undefined)?.id ?? null
    },
    async due(now, limit) {
      return selectDue.all({ now, limit }).map(row => ({
        id: row.id,
        memberId: row.memberId,
        event: row.event,
        ts: row.ts,
        body: openBody(row),
        attempts: row.attempts,
        receivedAt: row.receivedAt,
      }))
    },
    countPending: async memberId => countOfMember.get({ memberId })?.number ?? 0,
    hasSuccessor: async ({ id, memberId, event, ts }) => selectSuccessor.get({ id, memberId, event, ts }) !== undefined,
    finish: async (id, state, outcome) => void end.run({ id, state, outcome }),
    postpone: async (id, nextAttemptAt, outcome) => void delay.run({ id, nextAttemptAt, outcome }),
    oldestDue: async now => selectOldest.get({ now })?.at ?? null,
    async prune(before, limit) {
      const old = db.select({ id: eventInbox.id }).from(eventInbox)
        .where(and(sql`+${eventInbox.state} <> 'pending'`, lt(eventInbox.receivedAt, before))).limit(limit)
      return db.delete(eventInbox).where(inArray(eventInbox.id, old)).run().changes
    },
    async reseal(after, limit) {
      return db.transaction((tx) => {
        const rows = tx.select({ id: eventInbox.id, memberId: eventInbox.memberId, body: eventInbox.sealedBody }).from(eventInbox)
          .where(and(gt(eventInbox.id, after ?? 0), ne(eventInbox.sealedBody, ''), ne(keyOf(eventInbox.sealedBody), keyring.newestPrefix)))
          .orderBy(eventInbox.id).limit(limit).all()
        return resealed(rows, ({ id, memberId, body }) => {
          const sealedBody = keyring.seal(keyring.open(body, context(memberId)), context(memberId))
          tx.update(eventInbox).set({ sealedBody }).where(eq(eventInbox.id, id)).run()
        }, ({ id }) => id)
      }, { behavior: 'immediate' })
    },
    async sealedUnder() {
      const key = keyOf(eventInbox.sealedBody)
      return db.select({ key, values: count() }).from(eventInbox).where(ne(eventInbox.sealedBody, '')).groupBy(key).all()
    },
  }
}
