import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { people, tasks } from './support/acme'
import { runCommand } from './support/command'
import { expect, test } from './support/fixtures'
import type { ApiClient } from './support/wire'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'
import type { World } from './support/world'

/** From now on the service writes backups there. */
async function withBackups({ app, database }: World): Promise<string> {
  const folder = path.join(path.dirname(database.file), 'backups')
  app.env.NUXT_BACKUP_DIR = folder
  await app.restart()
  return folder
}
const backups = (folder: string) => existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.db')) : []

/** Writes notes one after the other until it is told to stop. @returns ids of those that were acknowledged, in their order */
function keepWriting(person: ApiClient) {
  const acknowledged: string[] = []
  let isStopped = false
  const writing = (async () => {
    for (let number = 0; !isStopped; number++) {
      const note = newNote(`Busy ${number}`)
      if ((await person.call('POST', '/api/notes', note)).ok) acknowledged.push(note.id)
    }
  })()
  function stop() {
    isStopped = true
    return writing
  }
  return { acknowledged, stop }
}

async function write(person: ApiClient, text: string) {
  expect((await person.call('POST', '/api/notes', newNote(text))).ok, text).toBe(true)
}

test('the drill: a lost database is restored from a backup that was written while people wrote', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  await write(administrator, 'Remember the heron')
  // The service makes up for a backup that is missing as soon as it starts, and for no other.
  const folder = await withBackups(world)
  await expect.poll(() => world.app.log.filter(line => line.includes('backup.write.done'))).toHaveLength(1)
  expect(await runCommand(world.app, 'backup', '--if-due')).toEqual({ code: 0, said: '', complaints: '' })
  expect(backups(folder)).toHaveLength(1)
  for (const name of backups(folder)) rmSync(path.join(folder, name))

  const busy = keepWriting(administrator)
  await expect.poll(() => busy.acknowledged.length).toBeGreaterThan(20)
  const before = [...busy.acknowledged]
  expect(await runCommand(world.app, 'backup')).toMatchObject({ code: 0, complaints: '' })
  const [backup] = backups(folder)
  expect(busy.acknowledged.length, 'writing went on meanwhile').toBeGreaterThan(before.length)
  await busy.stop()
  await write(administrator, 'Too late for the backup')
  // Somebody's tokens are rotated: those in the backup are worth nothing any more.
  world.control.setFaults({ portal: 'acme', faults: { expireTokens: true, strictRotation: true } })
  expect((await employee.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`)).status).toBe(200)
  world.control.setFaults({ portal: 'acme', faults: { expireTokens: false } })

  const restore = (...args: string[]) => runCommand(world.app, 'restore', path.join(folder, backup!), ...args)
  expect(await restore('--force')).toMatchObject({ code: 1, complaints: expect.stringContaining('is in use') })
  await world.app.stop()
  writeFileSync(world.database.file, 'lost')
  rmSync(`${world.database.file}-wal`, { force: true })
  expect(await restore()).toMatchObject({ code: 1, complaints: expect.stringContaining('--force') })
  expect(await restore('--force', '--erased=4711')).toMatchObject({ code: 0, complaints: '' })
  await world.app.start()

  expect(world.database.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  const stored = new Set(world.database.rows<{ id: string }>('SELECT id FROM notes').map(({ id }) => id))
  expect(before.filter(id => !stored.has(id))).toEqual([])
  // The sessions of before go on; what came after the backup is gone, and said nowhere.
  const find = async (query: string) => (await (await administrator.call('POST', '/api/search', { text: query })).json() as { hits: unknown[] }).hits
  expect(await find('heron')).toHaveLength(1)
  expect(await find('late')).toHaveLength(0)
  await write(administrator, 'After the restore')
  expect(await find('after restore')).toHaveLength(1)

  const lost = await employee.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`)
  expect((await lost.json() as { error: { code: string } }).error.code).toBe('portal_access_lost')
  const again = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  expect((await again.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`)).status).toBe(200)
})
