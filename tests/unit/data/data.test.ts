import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { beforeEach, describe, expect, it } from 'vitest'
import * as schema from '#db/schema'
import type { PortalExportFormat } from '#shared/settings'
import { erasureGrace } from '#shared/settings'
import type { SubjectKey } from '#shared/subjects'
import type { RestOutcome, Rest, RestParams } from '../../../server/bitrix24/types'
import { RestError } from '../../../server/bitrix24/types'
import { askErasure, eraseDuePortals, erasePrivateNotes, takeErasureBack } from '../../../server/data/erase'
import { exportPortal } from '../../../server/data/export'
import { openOverview } from '../../../server/data/overview'
import { createRunning } from '../../../server/running'
import { createTestLog } from '../support/database'
import type { NotesWorld } from '../support/notes'
import { createNotesWorld } from '../support/notes'

const ada = 1
const ben = 2
const cleo = 3

let world: NotesWorld
let task: SubjectKey
let deps: Parameters<typeof eraseDuePortals>[0]
beforeEach(async () => {
  world = await createNotesWorld()
  task = await world.show('task:31', [ada, ben])
  deps = { repositories: world.repositories, running: createRunning(), clock: world.clock, log: createTestLog().log }
})

const administrator = async (userId = ada, portalId = world.portalId) => ({ portal: (await world.repositories.portals.findById(portalId))!, user: { userId } })
const audit = async () => (await world.repositories.audit.list({ portalId: world.portalId, limit: 50 })).map(({ action, userId, details }) => [action, userId, details]).reverse()

/** A portal whose people answer `user.get`; those in `left` are not ACTIVE, those in `unknown` not there. */
function portalOf({ left = [] as number[], unknown = [] as number[], refuses = false } = {}): Rest {
  const users = ({ FILTER }: RestParams) => (FILTER as { ID: number[] }).ID.filter(id => !unknown.includes(id)).map(id => ({ ID: String(id), ACTIVE: !left.includes(id) }))
  return {
    call: () => Promise.reject(new Error('People are asked about in a batch')),
    async batch<Name extends string>(commands: Record<Name, { method: string, params?: RestParams }>) {
      const answers = Object.entries<{ method: string, params?: RestParams }>(commands).map(([name, { method, params = {} }]): [string, RestOutcome] =>
        [name, refuses ? { ok: false, error: new RestError(method, 'insufficient_scope', '', 401) } : { ok: true, result: users(params) }])
      return Object.fromEntries(answers) as Record<Name, RestOutcome>
    },
  }
}
const overview = async (rest = portalOf()) => openOverview((await administrator()).portal, rest, world.services)

/** Tables with rows of the portal, beside those named. */
function tablesWithRows(portalId: number, besides: SQLiteTable[] = []) {
  const tables = Object.values(schema).filter(table => is(table, SQLiteTable)).filter(table => 'portalId' in getTableColumns(table) && !besides.includes(table))
  const rowsOf = (name: string) => (world.database.sqlite.prepare(`select count(*) as n from "${name}" where portal_id = ?`).get(portalId) as { n: number }).n
  return tables.map(getTableName).filter(name => rowsOf(name) > 0)
}

/** A row of the portal in every table that belongs to portals: a new table must be thought of here, and where things are erased. */
async function fillEveryTable(portalId: number) {
  const { repositories, clock } = world
  await world.show('task:31', [ada, ben], true, portalId)
  const note = await world.write(ada, task, { text: 'Ask @[Ben](user:2)', dueAt: clock() + 60_000 }, portalId)
  await repositories.notes.change({ portalId, authorId: ada, id: note.id, set: { text: 'Changed', editedAt: clock() }, now: clock() })
  const insert = (table: string, row: Record<string, unknown>) => world.database.sqlite
    .prepare(`insert or ignore into "${table}" (${Object.keys(row).join(', ')}) values (${Object.keys(row).map(() => '?').join(', ')})`).run(...Object.values(row))
  insert('notices', { portal_id: portalId, note_id: note.id, kind: 'mention', user_id: ben, by_id: ada, created_at: 1 })
  insert('templates', { portal_id: portalId, id: `t${portalId}`, owner_id: ada, kind: 'chat', title: 'T', text: 'T', shared: 1, created_at: 1, updated_at: 1 })
  insert('subject_lists', { portal_id: portalId, user_id: ada, owner: 'project:1', start: 0, keys: '[]', more: 0, checked_at: 1 })
  insert('user_tokens', { portal_id: portalId, user_id: ada, sealed_access: 'x', sealed_refresh: 'x', expires_at: 1, updated_at: 1 })
  insert('launch_proofs', { portal_id: portalId, token_hash: `h${portalId}`, user_id: ada, expires_at: 1 })
  insert('rest_journal', { portal_id: portalId, method: 'profile', status: 200, duration_ms: 1, at: 1 })
  insert('portal_settings', { portal_id: portalId, version: 1, value: '{}', updated_at: 1 })
  insert('audit_log', { portal_id: portalId, at: 1, action: 'exported', details: '{}' })
}
const everyTable = () => Object.values(schema).filter(table => is(table, SQLiteTable)).filter(table => 'portalId' in getTableColumns(table)).map(getTableName)
const searchable = () => (world.database.sqlite.prepare('select count(*) as n from search_index').get() as { n: number }).n

describe('what is stored', () => {
  it('is counted, of this portal alone', async () => {
    const first = world.clock()
    await world.write(ada, task, { dueAt: first + 60_000 })
    world.clock.pass(1_000)
    await world.write(ben, task, { visibility: 'private' })
    const gone = await world.write(ben, task)
    await world.repositories.notes.remove(world.portalId, ben, gone.id, world.clock())
    await fillEveryTable(await world.addPortal('globex'))
    expect(await overview()).toMatchObject({
      notes: { team: 1, private: 1, deleted: 1 }, followUps: { open: 1, done: 0 }, templates: { shared: 0, personal: 0 }, subjects: 1, people: 3, since: first, departed: [], erasure: null,
    })
  })

  it('is counted by indexes of the portal alone', async () => {
    await fillEveryTable(world.portalId)
    const asked: string[] = []
    const { sqlite } = world.database
    const prepare = sqlite.prepare.bind(sqlite)
    sqlite.prepare = ((sql: string) => (asked.push(sql), prepare(sql))) as typeof sqlite.prepare
    await world.repositories.data.counts(world.portalId)
    await world.repositories.data.privateAuthors(world.portalId, 10)
    await world.repositories.data.dueErasures(1)
    sqlite.prepare = prepare
    expect(asked).toHaveLength(8)
    for (const sql of asked) {
      const plan = prepare(`explain query plan ${sql}`).all(...[...sql.matchAll(/\?/g)].map(() => 1)) as { detail: string }[]
      for (const { detail } of plan) expect(detail, sql).toMatch(/^SEARCH \w+ USING (COVERING )?INDEX .+\((portal_id=\?|erase_at)/)
    }
  })
})

describe('the team\'s notes as a file', () => {
  async function exported(format: PortalExportFormat) {
    const pieces: string[] = []
    for await (const piece of exportPortal(await administrator(), { format, language: 'en', zone: 'Europe/Berlin' }, world.services)) pieces.push(piece)
    return pieces.join('')
  }

  it('are all of them, newest first, page after page, whoever wrote them; never a private, a deleted, or another portal\'s one', async () => {
    const other = await world.addPortal('globex')
    await world.show('task:31', [ada], true, other)
    await world.write(ada, task, { text: 'Elsewhere' }, other)
    for (let number = 1; number <= 401; number += 1) {
      // Several in the same millisecond: none is lost or told twice where a page ends.
      if (number % 3 === 0) world.clock.pass(1)
      await world.write(number % 2 ? ada : ben, task, { text: `Note ${number}` })
    }
    await world.write(ada, task, { text: 'Mine alone', visibility: 'private' })
    const gone = await world.write(ada, task, { text: 'Gone' })
    await world.repositories.notes.remove(world.portalId, ada, gone.id, world.clock())
    const file = JSON.parse(await exported('json')) as { count: number, notes: { text: string, createdAt: string, author: { name: string } }[] }
    expect(file.count).toBe(401)
    expect(new Set(file.notes.map(({ text }) => text)).size).toBe(401)
    const times = file.notes.map(({ createdAt }) => createdAt)
    expect(times).toEqual([...times].sort().reverse())
    expect(new Set(file.notes.map(({ author }) => author.name))).toEqual(new Set(['Ada', 'Ben']))
    expect(JSON.stringify(file)).not.toMatch(/Mine alone|Gone|Elsewhere/)
    expect((await exported('csv')).trimEnd().split('\r\n')).toHaveLength(402)
  })

  it('say everything that is known of a note', async () => {
    const note = await world.write(ada, task, { text: '=1+1 "quoted"\nand more', dueAt: world.clock() + 3_600_000 })
    world.clock.pass(60_000)
    await world.repositories.notes.change({ portalId: world.portalId, authorId: ada, id: note.id, set: { pinned: true, editedAt: world.clock() }, now: world.clock() })
    expect((JSON.parse(await exported('json')) as { notes: unknown[] }).notes).toEqual([{
      id: note.id, subject: { kind: 'task', key: 'task:31', title: 'Title of task:31', address: 'https://acme.test/company/personal/user/1/tasks/task/view/31/' },
      author: { id: ada, name: 'Ada' }, text: '=1+1 "quoted"\nand more', pinned: true, createdAt: '2026-11-21T08:00:00.000Z', editedAt: '2026-11-21T08:01:00.000Z', source: null,
      followUp: { dueAt: '2026-11-21T09:00:00.000Z', doneAt: null, assignee: { id: ada, name: 'Ada' } },
    }])
    const [head, row] = (await exported('csv')).split('\r\n')
    expect(head).toMatch(/^\uFEFFAbout,.+,Author$/)
    expect(row).toContain(`,"'=1+1 ""quoted""\nand more",Team,yes,2026-11-21 09:00,`)
    expect(row).toMatch(/,Ada$/)
  })

  it('are a file too where nobody has written any', async () => {
    expect(JSON.parse(await exported('json'))).toMatchObject({ portal: 'https://acme.test', notes: [], count: 0 })
    expect((await exported('csv')).trimEnd().split('\r\n')).toHaveLength(1)
  })
})

describe('private notes of whoever left', () => {
  const erase = async (personId: number, rest: Rest) => erasePrivateNotes(await administrator(), personId, rest, deps)

  it('are told of, with how many, and can be erased; what was written for the team stays', async () => {
    for (let number = 0; number < 3; number += 1) await world.write(ben, task, { visibility: 'private' })
    await world.write(ben, task, { text: 'For all' })
    await world.write(ada, task, { visibility: 'private' })
    const rest = portalOf({ left: [ben] })
    expect((await overview(rest)).departed).toMatchObject([{ person: { id: ben, name: 'Ben' }, privateNotes: 3 }])
    await erase(ben, rest)
    expect(await overview(rest)).toMatchObject({ notes: { team: 1, private: 1, deleted: 0 }, departed: [] })
    expect(await audit()).toEqual([['private_notes_erased', ada, { count: 3, person: ben }]])
    await erase(ben, rest)
    expect(await audit()).toHaveLength(1)
  })

  it.each([['works here', portalOf()], ['is unknown to the portal', portalOf({ unknown: [ben] })]])('stay while their author %s', async (_why, rest) => {
    await world.write(ben, task, { visibility: 'private' })
    await expect(erase(ben, rest)).rejects.toMatchObject({ code: 'person_active' })
    expect((await overview(rest)).notes.private).toBe(1)
    expect(await audit()).toEqual([])
  })

  it('stay while the portal does not say who left', async () => {
    await world.write(ben, task, { visibility: 'private' })
    const rest = portalOf({ refuses: true })
    expect((await overview(rest)).departed).toBeNull()
    await expect(erase(ben, rest)).rejects.toMatchObject({ code: 'portal_refused' })
    expect((await overview()).notes.private).toBe(1)
  })
})

describe('erasing everything', () => {
  const ask = async (userId = ada, confirm = 'Acme.TEST') => askErasure(await administrator(userId), confirm, deps)
  const takeBack = async (userId = cleo) => takeErasureBack(await administrator(userId), deps)

  it('needs the portal\'s address, waits three days, and is told with who asked', async () => {
    await expect(ask(ada, 'globex.test')).rejects.toMatchObject({ code: 'erasure_unconfirmed' })
    expect((await overview()).erasure).toBeNull()
    const asked = world.clock()
    await ask()
    world.clock.pass(60_000)
    // Asked again, also by somebody who saw the portal before: the first time stays.
    await ask(ben)
    expect((await overview()).erasure).toMatchObject({ at: asked + erasureGrace, by: { id: ada, name: 'Ada' } })
    expect(await audit()).toEqual([['erasure_asked', ada, {}]])
  })

  it('can be taken back by another administrator until its time has come', async () => {
    await world.write(ada, task)
    await ask()
    world.clock.pass(erasureGrace - 1)
    expect(await eraseDuePortals(deps)).toBe(0)
    await takeBack()
    await takeBack()
    world.clock.pass(erasureGrace)
    expect(await eraseDuePortals(deps)).toBe(0)
    expect((await overview()).notes.team).toBe(1)
    expect(await audit()).toEqual([['erasure_asked', ada, {}], ['erasure_taken_back', cleo, {}]])

    await ask()
    world.clock.pass(erasureGrace)
    await expect(takeBack()).rejects.toMatchObject({ code: 'erasure_begun' })
    expect((await overview()).erasure).not.toBeNull()
  })

  it('stops between two steps when the process is ending, and the next one goes on at once', async () => {
    await world.write(ada, task)
    await ask()
    world.clock.pass(erasureGrace)
    const running = createRunning()
    running.end()
    expect(await eraseDuePortals({ ...deps, running })).toBe(0)
    expect((await overview()).notes.team).toBe(1)
    expect(await eraseDuePortals(deps)).toBe(1)
  })

  it('leaves the installation, the settings and the audit, and every other portal', async () => {
    const other = await world.addPortal('globex')
    for (const portalId of [world.portalId, other]) await fillEveryTable(portalId)
    expect(tablesWithRows(world.portalId)).toEqual(everyTable())
    await ask()
    world.clock.pass(erasureGrace)
    expect(await eraseDuePortals(deps)).toBe(1)
    const kept = [schema.portalSettings, schema.auditLog, schema.users, schema.userTokens, schema.launchProofs, schema.restJournal]
    expect(tablesWithRows(world.portalId, kept)).toEqual([])
    expect(tablesWithRows(world.portalId)).toHaveLength(kept.length)
    expect(searchable()).toBe(1)
    expect(tablesWithRows(other)).toEqual(everyTable())
    expect((await audit()).at(-1)).toEqual(['erased', null, { count: 1 }])
    expect((await overview()).erasure).toBeNull()
    expect(await eraseDuePortals(deps)).toBe(0)
  })

  it('is done once, by whichever process is first, and finished by the next one when that dies', async () => {
    for (let number = 0; number < 450; number += 1) await world.write(ada, task)
    await ask()
    world.clock.pass(erasureGrace)
    expect((await Promise.all([eraseDuePortals(deps), eraseDuePortals(deps)])).sort()).toEqual([0, 1])
    expect((await audit()).filter(([action]) => action === 'erased')).toEqual([['erased', null, { count: 450 }]])

    for (let number = 0; number < 450; number += 1) await world.write(ada, await world.show('task:31', [ada]))
    await ask()
    world.clock.pass(erasureGrace)
    let steps = 0
    const dying = { ...world.repositories.data, eraseSome: (...asked: [number, number]) => ++steps > 2 ? Promise.reject(new Error('power cut')) : world.repositories.data.eraseSome(...asked) }
    await expect(eraseDuePortals({ ...deps, repositories: { ...world.repositories, data: dying } })).rejects.toThrow('power cut')
    expect(await eraseDuePortals(deps)).toBe(0)
    world.clock.pass(60_001)
    expect(await eraseDuePortals(deps)).toBe(1)
    expect(tablesWithRows(world.portalId)).not.toContain('notes')
  })

  it('leaves no word of it on the disk, and every word of others', async () => {
    const other = await world.addPortal('globex')
    await world.show('task:31', [ada], true, other)
    const bytes = () => world.database.sqlite.serialize()
    for (const text of ['The combination is xyzzy', 'And the other is plugh']) await world.write(ada, task, { text })
    await world.write(ada, task, { text: 'Nothing happens' }, other)
    expect(bytes().includes('xyzzy')).toBe(true)
    await ask()
    world.clock.pass(erasureGrace)
    await eraseDuePortals(deps)
    for (const word of ['xyzzy', 'plugh']) expect(bytes().includes(word), word).toBe(false)
    expect(bytes().includes('happens')).toBe(true)
    expect(world.database.sqlite.prepare('select rowid from search_index where search_index match ?').all(`${other}_happens`)).toHaveLength(1)
  })

  it('with the uninstallation leaves nothing in any table', async () => {
    const other = await world.addPortal('globex')
    for (const portalId of [world.portalId, other]) await fillEveryTable(portalId)
    await world.repositories.portals.erase(world.portalId)
    expect(tablesWithRows(world.portalId)).toEqual([])
    expect(searchable()).toBe(1)
    expect(tablesWithRows(other)).toEqual(everyTable())
  })
})
