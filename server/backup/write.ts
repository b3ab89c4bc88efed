import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { LocksRepository } from '#db/repositories/locks'
import type { Log } from '../log'
import { backupName, isBackupDue, listBackups } from './files'
import { inspectDatabase } from './inspect'

const day = 24 * 60 * 60_000

/** Also how long what was erased may still be read in a backup (docs/operating.md). */
const keptFor = 7 * day

const lockName = 'backup'
/** Whoever dies with the lock leaves it to the next one then; longer than a backup takes. */
const lockedFor = 6 * 60 * 60_000

export interface BackupDeps {
  /** The open database, as db/client.ts opens it. */
  sqlite: Database.Database
  locks: LocksRepository
  folder: string
  /** The newest migration of this version, as {@link inspectDatabase} takes it. */
  newestMigration: number
  clock: () => number
  log: Log
}

/**
 * Writes a backup of the running service's database into the folder, checks it by opening it, gives it its name and removes those that are old enough.
 * One at a time, whichever process begins. A file with its final name is a whole backup, readable by its owner alone. Lets nobody else have a turn while it
 * copies and checks: for processes that do nothing else.
 * @param onlyIfDue not when the last night's is there
 * @returns the file; null when it was not due, or another process is at it
 * @throws BackupError when the copy is not good; whatever else went wrong. Then nothing is left of it
 */
export async function writeBackup(deps: BackupDeps, { onlyIfDue = false } = {}): Promise<string | null> {
  const { locks, folder, clock, log } = deps
  const holder = randomUUID()
  if (!await locks.acquire(lockName, holder, lockedFor, clock())) {
    log.info({}, 'backup.write.skipped')
    return null
  }
  try {
    if (onlyIfDue && !isBackupDue(folder, clock())) return null
    return await writeChecked(deps)
  }
  finally {
    await locks.release(lockName, holder)
  }
}

async function writeChecked({ sqlite, folder, newestMigration, clock, log }: BackupDeps): Promise<string> {
  const begun = clock()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Of a process that was killed: nobody else is at it.
  for (const name of readdirSync(folder)) if (/^sidenote-.+\.partial/.test(name)) rmSync(join(folder, name))
  const file = join(folder, backupName(begun))
  const partial = `${file}.partial`
  try {
    // Notes stand in it: nobody but the service's own account may read it, whatever the umask is.
    closeSync(openSync(partial, 'wx', 0o600))
    // Everything in one step reads from one state of the database. Smaller steps would begin anew with every write of another process, and on a busy
    // service never end (sqlite.org/c3ref/backup_finish.html); writers do not wait for a reader.
    await sqlite.backup(partial, { progress: () => Number.MAX_SAFE_INTEGER })
    // Meanwhile the write-ahead log could only grow, and what was erased could not be taken out of it. Most of it without anybody's waiting, then the rest.
    for (const mode of ['passive', 'truncate']) sqlite.pragma(`wal_checkpoint(${mode})`)
    detach(partial)
    const { portals, notes } = inspectDatabase(partial, newestMigration)
    renameSync(partial, file)
    const removed = removeOld(folder, begun)
    log.info({ file, bytes: statSync(file).size, ms: clock() - begun, portals, notes, removed }, 'backup.write.done')
    return file
  }
  catch (error) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(partial + suffix, { force: true })
    throw error
  }
}

/**
 * A backup is one file: the database's mode would put others beside it as soon as somebody looks. And nobody holds its locks, of which the one for this
 * backup would keep a restored service from its next.
 */
function detach(file: string): void {
  const sqlite = new Database(file, { fileMustExist: true })
  sqlite.pragma('journal_mode = DELETE')
  sqlite.exec('delete from locks')
  sqlite.close()
}

/** @returns how many; never the newest */
function removeOld(folder: string, now: number): number {
  const old = listBackups(folder).slice(1).filter(({ at }) => at < now - keptFor)
  for (const { file } of old) rmSync(file)
  return old.length
}
