import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Db } from './client'

const patience = 5_000
const pause = 50

/**
 * Empties the write-ahead log: `secure_delete` overwrites the file's pages, but earlier versions of them stand there until then. Waits while
 * another process reads from it, for five seconds at most; the next one to find nobody reading empties it then.
 */
export async function emptyWriteAheadLog(db: Db): Promise<void> {
  const deadline = performance.now() + patience
  while (db.all<{ busy: number }>(sql`pragma wal_checkpoint(truncate)`)[0]?.busy === 1 && performance.now() < deadline) await sleep(pause)
}
