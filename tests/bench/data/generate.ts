import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { DatabaseHandle } from '#db/client'
import { openDatabase } from '#db/client'
import { applyMigrations } from '#db/migrate'
import { createKeyring } from '#db/sealing'
import { createRepositories } from '../../../server/services'
import type { BenchPortal } from './callers'
import { applicationTokenOf, callersOf, originOf, writeCallers } from './callers'
import type { FilledPortal } from './fill'
import { fill } from './fill'
import type { Scale } from './plan'
import { planPortals, searched, seed } from './plan'
import { prose } from './prose'
import { createRandom } from '../../support/random'

export type { BenchPortal, Caller } from './callers'
export type { Scale } from './plan'

/** Raised by hand when the data would come out different: so that nobody waits for ten million notes after a changed comment. */
const version = 1

/** A database full of what people could have written, and those people whose launches are known in it. */
export interface BenchData {
  scale: Scale
  file: string
  /** As `NUXT_ENCRYPTION_KEYS` has them. */
  encryptionKeys: string
  /** In all. */
  notes: number
  portals: BenchPortal[]
  /** Words to search for: in most notes, in one of a few, in one of fifty, in hardly any. */
  words: typeof searched
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const key = Buffer.alloc(32, 'the key of the bench, and no other')

/** Where databases are kept; `SIDENOTE_BENCH_DATA` lets several checkouts share them. */
const folder = process.env.SIDENOTE_BENCH_DATA ?? path.join(root, '.bench/data')

/** Where a scale's database is or will be. */
export const fileOf = (scale: Scale) => path.join(folder, `${scale}-v${version}`, 'sidenote.db')

/**
 * The data of a scale, generated when it is not there yet: seconds for the small one, some twenty minutes for the large one. Migrations
 * that it lacks are applied, as a deployment would.
 * @param say is told how far it is
 */
export async function ensureData(scale: Scale, say: (text: string) => void = () => {}): Promise<BenchData> {
  const file = fileOf(scale)
  const planned = planPortals(scale)
  if (existsSync(file)) upToDate(file).close()
  else await generate(file, scale, say)
  return {
    scale, file, encryptionKeys: `k1:${key.toString('base64')}`, words: searched,
    notes: planned.reduce((sum, { notes }) => sum + notes, 0),
    portals: planned.flatMap((portal, index): BenchPortal[] => {
      const { memberId, notes, callers } = portal
      return callers === 0 ? [] : [{ portalId: index + 1, memberId, origin: originOf(memberId), applicationToken: applicationTokenOf(memberId), notes, callers: callersOf(portal) }]
    }),
  }
}

function upToDate(file: string): DatabaseHandle {
  const handle = openDatabase(file)
  applyMigrations(handle, path.join(root, 'db/migrations'))
  return handle
}

async function generate(file: string, scale: Scale, say: (text: string) => void): Promise<void> {
  const begun = `${file}.begun`
  mkdirSync(path.dirname(file), { recursive: true })
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(begun + suffix, { force: true })
  const handle = upToDate(begun)
  const { sqlite } = handle
  // Nothing is lost by a crash but the time it took. Without a journal is what better-sqlite3 calls unsafe, and not possible from WAL.
  sqlite.unsafeMode()
  for (const pragma of ['journal_mode = DELETE', 'journal_mode = OFF', 'synchronous = OFF', 'secure_delete = OFF', 'cache_size = -4000000', 'foreign_keys = OFF']) sqlite.pragma(pragma)
  configureIndex(handle, 'hashsize', 1 << 26)
  const indexes = takeIndexes(handle)

  const now = Date.now()
  const repositories = createRepositories(handle, createKeyring([{ id: 'k1', key }]))
  const portals: FilledPortal[] = []
  sqlite.exec('begin')
  for (const portal of planPortals(scale)) {
    const { memberId } = portal
    const { id } = await repositories.portals.record({
      memberId, clientEndpoint: `${originOf(memberId)}/rest/`, origin: originOf(memberId), oauthServer: 'https://oauth.bitrix.info', scopes: 'task,placement,user,im,crm', appVersion: 1,
    }, now)
    await repositories.portals.markInstalled(id, now)
    portals.push({ ...portal, id })
  }
  sqlite.exec('commit')
  fill(sqlite, portals.map(portal => ({ ...portal, notes: portal.notes - prose.length * portal.callers })), now, say)
  say('indexes')
  for (const index of indexes) sqlite.exec(index)
  say('callers')
  sqlite.exec('begin')
  const random = createRandom(seed + 2)
  for (const portal of portals) if (portal.callers > 0) await writeCallers(portal, repositories, random, now)
  // Told already: nothing of the data makes the app call anybody while it is measured.
  sqlite.exec('update notices set send_at = null where send_at is not null')
  sqlite.exec('commit')

  configureIndex(handle, 'hashsize', 1 << 20)
  sqlite.unsafeMode(false)
  sqlite.pragma('journal_mode = WAL')
  handle.close()
  renameSync(begun, file)
}

/** Takes away what is built three times faster once all notes are there. @returns the statements that build it */
function takeIndexes({ sqlite }: DatabaseHandle): string[] {
  const indexes = sqlite.prepare('select name, sql from sqlite_master where type = \'index\' and tbl_name in (\'notes\', \'search_entries\') and sql is not null').all() as { name: string, sql: string }[]
  return indexes.map(({ name, sql }) => {
    sqlite.exec(`drop index ${name}`)
    return sql
  })
}

/** Sets an option of the full-text index; it stays set (SQLite, FTS5, "Special INSERT commands"). */
function configureIndex({ sqlite }: DatabaseHandle, option: 'hashsize', value: number): void {
  sqlite.exec(`insert into search_index(search_index, rank) values ('${option}', ${value})`)
}
