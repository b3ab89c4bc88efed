import { and, eq, lte, sql } from 'drizzle-orm'
import type { Db } from '../client'
import { locks } from '../schema'

export interface LocksRepository {
  /**
   * Takes the named lock for `forMs`, unless another holder has it and it has not expired.
   * @returns whether this holder has it now
   */
  acquire: (name: string, holder: string, forMs: number, now: number) => Promise<boolean>
  /** @returns false when this holder does not have the lock any more */
  extend: (name: string, holder: string, forMs: number, now: number) => Promise<boolean>
  release: (name: string, holder: string) => Promise<void>
}

export function createLocksRepository(db: Db): LocksRepository {
  return {
    async acquire(name, holder, forMs, now) {
      const expiresAt = now + forMs
      const result = db.insert(locks).values({ name, holder, expiresAt })
        .onConflictDoUpdate({ target: locks.name, set: { holder, expiresAt }, setWhere: lte(locks.expiresAt, sql`${now}`) }).run()
      return result.changes === 1
    },
    async extend(name, holder, forMs, now) {
      const result = db.update(locks).set({ expiresAt: now + forMs }).where(and(eq(locks.name, name), eq(locks.holder, holder))).run()
      return result.changes === 1
    },
    async release(name, holder) {
      db.delete(locks).where(and(eq(locks.name, name), eq(locks.holder, holder))).run()
    },
  }
}
