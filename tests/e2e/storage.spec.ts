import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { people, tasks } from './support/acme'
import { AppProcess } from './support/app-process'
import { expect, test } from './support/fixtures'
import { formOf, installOverTheWire, newNote, sendLaunch } from './support/wire'
import { freeAppPort } from './support/world'
import type { World } from './support/world'

/** The file that everything is in cannot be used; the built server says so, loses nothing that it has confirmed, and goes on. No browser. */

async function readiness(world: World): Promise<{ http: number, database: string }> {
  const answer = await fetch(`${world.app.origin}/readyz`)
  return { http: answer.status, database: (await answer.json() as { checks: { database: string } }).checks.database }
}

test('a lock that nobody releases: reading goes on, writing is refused after a while; released, all is well without a restart', async ({ world, allow }) => {
  allow({ appLog: /database is locked/ })
  const client = await installOverTheWire(world)
  const frame = world.launch({ portal: 'acme', userId: people.admin, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })
  const launch = async () => (await sendLaunch(frame.action, formOf(frame))).status
  expect(await launch()).toBe(200)

  const other = new Database(world.database.file)
  other.exec('BEGIN IMMEDIATE')
  try {
    const order: string[] = []
    const [refused, patient] = [newNote('Refused'), newNote('Patient')]
    const writing = client.call('POST', '/api/notes', refused).finally(() => order.push('written'))
    expect(await readiness(world)).toEqual({ http: 503, database: 'locked' })
    for (let time = 0; time < 10; time += 1) expect(await launch()).toBe(200)
    expect((await fetch(`${world.app.origin}/healthz`)).status).toBe(200)
    order.push('read')
    const answer = await writing
    expect(order).toEqual(['read', 'written'])
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.json()).toMatchObject({ error: { code: 'storage_unavailable' } })

    const waiting = client.call('POST', '/api/notes', patient)
    await new Promise(resolve => setTimeout(resolve, 500))
    other.exec('ROLLBACK')
    expect((await waiting).status).toBe(200)
    expect(world.database.rows('SELECT id FROM notes')).toEqual([{ id: patient.id }])
    expect(await readiness(world)).toEqual({ http: 200, database: 'ok' })
  }
  finally {
    other.close()
  }
})

test('a file that is taken away is noticed, and when it is back, nothing is missing', async ({ world }) => {
  const client = await installOverTheWire(world)
  const note = newNote('Still there')
  expect((await client.call('POST', '/api/notes', note)).status).toBe(200)
  renameSync(world.database.file, `${world.database.file}.aside`)
  expect(await readiness(world)).toEqual({ http: 503, database: 'missing' })
  renameSync(`${world.database.file}.aside`, world.database.file)
  expect(await readiness(world)).toEqual({ http: 200, database: 'ok' })
  expect(world.database.rows('SELECT id FROM notes')).toEqual([{ id: note.id }])
})

test('a file that cannot be used stops the start with a sentence that says what to do', async ({ world }, testInfo) => {
  const file = path.join(testInfo.outputPath(), 'unusable', 'sidenote.db')
  mkdirSync(path.dirname(file))
  const start = async () => {
    const app = new AppProcess(await freeAppPort(), { ...world.app.env, NUXT_DATABASE_URL: `file:${file}` })
    return app.start().then(() => app.stop(), () => app.complaints.filter(line => line.startsWith('Sidenote does not start')))
  }
  writeFileSync(file, 'This is a letter and no database. '.repeat(500))
  expect(await start()).toEqual(['Sidenote does not start. The database file is damaged, or is no database. Restore a backup. See docs/operating.md, "When the database fails".'])
  writeFileSync(file, '')
  const newer = new Database(file)
  newer.exec(`CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT, created_at NUMERIC); INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)`)
  newer.close()
  expect(await start()).toEqual([expect.stringContaining('written by a newer version')])
})
