import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { BackupError, inspectDatabase } from './inspect'
import type { Inspection } from './inspect'

/** Ids of portals that may have been given away between a backup and its return. */
const idsSince = 1_000_000

export interface RestoreRequest {
  /** The backup. */
  from: string
  /** The database's place. */
  to: string
  /** What stands in that place is put aside, when the service does not run. Without it, a file there is a refusal. */
  force: boolean
  /** The newest migration of this version, as {@link inspectDatabase} takes it. */
  newestMigration: number
  /** Milliseconds since 1970. */
  now: number
}

/**
 * Puts a backup in the database's place, after it was checked. What stood there is kept beside it. Migrations are applied by the service when it starts.
 * @returns what the backup holds, and where what stood in its place is now
 * @throws BackupError; then nothing was changed
 */
export function restoreBackup({ from, to, force, newestMigration, now }: RestoreRequest): Inspection & { aside: string | null } {
  const found = inspectDatabase(from, newestMigration)
  if (existsSync(to)) {
    if (!force) throw new BackupError(`${to} is there already; with --force it is put aside`)
    if (isInUse(to)) throw new BackupError(`${to} is in use: stop the service first`)
  }
  mkdirSync(dirname(to), { recursive: true })
  const partial = `${to}.partial`
  try {
    copyFileSync(from, partial)
    chmodSync(partial, 0o600)
    forgetIds(partial)
    const aside = existsSync(to) ? `${to}.replaced-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z` : null
    // The write-ahead log goes with its database: beside another one it would be taken for that one's.
    for (const suffix of ['', '-wal', '-shm'].filter(suffix => existsSync(to + suffix))) {
      if (aside) renameSync(to + suffix, aside + suffix)
      else rmSync(to + suffix)
    }
    renameSync(partial, to)
    return { ...found, aside }
  }
  catch (error) {
    for (const suffix of ['', '-journal']) rmSync(partial + suffix, { force: true })
    throw error
  }
}

/**
 * Whether a process has the database open: only the last one of them could change its mode. Of a file that is no database any more nobody can tell.
 */
function isInUse(file: string): boolean {
  try {
    const sqlite = new Database(file, { timeout: 0, fileMustExist: true })
    try {
      sqlite.pragma('journal_mode = DELETE')
    }
    finally {
      sqlite.close()
    }
    return false
  }
  catch (error) {
    return (error as { code?: string }).code?.startsWith('SQLITE_BUSY') ?? false
  }
}

/**
 * A session names its portal by number and lives for an hour. Portals that came after the backup are not in it, so their numbers would be given to others,
 * and whoever still has such a session would be at home there.
 */
function forgetIds(file: string): void {
  const sqlite = new Database(file, { fileMustExist: true })
  try {
    sqlite.transaction(() => {
      const last = sqlite.prepare('select max(seq) from sqlite_sequence where name = \'portals\'').pluck().get() as number | null
      sqlite.prepare('delete from sqlite_sequence where name = \'portals\'').run()
      sqlite.prepare('insert into sqlite_sequence (name, seq) values (\'portals\', ?)').run((last ?? 0) + idsSince)
    })()
  }
  finally {
    sqlite.close()
  }
}
