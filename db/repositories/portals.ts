import { and, count, eq, isNull, like, lte, ne, not, sql } from 'drizzle-orm'
import type { Db } from '../client'
import { portals } from '../schema'
import { emptyWriteAheadLog } from '../write-ahead-log'

export type Portal = typeof portals.$inferSelect

/** What a proof says of a portal, and what an administrator's launch adds. */
export interface ProvenPortal {
  memberId: string
  clientEndpoint: string
  origin: string
  oauthServer: string
  scopes: string
  appVersion: number | null
}

export interface PortalsRepository {
  findById: (id: number) => Promise<Portal | undefined>
  findByMemberId: (memberId: string) => Promise<Portal | undefined>
  /** Whether a portal proven at some time lives at this origin, for `frame-ancestors`. */
  knowsOrigin: (origin: string) => Promise<boolean>
  /**
   * Records a proven portal: a new row with status `installing`, or the known one with its address and scopes brought
   * up to date. An uninstalled portal that proves itself is being installed again; otherwise the status stays.
   */
  record: (proven: ProvenPortal, now: number) => Promise<Portal>
  /** An administrator proved themselves: they speak for the portal, and their launch's application token is the stored one. */
  adopt: (id: number, admin: { userId: number, applicationTokenHash: string | null, language: string | null }, now: number) => Promise<void>
  /** An uninstalled portal installs again: it is `installing` from now on. Any other portal stays as it is. */
  reopen: (id: number, now: number) => Promise<void>
  /** Installed from now on. `eventTs` keeps the newest lifecycle event. */
  markInstalled: (id: number, now: number, eventTs?: number) => Promise<void>
  /** Replaces the application token by a proven event's. */
  rotateApplicationToken: (id: number, hash: string, eventTs: number, now: number) => Promise<void>
  /** The same application token in another form, unless it was replaced meanwhile. */
  restateApplicationToken: (id: number, from: string, to: string) => Promise<void>
  /** How many portals have an application token whose stored form does not begin so. */
  countApplicationTokensWithout: (prefix: string) => Promise<number>
  /** Uninstalled: every session ends, the tokens and proofs are gone; the notes stay for a reinstall. */
  markUninstalled: (id: number, eventTs: number, now: number) => Promise<void>
  /** Somebody says that Bitrix24 removed the background worker; said again, the first time stays. @returns the portal, when it is known and this is news */
  noteWorkerRemoved: (memberId: string, now: number) => Promise<Portal | undefined>
  /** The background worker is registered again, unless it was removed once more since `removedAt`. */
  noteWorkerRestored: (id: number, removedAt: number) => Promise<void>
  /** Uninstalled with "delete data": the portal and everything of it is erased. */
  erase: (id: number) => Promise<void>
}

export function createPortalsRepository(db: Db): PortalsRepository {
  const byId = db.select().from(portals).where(eq(portals.id, sql.placeholder('id'))).prepare()
  const byMemberId = db.select().from(portals).where(eq(portals.memberId, sql.placeholder('memberId'))).prepare()
  const byOrigin = db.select({ id: portals.id }).from(portals).where(eq(portals.origin, sql.placeholder('origin'))).limit(1).prepare()

  return {
    findById: async id => byId.get({ id }),
    findByMemberId: async memberId => byMemberId.get({ memberId }),
    knowsOrigin: async origin => byOrigin.get({ origin }) !== undefined,

    async record(proven, now) {
      return db.insert(portals)
        .values({ ...proven, status: 'installing', createdAt: now, updatedAt: now })
        .onConflictDoUpdate({ target: portals.memberId, set: { ...proven, status: sql`case ${portals.status} when 'uninstalled' then 'installing' else ${portals.status} end`, updatedAt: now } })
        .returning().get()
    },

    async adopt(id, admin, now) {
      db.update(portals).set({
        installerId: admin.userId,
        updatedAt: now,
        ...(admin.applicationTokenHash && { applicationTokenHash: admin.applicationTokenHash }),
        ...(admin.language && { language: admin.language }),
      }).where(eq(portals.id, id)).run()
    },

    async reopen(id, now) {
      db.update(portals).set({ status: 'installing', uninstalledAt: null, updatedAt: now })
        .where(and(eq(portals.id, id), eq(portals.status, 'uninstalled'))).run()
    },

    async markInstalled(id, now, eventTs) {
      db.update(portals).set({ status: 'installed', installedAt: now, uninstalledAt: null, updatedAt: now })
        .where(and(eq(portals.id, id), ne(portals.status, 'installed'))).run()
      if (eventTs !== undefined) {
        db.update(portals).set({ lastEventTs: eventTs }).where(and(eq(portals.id, id), lte(portals.lastEventTs, eventTs))).run()
      }
    },

    async rotateApplicationToken(id, hash, eventTs, now) {
      db.update(portals).set({ applicationTokenHash: hash, lastEventTs: eventTs, updatedAt: now })
        .where(and(eq(portals.id, id), lte(portals.lastEventTs, eventTs))).run()
    },

    async restateApplicationToken(id, from, to) {
      db.update(portals).set({ applicationTokenHash: to }).where(and(eq(portals.id, id), eq(portals.applicationTokenHash, from))).run()
    },

    async countApplicationTokensWithout(prefix) {
      return db.select({ n: count() }).from(portals).where(not(like(portals.applicationTokenHash, `${prefix}%`))).get()!.n
    },

    async markUninstalled(id, eventTs, now) {
      db.transaction((tx) => {
        tx.run(sql`delete from user_tokens where portal_id = ${id}`)
        tx.run(sql`delete from launch_proofs where portal_id = ${id}`)
        tx.run(sql`delete from subject_grants where portal_id = ${id}`)
        tx.run(sql`delete from subject_lists where portal_id = ${id}`)
        tx.update(portals).set({
          status: 'uninstalled', epoch: sql`${portals.epoch} + 1`, applicationTokenHash: null, installerId: null,
          lastEventTs: eventTs, uninstalledAt: now, updatedAt: now,
        }).where(eq(portals.id, id)).run()
      })
    },

    async noteWorkerRemoved(memberId, now) {
      return db.update(portals).set({ workerRemovedAt: now, updatedAt: now })
        .where(and(eq(portals.memberId, memberId), isNull(portals.workerRemovedAt))).returning().get()
    },

    async noteWorkerRestored(id, removedAt) {
      db.update(portals).set({ workerRemovedAt: null }).where(and(eq(portals.id, id), eq(portals.workerRemovedAt, removedAt))).run()
    },

    async erase(id) {
      // Children go by ON DELETE CASCADE; foreign keys are on for every connection (db/client.ts).
      db.delete(portals).where(eq(portals.id, id)).run()
      await emptyWriteAheadLog(db)
    },
  }
}
