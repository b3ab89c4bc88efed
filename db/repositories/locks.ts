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
  const p = sql.placeholder
  const held = and(eq(locks.name, p('name')), eq(locks.holder, p('holder')))
  const take = db.insert(locks).values({ name: p('name'), holder: p('holder'), expiresAt: p('expiresAt') }).onConflictDoUpdate({
    target: locks.name, set: { holder: sql`excluded.holder`, expiresAt: sql`excluded.expires_at` }, setWhere: lte(locks.expiresAt, p('now')),
  }).prepare()
  const keep = db.update(locks).set({ expiresAt: sql`${p('expiresAt')}` }).where(held).prepare()
  const give = db.delete(locks).where(held).prepare()

  return {
    acquire: async (name, holder, forMs, now) => take.run({ name, holder, expiresAt: now + forMs, now }).changes === 1,
    extend: async (name, holder, forMs, now) => keep.run({ name, holder, expiresAt: now + forMs }).changes === 1,
    release: async (name, holder) => void give.run({ name, holder }),
  }
}
