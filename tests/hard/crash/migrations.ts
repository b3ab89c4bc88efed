import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '../../../db/client'
import { applyMigrations } from '../../../db/migrate'
import { AppProcess } from '../../e2e/support/app-process'
import { DatabaseFile } from '../../e2e/support/database'
import { freeAppPort } from '../../e2e/support/world'
import type { Random } from '../../support/random'
import { damageOf } from './lane'
import { complain } from './operation'

const migrations = fileURLToPath(new URL('../../../db/migrations', import.meta.url))
const journalOf = (folder: string) => path.join(folder, 'meta/_journal.json')
const journal = JSON.parse(readFileSync(journalOf(migrations), 'utf8')) as { entries: unknown[] }

/** A kill comes at any time of what migrating usually takes, and somewhat later. */
const spread = 1.5

/** Enough for the migrations to have something to do. */
const oldNotes = 4_000

export interface MigrationTrials {
  tried: number
  held: number
  /** Kills that came before all migrations were committed. */
  inside: number
  complaints: string[]
}

export interface MigrationOptions {
  times: number
  /** How many migrations the database has already, one after the other; none for a first start. */
  applied: readonly number[]
  folder: string
  /** Built server, and what it is told; its database is made here. */
  entry: string
  env: Record<string, string>
  random: Random
}

/** Kills the app while it brings a database up to date, and starts it again. */
export async function crashWhileMigrating({ times, applied, folder, entry, env, random }: MigrationOptions): Promise<MigrationTrials> {
  const result: MigrationTrials = { tried: 0, held: 0, inside: 0, complaints: [] }
  rmSync(folder, { recursive: true, force: true })
  const port = await freeAppPort()
  const originals = applied.map(count => oldDatabase(path.join(folder, `old-${count}`), count))
  // What nobody interrupts tells how long it takes.
  const usual: number[] = []
  for (const index of applied.keys()) {
    usual.push(await attempt(index, 'uninterrupted', async (app, isBegun, database) => {
      const starting = app.start()
      await until(isBegun)
      const began = performance.now()
      await until(() => isCurrent(database))
      const took = performance.now() - began
      await starting
      return took
    }))
  }

  for (let number = 0; number < times; number++) {
    const index = number % applied.length
    const wrong = await attempt(index, `${number}`, async (app, isBegun, database) => {
      const starting = app.start().catch(() => {})
      await until(isBegun)
      await sleep(random.next() * spread * usual[index]!)
      await app.stop('SIGKILL')
      await starting
      result.inside += Number(!isCurrent(database))
      await app.start()
      return [...damageOf(database), ...complain(!isCurrent(database), 'Migrations are missing'), ...wrongWithNotes(database, applied[index]!), ...app.complaints]
    })
    result.tried += 1
    result.held += Number(wrong.length === 0)
    result.complaints.push(...wrong)
  }
  return result

  async function attempt<T>(index: number, name: string, work: (app: AppProcess, isBegun: () => boolean, database: DatabaseFile) => Promise<T>): Promise<T> {
    const own = path.join(folder, `run-${index}-${name}`)
    mkdirSync(own, { recursive: true })
    const database = new DatabaseFile(path.join(own, 'sidenote.db'))
    if (originals[index]) copyFileSync(originals[index], database.file)
    const app = new AppProcess(port, { ...env, NUXT_DATABASE_URL: `file:${database.file}` }, entry)
    try {
      return await work(app, () => existsSync(`${database.file}-wal`), database)
    }
    finally {
      await app.stop('SIGKILL')
      rmSync(own, { recursive: true, force: true })
    }
  }
}

/** Milliseconds that a server may need until it opens its database. */
const startLimitMs = 30_000

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + startLimitMs
  while (!isSo() && Date.now() < end) await sleep(1)
}

/** A database as an earlier version left it, with notes. @returns its file; undefined when it has no migrations at all */
function oldDatabase(folder: string, count: number): string | undefined {
  if (count === 0) return undefined
  cpSync(migrations, path.join(folder, 'migrations'), { recursive: true })
  writeFileSync(journalOf(path.join(folder, 'migrations')), JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }))
  const file = path.join(folder, 'sidenote.db')
  const handle = openDatabase(file)
  applyMigrations(handle, path.join(folder, 'migrations'))
  const { sqlite } = handle
  sqlite.prepare(`insert into portals (id, member_id, client_endpoint, origin, oauth_server, status, created_at, updated_at)
    values (1, 'old', 'https://old.example/rest/', 'https://old.example', 'https://oauth.example', 'installed', 1, 1)`).run()
  const note = sqlite.prepare(`insert into notes (portal_id, id, subject, author_id, text, visibility, created_at) values (1, ?, 'task:1', 1, ?, 'team', ?)`)
  sqlite.transaction(() => {
    for (let number = 0; number < oldNotes; number++) note.run(`old-${number}`, textOf(number), number)
  })()
  handle.close()
  return file
}

const textOf = (number: number) => `An old note, number ${number}, about the delivery`

function isCurrent(database: DatabaseFile): boolean {
  try {
    return database.rows('SELECT 1 FROM __drizzle_migrations').length === journal.entries.length
  }
  catch {
    // Not even the table is there.
    return false
  }
}

function wrongWithNotes(database: DatabaseFile, applied: number): string[] {
  const expected = applied === 0 ? 0 : oldNotes
  const rows = database.rows<{ text: string }>('SELECT text FROM notes ORDER BY created_at')
  const found = database.rows<{ n: number }>('SELECT count(*) AS n FROM search_entries')[0]!.n
  return [
    ...complain(rows.length !== expected || rows.some(({ text }, number) => text !== textOf(number)), 'Notes of the earlier version are not as they were'),
    ...complain(found !== expected, `${found} of ${expected} notes of the earlier version can be found`),
  ]
}
