import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import type { DatabaseHandle } from './client'

/**
 * Applies the committed migrations that are missing. Several processes may start at once on one file: the loser of
 * the race finds the work done when it looks again.
 * @param folder holds drizzle's `meta/_journal.json` and the `.sql` files
 */
export function applyMigrations(handle: DatabaseHandle, folder: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      return migrate(handle.db, { migrationsFolder: folder })
    }
    catch (error) {
      if (attempt === 3 || migrationsCurrent(handle, folder)) {
        if (migrationsCurrent(handle, folder)) return
        throw error
      }
    }
  }
}

/** Whether every committed migration has been applied. */
export function migrationsCurrent(handle: DatabaseHandle, folder: string): boolean {
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { when: number }[] }
  const newest = Math.max(...journal.entries.map(entry => entry.when))
  try {
    const row = handle.sqlite.prepare('select max(created_at) as newest from __drizzle_migrations').get() as { newest: number | null }
    return (row.newest ?? 0) >= newest
  }
  catch {
    return false
  }
}
