import { sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { SealError } from '../sealing'

/** What became of some values that were sealed under an older key. */
export interface ResealStep<Place> {
  resealed: number
  /** Their key is gone, or they were altered: they stay as they are. */
  unreadable: number
  /** Where the next step goes on; null when there is nothing more. */
  next: Place | null
}

/**
 * Opens at most `limit` values after a place and seals them under the newest key. Nobody writes meanwhile, so that no value changes between its
 * reading and its writing: steps are small, and a writer waits milliseconds.
 */
export type Reseal<Place> = (after: Place | null, limit: number) => Promise<ResealStep<Place>>

/** `key` as it stands before the value: `k1.`. */
export type SealedUnder = { key: string, values: number }[]

/** What stands before a sealed value and names its key: `k1.`. */
export const keyOf = (column: SQLiteColumn) => sql<string>`substr(${column}, 1, instr(${column}, '.'))`

/** Seals each row again; one that does not open is counted and left alone. */
export function resealed<Row, Place>(rows: readonly Row[], again: (row: Row) => void, placeOf: (row: Row) => Place): ResealStep<Place> {
  let unreadable = 0
  for (const row of rows) {
    try {
      again(row)
    }
    catch (error) {
      if (!(error instanceof SealError)) throw error
      unreadable += 1
    }
  }
  const last = rows.at(-1)
  return { resealed: rows.length - unreadable, unreadable, next: last === undefined ? null : placeOf(last) }
}
