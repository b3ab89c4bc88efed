import { and, eq, sql } from 'drizzle-orm'
import type { StoredSettings } from '#shared/settings'
import { readSettings } from '#shared/settings'
import type { Db } from '../client'
import { auditLog, portalSettings } from '../schema'
import type { AuditLine } from './audit'
import { moveReminders } from './reminders'

/** `version` is 0 while nobody changed anything. */
export interface VersionedSettings extends StoredSettings { version: number }

export interface SettingsRepository {
  find: (portalId: number) => Promise<VersionedSettings>
  /**
   * Replaces the settings of version `from`, writes down who did it, and moves the reminders that are still to come when their rule
   * changed; all or nothing.
   * @param query `remindBefore` in minutes, when it changed
   * @returns false when somebody else saved meanwhile; theirs stay
   */
  save: (query: { portalId: number, from: number, value: StoredSettings, audit: AuditLine[], remindBefore?: number, now: number }) => Promise<boolean>
}

export function createSettingsRepository(db: Db): SettingsRepository {
  const select = db.select().from(portalSettings).where(eq(portalSettings.portalId, sql.placeholder('portalId'))).prepare()

  return {
    async find(portalId) {
      const row = select.get({ portalId })
      return { ...readSettings(row?.value), version: row?.version ?? 0 }
    },
    async save({ portalId, from, value, audit, remindBefore, now }) {
      return db.transaction((tx) => {
        const written = from === 0
          ? tx.insert(portalSettings).values({ portalId, version: 1, value, updatedAt: now }).onConflictDoNothing().run()
          : tx.update(portalSettings).set({ version: from + 1, value, updatedAt: now })
              .where(and(eq(portalSettings.portalId, portalId), eq(portalSettings.version, from))).run()
        if (written.changes === 0) return false
        if (remindBefore !== undefined) moveReminders(tx, { portalId, remindBefore, now })
        if (audit.length > 0) tx.insert(auditLog).values(audit).run()
        return true
      })
    },
  }
}
