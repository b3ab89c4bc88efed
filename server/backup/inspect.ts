import Database from 'better-sqlite3'
import { newestApplied } from '#db/migrate'

/** Why a file is no backup to rely on, or cannot take the database's place; `message` is one sentence for the operator. */
export class BackupError extends Error {
  readonly code = 'backup_refused'
}

/** What was found in a database that is whole. */
export interface Inspection { portals: number, notes: number }

/**
 * Opens a database for reading and checks it: every page and index of it, the migrations it knows, and that its rows can be read. Takes minutes for some
 * gigabytes and lets nobody else have a turn: for processes that do nothing else.
 * @param newestMigration the newest one of this version ({@link newestCommitted} of db/migrate)
 * @throws BackupError
 */
export function inspectDatabase(file: string, newestMigration: number): Inspection {
  try {
    const sqlite = new Database(file, { readonly: true, fileMustExist: true })
    try {
      // Every row is looked up in every index: 256 MB of them are kept at hand.
      sqlite.pragma('cache_size = -262144')
      const problems = sqlite.prepare('pragma integrity_check(3)').pluck().all() as string[]
      if (problems[0] !== 'ok') throw new BackupError(`${file} is damaged: ${problems.join('; ')}`)
      const migration = newestApplied({ sqlite })
      if (migration === 0) throw new BackupError(`${file} is no database of Sidenote`)
      if (migration > newestMigration) throw new BackupError(`${file} was written by a newer version of Sidenote`)
      const count = (table: 'portals' | 'notes') => sqlite.prepare(`select count(*) from ${table}`).pluck().get() as number
      return { portals: count('portals'), notes: count('notes') }
    }
    finally {
      sqlite.close()
    }
  }
  catch (error) {
    if (error instanceof BackupError) throw error
    throw new BackupError(`${file} cannot be read (${(error as Error).message})`, { cause: error })
  }
}
