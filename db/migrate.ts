import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import type { DatabaseHandle } from './client'

/** A newer version of Sidenote has written to the file: this one does not know its tables. */
export class NewerSchemaError extends Error {
  readonly code = 'schema_newer'
}

/**
 * Applies the committed migrations that are missing. Several processes may start at once on one file: the loser of
 * the race finds the work done when it looks again.
 * @param folder holds drizzle's `meta/_journal.json` and the `.sql` files
 * @throws NewerSchemaError when more has been applied than there is; or what SQLite throws
 */
export function applyMigrations(handle: DatabaseHandle, folder: string): void {
  if (newestApplied(handle) > newestCommitted(folder)) throw new NewerSchemaError('The database has migrations that this version does not know')
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
  return newestApplied(handle) >= newestCommitted(folder)
}

/** When the newest committed migration was made, in milliseconds since 1970: migrations are told apart by that. */
export function newestCommitted(folder: string): number {
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { when: number }[] }
  return Math.max(...journal.entries.map(entry => entry.when))
}

/** When the newest migration of a database was made; 0 when none was applied. */
export function newestApplied({ sqlite }: Pick<DatabaseHandle, 'sqlite'>): number {
  const isNew = sqlite.prepare(`select 1 from sqlite_master where name = '__drizzle_migrations'`).get() === undefined
  if (isNew) return 0
  return (sqlite.prepare('select max(created_at) as newest from __drizzle_migrations').get() as { newest: number | null }).newest ?? 0
}
