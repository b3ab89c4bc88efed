import { mkdirSync } from 'node:fs'
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
  // Several processes share the file: readers never wait for the writer, and a writer waits instead of failing.
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('busy_timeout = 5000')
  // What was acknowledged survives a power cut, not only a crash.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  // Deleted notes and tokens leave no readable remains in the file.
  sqlite.pragma('secure_delete = ON')
  sqlite.function('search_words', { deterministic: true }, indexWords as (...values: unknown[]) => string)
  return { db: drizzle(sqlite, { schema }), sqlite, close: () => sqlite.close() }
}
