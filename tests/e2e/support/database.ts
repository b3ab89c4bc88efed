import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { indexWords } from '../../../db/search-words'

/** The app's database, looked at from outside. */
export class DatabaseFile {
  constructor(readonly file: string) {}

  /** Runs one query and closes again, so that the app is never in the way of a test or a test of the app. */
  rows<Row = Record<string, unknown>>(sql: string, ...parameters: unknown[]): Row[] {
    const database = new Database(this.file, { readonly: true, fileMustExist: true })
    try {
      return database.prepare(sql).all(...parameters) as Row[]
    }
    finally {
      database.close()
    }
  }

  #writable(): Database.Database {
    const database = new Database(this.file, { fileMustExist: true, timeout: 5000 })
    // The triggers that keep the search index call it.
    database.function('search_words', { deterministic: true }, indexWords as (...values: unknown[]) => string)
    return database
  }

  /** Changes rows where a test cannot wait for the time that would have to pass. @returns how many */
  advance(sql: string, ...parameters: unknown[]): number {
    const database = this.#writable()
    try {
      return database.prepare(sql).run(...parameters).changes
    }
    finally {
      database.close()
    }
  }

  /**
   * Writes notes as if they had always been there: more of them than a test could write over the wire.
   * @param noteOf what the note with this number says; it is the team's
   */
  fill(count: number, noteOf: (number: number) => { portalId: number, subject: string, authorId: number, text: string, createdAt: number }): void {
    const database = this.#writable()
    try {
      const insert = database.prepare(`INSERT INTO notes (portal_id, id, subject, author_id, text, visibility, created_at) VALUES (@portalId, @id, @subject, @authorId, @text, 'team', @createdAt)`)
      const some = database.transaction((from: number, to: number) => {
        for (let number = from; number < to; number += 1) insert.run({ id: randomUUID(), ...noteOf(number) })
      })
      // In turns with the app, which writes too.
      for (let from = 0; from < count; from += 1000) some(from, Math.min(count, from + 1000))
    }
    finally {
      database.close()
    }
  }

  /** Names of the tables, SQLite's own and the migrations' left out. */
  tables(): string[] {
    return this.rows<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '__drizzle%'`)
      .map(({ name }) => name)
  }

  /** How many rows each table has, to see that something changed nothing. */
  census(): Record<string, number> {
    return Object.fromEntries(this.tables().map(table => [table, this.rows<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`)[0]!.n]))
  }

  /** Every byte on the disk: the file, its write-ahead log, its shared memory. */
  bytes(): Buffer {
    const folder = path.dirname(this.file)
    const name = path.basename(this.file)
    if (!existsSync(this.file)) throw new Error(`${this.file} is not there`)
    return Buffer.concat(readdirSync(folder).filter(entry => entry.startsWith(name)).map(entry => readFileSync(path.join(folder, entry))))
  }
}
