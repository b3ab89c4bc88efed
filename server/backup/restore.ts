import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { openDatabase } from '#db/client'
import { applyMigrations, newestCommitted } from '#db/migrate'
import { createDataRepository } from '#db/repositories/data'
import { createPortalsRepository } from '#db/repositories/portals'
import { eraseInSteps } from '../data/erase'
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
  /** Portals, by their numbers in the log, that were erased after the backup: they are erased in what is restored, too. */
  erased: readonly number[]
  /** Where this version's migrations are. */
  migrations: string
  /** Milliseconds since 1970. */
  now: number
}

/**
 * Puts a backup in the database's place, after it was checked. What stood there is kept beside it. Migrations that it lacks are applied by the service when it starts.
 * Lets nobody else have a turn: for processes that do nothing else.
 * @returns what the backup holds, and where what stood in its place is now
 * @throws BackupError; then nothing was changed
 */
export async function restoreBackup({ from, to, force, erased, migrations, now }: RestoreRequest): Promise<Inspection & { aside: string | null }> {
  const found = inspectDatabase(from, newestCommitted(migrations))
  if (existsSync(to)) {
    if (!force) throw new BackupError(`${to} is there already; with --force it is put aside`)
    if (isInUse(to)) throw new BackupError(`${to} is in use: stop the service first`)
  }
  mkdirSync(dirname(to), { recursive: true })
  const partial = `${to}.partial`
  try {
    copyFileSync(from, partial)
    chmodSync(partial, 0o600)
    if (erased.length > 0) await eraseAgain(partial, erased, migrations)
    forgetIds(partial)
    const aside = `${to}.replaced-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z`
    // The write-ahead log goes with its database: beside another one it would be taken for that one's.
    const replaced = ['', '-wal', '-shm'].filter(suffix => existsSync(to + suffix))
    for (const suffix of replaced) renameSync(to + suffix, aside + suffix)
    renameSync(partial, to)
    return { ...found, aside: replaced.length > 0 ? aside : null }
  }
  catch (error) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(partial + suffix, { force: true })
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

/** What somebody asked to have erased does not come back with a backup. */
async function eraseAgain(file: string, portalIds: readonly number[], migrations: string): Promise<void> {
  const database = openDatabase(file)
  try {
    // The statements know this version's tables.
    applyMigrations(database, migrations)
    const data = createDataRepository(database.db)
    for (const id of portalIds) {
      await eraseInSteps(id, async () => true, data)
      await createPortalsRepository(database.db).erase(id)
    }
    // One file again, before it is moved.
    database.sqlite.pragma('journal_mode = DELETE')
  }
  finally {
    database.close()
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
