import Database from 'better-sqlite3'

/** What can be wrong with the file that everything is in. `locked`: another process writes, or has forgotten that it does. */
export type StorageFault = 'full' | 'read_only' | 'locked' | 'corrupt' | 'unavailable'

/** SQLite's result codes that are about the storage and not about a statement (sqlite.org/rescode.html). */
const faults: Record<string, StorageFault> = {
  FULL: 'full',
  READONLY: 'read_only',
  BUSY: 'locked',
  LOCKED: 'locked',
  PROTOCOL: 'locked',
  CORRUPT: 'corrupt',
  NOTADB: 'corrupt',
  IOERR: 'unavailable',
  CANTOPEN: 'unavailable',
  PERM: 'unavailable',
  AUTH: 'unavailable',
}

/**
 * The fault of the storage that an error tells of; null when it is about something else.
 * @param error of better-sqlite3, whose `code` is a result code, maybe an extended one: `SQLITE_IOERR_WRITE`
 */
export function storageFaultOf(error: unknown): StorageFault | null {
  if (!(error instanceof Database.SqliteError)) return null
  const [, name = ''] = error.code.split('_')
  return faults[name] ?? null
}
