import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '#db/schema'
import type { EventWorld } from '../support/events'
import { createEventWorld, installAcme, uninstallBody } from '../support/events'

/** What stands in every text of the portal that goes; nobody else has it. */
const mark = 'zweiundvierzigfach'
const later = { ts: '1795248500' }

let folder: string
let world: EventWorld
let acmeId: number
let otherId: number
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sidenote-erased-'))
  world = createEventWorld(join(folder, 'sidenote.db'))
  await installAcme(world)
  acmeId = (await world.acme())!.id
  otherId = (await world.database.portals.record({ memberId: 'globex', clientEndpoint: 'https://globex.test/rest/', origin: 'https://globex.test', oauthServer: 'https://oauth.test', scopes: '', appVersion: 1 }, 1)).id
  fillEveryTable(otherId, 'globex', 'unremarkable')
  fillEveryTable(acmeId, 'acme', mark)
})
afterEach(() => {
  world.database.close()
  rmSync(folder, { recursive: true, force: true })
})

const tables = Object.values(schema).filter(table => is(table, SQLiteTable))
const ofPortals = tables.filter(table => 'portalId' in getTableColumns(table))
const rowsOf = (table: SQLiteTable, portalId: number) =>
  (world.database.sqlite.prepare(`select count(*) as n from "${getTableName(table)}" where portal_id = ?`).get(portalId) as { n: number }).n
const tablesWith = (portalId: number) => ofPortals.filter(table => rowsOf(table, portalId) > 0).map(getTableName)

/** One row in every table of the schema that belongs to portals, made from its columns; its texts say the word. */
function fillEveryTable(portalId: number, memberId: string, word: string) {
  const { sqlite } = world.database
  /** What columns are called that point to the note or tell rows apart, and those with fixed values. */
  const given: Record<string, unknown> = { portal_id: portalId, note_id: 'note', visibility: 'team', kind: 'chat', status: 'installed', state: 'live', subject: 'task:31', key: 'task:31', source_kind: null, source_id: null }
  const valueOf = (table: string, column: SQLiteColumn) => {
    if (table === 'notes' && column.name === 'id') return 'note'
    if (column.name in given) return given[column.name]
    if (column.columnType === 'SQLiteTextJson') return JSON.stringify({ title: word })
    if (column.dataType === 'string') return `${memberId} ${word} ${column.name}`
    return 1
  }
  // Notes first: others point to them.
  for (const table of [schema.notes, ...ofPortals.filter(each => each !== schema.notes)]) {
    const name = getTableName(table)
    const columns = Object.values(getTableColumns(table)).filter(column => column.name === 'portal_id' || !(column.primary && column.dataType === 'number'))
    sqlite.prepare(`insert or ignore into "${name}" (${columns.map(column => column.name).join(', ')}) values (${columns.map(() => '?').join(', ')})`)
      .run(...columns.map(column => valueOf(name, column)))
  }
}

/** Tables, those of the full-text index and SQLite's own included, where the word stands anywhere. */
function tablesThatSay(word: string): string[] {
  const { sqlite } = world.database
  const names = sqlite.prepare('select name from sqlite_master where type = \'table\'').pluck().all() as string[]
  return names.filter(name => (sqlite.prepare(`select * from "${name}"`).raw().all() as unknown[][])
    .some(row => row.some(value => Buffer.isBuffer(value) ? value.includes(word) : String(value).includes(word))))
}

/** Whether the bytes stand anywhere on the disk: tables, pages nobody uses any more, the write-ahead log. */
const isOnDisk = (bytes: string) => readdirSync(folder).some(name => readFileSync(join(folder, name)).includes(bytes))

async function uninstall(clean: '0' | '1') {
  world.authorization.dead('access-1')
  await world.receive(uninstallBody(clean, {}, later))
  await world.inbox.work()
}

describe('an uninstalled portal', () => {
  it('is in every table, in the index and on the disk before', () => {
    expect(tablesWith(acmeId)).toEqual(ofPortals.map(getTableName))
    expect(tablesThatSay(mark)).toEqual(expect.arrayContaining(['notes', 'note_revisions', 'templates', 'subjects', 'users', 'search_index_data']))
    expect(isOnDisk(mark)).toBe(true)
  })

  it('leaves nothing with CLEAN=1: in no table, no index, no free page and no log; the others have all theirs', async () => {
    await uninstall('1')
    expect(world.outcomes()).toEqual(['done erased'])
    expect(tablesWith(acmeId)).toEqual([])
    expect(tablesThatSay(mark)).toEqual([])
    expect(isOnDisk(mark)).toBe(false)
    expect(tablesWith(otherId)).toEqual(ofPortals.map(getTableName))
    // The event itself: that somebody uninstalled, without what it brought.
    expect(world.stored()).toMatchObject([{ event: 'ONAPPUNINSTALL', body: '' }])
  })

  it('leaves what a reinstallation finds again with CLEAN=0, and nothing that opens its door', async () => {
    const { sqlite } = world.database
    const sealed = sqlite.prepare('select sealed_access, sealed_refresh from user_tokens where portal_id = ?').raw().all(acmeId).flat() as string[]
    await uninstall('0')
    expect(world.outcomes()).toEqual(['done uninstalled'])
    const gone = [schema.userTokens, schema.launchProofs, schema.subjectGrants, schema.subjectLists]
    expect(tablesWith(acmeId)).toEqual(ofPortals.filter(table => !gone.includes(table as never)).map(getTableName))
    expect(await world.acme()).toMatchObject({ applicationTokenHash: null, installerId: null })
    sqlite.pragma('wal_checkpoint(truncate)')
    expect(sealed.length).toBeGreaterThan(0)
    expect(sealed.filter(isOnDisk)).toEqual([])
    expect(tablesWith(otherId)).toEqual(ofPortals.map(getTableName))
  })
})
