import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newestCommitted } from '#db/migrate'
import { backupName, isBackupDue, listBackups } from '../../../server/backup/files'
import { inspectDatabase } from '../../../server/backup/inspect'
import { restoreBackup } from '../../../server/backup/restore'
import { writeBackup } from '../../../server/backup/write'
import { createTestClock, createTestDatabase, createTestLog } from '../support/database'

const day = 24 * 3_600_000
const migrations = fileURLToPath(new URL('../../../db/migrations', import.meta.url))
const newestMigration = newestCommitted(migrations)

let root: string
let folder: string
let file: string
let database: ReturnType<typeof createTestDatabase>
let clock: ReturnType<typeof createTestClock>
let log: ReturnType<typeof createTestLog>
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sidenote-backup-'))
  folder = join(root, 'backups')
  file = join(root, 'sidenote.db')
  database = createTestDatabase(file)
  clock = createTestClock()
  log = createTestLog()
})
afterEach(() => {
  database.close()
  rmSync(root, { recursive: true, force: true })
})

const deps = () => ({ sqlite: database.sqlite, locks: database.locks, folder, newestMigration, clock, log: log.log })
const addPortal = (memberId: string) => database.portals.record({ memberId, clientEndpoint: `https://${memberId}.test/rest/`, origin: `https://${memberId}.test`, oauthServer: 'https://oauth.test', scopes: '', appVersion: 1 }, clock())
const files = () => readdirSync(folder).sort()
/** Changes one letter in an index: nothing that opens the file or counts its rows notices. */
function damage(path: string) {
  const sqlite = new Database(path, { readonly: true })
  const page = sqlite.prepare('select rootpage from sqlite_master where name = \'portals_by_origin\'').pluck().get() as number
  sqlite.close()
  const bytes = readFileSync(path)
  bytes.write('https://acmf', bytes.indexOf('https://acme', (page - 1) * 4_096))
  writeFileSync(path, bytes)
}

describe('a backup is wanted', () => {
  const at = (hours: number, minutes = 0, days = 0) => new Date(2026, 10, 21 + days, hours, minutes).getTime()

  it.each([
    ['at once where there is none', undefined, at(14), true],
    ['not again on the same day', at(3, 37), at(23, 59), false],
    ['not before the night', at(3, 37), at(2, 59, 1), false],
    ['in the next night', at(3, 37), at(3, 0, 1), true],
    ['later, when nothing ran that night', at(3, 37), at(15, 0, 1), true],
    ['in the night, whoever made one in the evening', at(22), at(3, 37, 1), true],
  ])('%s', (_when, last, now, expected) => {
    expect(isBackupDue(folder, now)).toBe(true)
    mkdirSync(folder)
    if (last !== undefined) writeFileSync(join(folder, backupName(last)), '')
    writeFileSync(join(folder, `${backupName(now)}.partial`), '')
    expect(isBackupDue(folder, now)).toBe(expected)
  })
})

describe('writeBackup', () => {
  it('writes one whole file that nobody else may read', async () => {
    await addPortal('acme')
    const written = await writeBackup(deps())
    expect(written).toBe(join(folder, 'sidenote-2026-11-21T08-00-00Z.db'))
    expect(files()).toEqual(['sidenote-2026-11-21T08-00-00Z.db'])
    expect(statSync(written!).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(inspectDatabase(written!, newestMigration)).toEqual({ portals: 1, notes: 0 })
    expect(files()).toHaveLength(1)
    expect(log.lines).toMatchObject([{ name: 'backup.write.done', fields: { file: written, portals: 1, notes: 0, removed: 0 } }])
  })

  it('keeps seven days, and of older ones what is newest', async () => {
    for (let night = 0; night < 10; night++) {
      await writeBackup(deps())
      clock.pass(day)
    }
    expect(listBackups(folder).map(({ at }) => (clock() - at) / day)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('leaves nothing behind that did not pass its check, and is not in the way of the next', async () => {
    // As if it were of a version that this one does not know.
    await expect(writeBackup({ ...deps(), newestMigration: newestMigration - 1 })).rejects.toThrow('newer version')
    expect(files()).toEqual([])
    expect(log.names()).toEqual([])
    expect(await writeBackup(deps())).not.toBeNull()
  })

  it('does not pass a damaged database', async () => {
    await addPortal('acme')
    database.close()
    damage(file)
    database = createTestDatabase(file)
    await expect(writeBackup(deps())).rejects.toThrow('is damaged')
    expect(files()).toEqual([])
  })

  it('is one at a time, and clears away what a killed one left', async () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'sidenote-2026-11-20T03-00-00Z.db.partial'), 'half')
    await database.locks.acquire('backup', 'another process', 60_000, clock())
    expect(await writeBackup(deps())).toBeNull()
    expect(files()).toHaveLength(1)
    clock.pass(60_000)
    expect(await writeBackup(deps())).not.toBeNull()
    expect(files()).toEqual(['sidenote-2026-11-21T08-01-00Z.db'])
    expect(await writeBackup(deps(), { onlyIfDue: true })).toBeNull()
  })
})

describe('restoreBackup', () => {
  const restore = (from: string, force = false, erased: number[] = []) => restoreBackup({ from, to: file, force, erased, migrations, now: clock() })
  async function backUp() {
    await addPortal('acme')
    return (await writeBackup(deps()))!
  }

  it('takes the place of a database that is lost', async () => {
    const from = await backUp()
    database.close()
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
    writeFileSync(`${file}-wal`, 'of the lost one')
    const { aside } = await restore(from)
    expect(readFileSync(`${aside}-wal`, 'utf8')).toBe('of the lost one')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    database = createTestDatabase(file)
    expect(await database.portals.findByMemberId('acme')).toBeDefined()
    // The lock of that backup is not in it.
    expect(await writeBackup(deps())).not.toBeNull()
  })

  it('puts aside what is there, with its log, and only when it is told to and nobody uses it', async () => {
    const from = await backUp()
    await addPortal('later')
    await expect(restore(from)).rejects.toThrow('--force')
    await expect(restore(from, true)).rejects.toThrow('stop the service first')
    expect((await database.portals.findByMemberId('later'))).toBeDefined()
    database.close()
    const { aside } = await restore(from, true)
    expect(inspectDatabase(aside!, newestMigration)).toEqual({ portals: 2, notes: 0 })
    database = createTestDatabase(file)
    expect(await database.portals.findByMemberId('later')).toBeUndefined()
  })

  it('replaces a database that cannot be read any more, and does not take its write-ahead log for the backup\'s', async () => {
    const from = await backUp()
    await addPortal('later')
    // As a process that was killed leaves it.
    const log = readFileSync(`${file}-wal`)
    database.close()
    writeFileSync(file, 'no database')
    writeFileSync(`${file}-wal`, log)
    const { aside } = await restore(from, true)
    expect(readFileSync(aside!, 'utf8')).toBe('no database')
    expect(readFileSync(`${aside}-wal`).equals(log)).toBe(true)
    database = createTestDatabase(file)
    expect(await database.portals.findByMemberId('acme')).toBeDefined()
    expect(await database.portals.findByMemberId('later')).toBeUndefined()
  })

  it('changes nothing when the backup is damaged, of a newer version, or no database of ours', async () => {
    const from = await backUp()
    const before = readdirSync(root).sort()
    const damaged = join(root, 'backups', 'damaged.db')
    copyFileSync(from, damaged)
    damage(damaged)
    const foreign = join(root, 'backups', 'foreign.db')
    new Database(foreign).exec('create table notes (id integer)').close()
    database.close()
    await expect(restore(damaged, true)).rejects.toThrow('is damaged')
    await expect(restore(foreign, true)).rejects.toThrow('is no database of Sidenote')
    await expect(restore(join(root, 'nowhere.db'), true)).rejects.toThrow('cannot be read')
    const newer = join(root, 'backups', 'newer.db')
    copyFileSync(from, newer)
    new Database(newer).exec(`insert into __drizzle_migrations (hash, created_at) values ('', ${newestMigration + 1})`).close()
    await expect(restore(newer, true)).rejects.toThrow('newer version')
    database = createTestDatabase(file)
    expect(await database.portals.findByMemberId('acme')).toBeDefined()
    expect(readdirSync(root).sort()).toEqual(before)
  })

  it('never gives a number away again that a portal had after the backup: sessions name their portal by it', async () => {
    const from = await backUp()
    const { id } = await addPortal('later')
    database.close()
    await restore(from, true)
    database = createTestDatabase(file)
    expect((await addPortal('somebody else')).id).toBeGreaterThan(id)
  })

  it('takes a backup of an older version, whose migrations come with the next start', async () => {
    const from = await backUp()
    const { id } = await addPortal('gone')
    new Database(from).exec(`delete from __drizzle_migrations where created_at = ${newestMigration}; drop index event_inbox_waiting`).close()
    database.close()
    for (const erased of [[], [id]]) await restore(from, true, erased)
    database = createTestDatabase(file)
    expect(await database.portals.findByMemberId('acme')).toBeDefined()
  })

  it('erases once more what was erased after the backup, and leaves the others theirs', async () => {
    const { id } = await addPortal('gone')
    const text = (portalId: number, words: string) => database.sqlite.prepare('insert into notes (portal_id, id, subject, author_id, text, visibility, created_at) values (?, ?, \'task:1\', 1, ?, \'team\', 1)').run(portalId, words, words)
    text(id, 'unwiederbringlich')
    const other = await addPortal('acme')
    text(other.id, 'beständig')
    const from = (await writeBackup(deps()))!
    expect(readFileSync(from).includes('unwiederbringlich')).toBe(true)
    database.close()
    await restore(from, true, [id, 4_711])
    expect(readFileSync(file).includes('unwiederbringlich')).toBe(false)
    expect(readdirSync(root).filter(name => name.startsWith('sidenote.db') && !name.includes('replaced'))).toEqual(['sidenote.db'])
    database = createTestDatabase(file)
    expect(await database.portals.findByMemberId('gone')).toBeUndefined()
    expect(database.sqlite.prepare('select text from notes').pluck().all()).toEqual(['beständig'])
  })
})
