import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DatabaseHandle } from '#db/client'
import { openDatabase } from '#db/client'
import { storageFaultOf } from '#db/faults'
import { applyMigrations } from '#db/migrate'
import { patiently } from '#db/patience'
import { createKeyring } from '#db/sealing'
import { subjectKey } from '#shared/subjects'
import { AppError } from '../../shared/errors'
import { listSubjectNotes, writeNote } from '../../server/notes/notes'
import { createRepositories } from '../../server/services'
import { checkDatabase, checkDisk } from '../../server/storage/check'
import { startFailure } from '../../server/storage/start-failure'
import { asAppError } from '../../server/utils/api'
import type { LaunchWorld } from './support/launch'
import { author, createLaunchWorld } from './support/launch'

/** Faults of the storage, real ones: a file that takes no more pages, no writes, a lock of somebody else, overwritten bytes. */

const migrations = 'db/migrations'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sidenote-storage-'))
  file = path.join(folder, 'sidenote.db')
})

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
  rmSync(folder, { recursive: true, force: true })
})

/** The database as a process has it open. */
function openFile() {
  const handle = openDatabase(file)
  open.push(handle.close)
  applyMigrations(handle, migrations)
  handle.neverBlock()
  const repositories = createRepositories(handle, createKeyring([{ id: 'k1', key: Buffer.alloc(32) }]))
  const write = (holder = 'somebody') => repositories.locks.acquire(randomUUID(), holder, 60_000, 1)
  const written = () => (handle.sqlite.prepare('select count(*) as n from locks').get() as { n: number }).n
  return { handle, repositories, write, written }
}

/** Another process that writes, as far as SQLite can tell. */
function lockFrom(): { release: () => void } {
  const other = new Database(file)
  open.push(() => other.close())
  other.exec('BEGIN IMMEDIATE')
  return { release: () => void other.exec('ROLLBACK') }
}

const makeFull = ({ sqlite }: DatabaseHandle) => void sqlite.pragma(`max_page_count = ${sqlite.pragma('page_count', { simple: true })}`)
const makeRoom = ({ sqlite }: DatabaseHandle) => void sqlite.pragma('max_page_count = 1000000')

/** Overwrites everything behind the first page with nonsense. */
function damage() {
  const { size } = statSync(file)
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.alloc(size - 4096, 0xa5), 0, size - 4096, 4096)
  closeSync(descriptor)
}

async function errorOf(work: () => unknown): Promise<unknown> {
  try {
    await work()
  }
  catch (error) {
    return error
  }
  throw new Error('Nothing went wrong')
}

/** More than the free pages of a fresh file hold. */
async function fill({ write }: ReturnType<typeof openFile>) {
  for (let number = 0; number < 50; number += 1) await write('x'.repeat(4_000))
}

describe('a fault of the storage', () => {
  it('is a clear refusal that says when to come back', async () => {
    const opened = openFile()
    makeFull(opened.handle)
    const error = await errorOf(() => fill(opened))
    expect(storageFaultOf(error)).toBe('full')
    expect(asAppError(error)).toMatchObject({ code: 'storage_unavailable', status: 503, retryAfter: 30 })
    const before = opened.written()
    makeRoom(opened.handle)
    await opened.write()
    expect(opened.written()).toBe(before + 1)
  })

  it('is not what a statement alone did wrong', async () => {
    const { handle } = openFile()
    const error = await errorOf(() => handle.sqlite.prepare('insert into notes (portal_id) values (1)').run())
    expect(error).toBeInstanceOf(Database.SqliteError)
    expect(storageFaultOf(error)).toBeNull()
    expect(asAppError(error).code).toBe('internal')
  })
})

describe('a lock of another process', () => {
  it('stops a write until it is released, and nobody else', async () => {
    const { write, written, repositories } = openFile()
    const { release } = lockFrom()
    let isWritten = false
    const writing = write().then(() => { isWritten = true })
    let longest = 0
    for (let turn = 0; turn < 30; turn += 1) {
      const before = performance.now()
      expect(await repositories.portals.findById(1)).toBeUndefined()
      await wait(10)
      longest = Math.max(longest, performance.now() - before)
    }
    expect(isWritten).toBe(false)
    // SQLite's own waiting would have stopped everything for five seconds.
    expect(longest).toBeLessThan(1_000)
    release()
    await writing
    expect(written()).toBe(1)
  })

  it('that is never released is a clear refusal in the end, and nothing was done', async () => {
    const { handle, written } = openFile()
    const { release } = lockFrom()
    const write = async () => handle.sqlite.prepare(`insert into locks (name, holder, expires_at) values ('a', 'b', 1)`).run()
    const error = await errorOf(() => patiently(write, 200))
    expect(asAppError(error)).toMatchObject({ code: 'storage_unavailable', retryAfter: 2 })
    release()
    expect(written()).toBe(0)
    await patiently(write, 200)
    expect(written()).toBe(1)
  })

  it('lets twenty writers through, each once', async () => {
    const { write, written } = openFile()
    const second = openFile()
    const { release } = lockFrom()
    const writing = Promise.all(Array.from({ length: 20 }, (_, number) => (number % 2 ? write : second.write)()))
    await wait(100)
    release()
    await writing
    expect(written()).toBe(20)
  })
})

describe('what an operator is told', () => {
  it('is that all is well', async () => {
    const { handle } = openFile()
    expect(await checkDatabase(handle, 1)).toBe('ok')
    expect(await checkDisk(handle)).not.toBe('unknown')
  })

  it.each([[0, 'full'], [100, 'low'], [10_000, 'ok']])('is how a disk with %i MB of free space does', async (free, state) => {
    expect(await checkDisk({ file }, async () => ({ bavail: free * 256, bsize: 4096 }))).toBe(state)
    expect(await checkDisk({ file }, () => Promise.reject(new Error('Nobody knows')))).toBe('unknown')
  })

  it('is that it cannot be written', async () => {
    const { handle } = openFile()
    handle.sqlite.pragma('query_only = ON')
    expect(await checkDatabase(handle, 1)).toBe('read_only')
    handle.sqlite.pragma('query_only = OFF')
    expect(await checkDatabase(handle, 1)).toBe('ok')
  })

  it('is that it is locked, within two seconds', async () => {
    const { handle } = openFile()
    const { release } = lockFrom()
    const began = performance.now()
    expect(await checkDatabase(handle, 1)).toBe('locked')
    expect(performance.now() - began).toBeLessThan(2_000)
    release()
    expect(await checkDatabase(handle, 1)).toBe('ok')
  })

  it('is that it is damaged, from the first statement that meets it until the file is replaced', async () => {
    const { handle, write } = openFile()
    await write()
    handle.sqlite.pragma('wal_checkpoint(truncate)')
    damage()
    // What SQLite remembers of the file would hide it for a while.
    handle.sqlite.pragma('shrink_memory')
    expect(asAppError(await errorOf(() => write()))).toMatchObject({ code: 'storage_unavailable' })
    expect(handle.isDamaged).toBe(true)
    expect(await checkDatabase(handle, 1)).toBe('corrupt')
  })

  it('is that it was deleted or replaced under us', async () => {
    const { handle, write } = openFile()
    const aside = `${file}.aside`
    renameSync(file, aside)
    expect(await checkDatabase(handle, 1)).toBe('missing')
    writeFileSync(file, '')
    expect(await checkDatabase(handle, 1)).toBe('missing')
    renameSync(aside, file)
    expect(await checkDatabase(handle, 1)).toBe('ok')
    await write()
  })
})

describe('a start', () => {
  const start = () => {
    const handle = openDatabase(file)
    open.push(handle.close)
    applyMigrations(handle, migrations)
  }
  const sentence = async () => startFailure(await errorOf(start))

  it('is refused for a file that is no database, and the file is left alone', async () => {
    writeFileSync(file, 'Dear diary, '.repeat(1_000))
    expect(await sentence()).toMatch(/^The database file is damaged, or is no database\. Restore a backup\. See docs\/operating\.md/)
    expect(statSync(file).size).toBe(12_000)
  })

  it('is refused for a damaged one', async () => {
    openFile().handle.close()
    damage()
    expect(await sentence()).toContain('is damaged')
  })

  it('is refused for one of a newer version', async () => {
    const { handle } = openFile()
    handle.sqlite.exec(`insert into __drizzle_migrations (hash, created_at) values ('x', 9999999999999)`)
    handle.close()
    expect(await sentence()).toContain('written by a newer version')
  })

  it('is refused where there can be no file', async () => {
    mkdirSync(file)
    expect(await sentence()).toContain('cannot be opened')
    file = path.join(folder, 'a-file', 'sidenote.db')
    writeFileSync(path.dirname(file), '')
    expect(await sentence()).toContain('cannot be opened')
  })

  it('makes a folder that is missing', () => {
    file = path.join(folder, 'new', 'sidenote.db')
    expect(start).not.toThrow()
  })
})

describe('while the database takes no writes', () => {
  let world: LaunchWorld
  beforeEach(async () => {
    world = await createLaunchWorld()
    await world.install()
    open.push(() => void world.close())
  })

  const key = subjectKey('task', 31)
  const note = (text: string) => writeNote({ portal: { id: 1 }, user: { userId: author } }, { id: randomUUID(), subject: key, text, visibility: 'team' }, world.services)
  const openTask = (fields: Record<string, string>) => world.open({ ...fields, PLACEMENT: 'TASK_VIEW_TAB', PLACEMENT_OPTIONS: '{"taskId":"31"}' }, '/placements/task-view-tab')

  it('whoever is known goes on reading, also what Bitrix24 has to be asked about again; a note is refused and not lost', async () => {
    const fields = world.form(author)
    await openTask(fields)
    await note('Written before')
    const { sqlite } = world.services.database
    sqlite.pragma('query_only = ON')
    // What Bitrix24 said is too old by now.
    world.pass(20 * 60_000)
    const before = world.outbound()
    expect(await openTask(fields)).toMatchObject({ status: 'launched', data: { view: 'subject', notes: { notes: [{ text: 'Written before' }] } } })
    expect(world.outbound()).toBeGreaterThan(before)
    expect(asAppError(await errorOf(() => note('Written meanwhile')))).toMatchObject({ code: 'storage_unavailable' })
    expect(asAppError(await errorOf(() => openTask(world.form(5))))).toBeInstanceOf(AppError)

    sqlite.pragma('query_only = OFF')
    await note('Written after')
    const { notes } = await listSubjectNotes({ portal: { id: 1 }, user: { userId: author } }, key, undefined, world.services)
    expect(notes.map(({ text }) => text).toSorted()).toEqual(['Written after', 'Written before'])
  })
})
