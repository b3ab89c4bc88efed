import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import * as schema from './schema'
import { indexWords } from './search-words'

export type Db = BetterSQLite3Database<typeof schema>

export interface DatabaseHandle {
  db: Db
  sqlite: Database.Database
  /** Path of the file, or `:memory:`. */
  file: string
  /** Whether the file that was opened is still the one at that path. */
  isInPlace: () => boolean
  /** SQLite has found the file damaged. That does not pass: it has to be replaced. */
  isDamaged: boolean
  /** To be called when the migrations are applied: from now on a statement that meets a lock fails at once, and is tried again (db/patience.ts). */
  neverBlock: () => void
  close: () => void
}

/**
 * Opens the SQLite file, making its folder when missing.
 * @param file path of the database, or `:memory:`
 * @throws when the file cannot be opened or is not a database
 */
export function openDatabase(file: string): DatabaseHandle {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const sqlite = new Database(file)
  // Several processes share the file: readers never wait for the writer, and several that start at once wait for each other.
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('busy_timeout = 5000')
  // What was acknowledged survives a power cut, not only a crash.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  // Deleted notes and tokens leave no readable remains in the file.
  sqlite.pragma('secure_delete = ON')
  sqlite.function('search_words', { deterministic: true }, indexWords as (...values: unknown[]) => string)
  const opened = identityOf(file)
  return {
    db: drizzle(sqlite, { schema }),
    sqlite,
    file,
    isInPlace: () => file === ':memory:' || identityOf(file) === opened,
    isDamaged: false,
    neverBlock: () => void sqlite.pragma('busy_timeout = 0'),
    close: () => sqlite.close(),
  }
}

/** Tells a file from another one that took its place; null when there is none. */
function identityOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.dev}:${found.ino}` : null
}
