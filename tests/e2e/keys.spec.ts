import { randomBytes } from 'node:crypto'
import { people, tasks } from './support/acme'
import { runCommand } from './support/command'
import { expect, test } from './support/fixtures'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'

test('the encryption key is changed while the service runs; then the new one alone is enough', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const oldKey = world.app.env.NUXT_ENCRYPTION_KEYS!
  const newKey = `k2:${randomBytes(32).toString('base64')}`
  const keysInUse = () => new Set(world.database.rows<{ sealed: string }>('SELECT sealed_access AS sealed FROM user_tokens UNION ALL SELECT sealed_refresh FROM user_tokens').map(({ sealed }) => sealed.split('.')[0]))

  // The new key in front, the old one readable: nobody notices.
  world.app.env.NUXT_ENCRYPTION_KEYS = `${newKey},${oldKey}`
  await world.app.restart()
  expect((await administrator.call('POST', '/api/notes', newNote('Before'))).ok).toBe(true)
  expect(keysInUse()).toEqual(new Set(['k1']))
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  expect(keysInUse()).toEqual(new Set(['k1', 'k2']))

  const [rotation, written] = await Promise.all([
    runCommand(world.app, 'rotate-keys'),
    Promise.all(Array.from({ length: 20 }, () => employee.call('POST', '/api/notes', newNote('Meanwhile')))),
  ])
  expect(rotation).toMatchObject({ code: 0, complaints: '' })
  expect(rotation.said).toContain('1 rows were sealed again under k2, which seals 2 now.')
  expect(rotation.said).toContain('k1 seals nothing any more.')
  expect(written.every(answer => answer.ok)).toBe(true)
  expect(keysInUse()).toEqual(new Set(['k2']))

  world.app.env.NUXT_ENCRYPTION_KEYS = newKey
  await world.app.restart()
  // A session that the old key signed ends before its hour, and the page asks the frame for another one; the others go on.
  expect((await administrator.call('GET', '/api/session')).status).toBe(401)
  expect((await employee.call('GET', '/api/session')).status).toBe(200)
  // The tokens are readable: Bitrix24 is asked with them about a task that nobody had open.
  world.control.clear({})
  expect((await employee.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`)).status).toBe(200)
  expect(world.control.calls({}).refresh_token).toBeUndefined()
  // And the portal's events still prove themselves.
  world.control.uninstall({ portal: 'acme', clean: false })
  await expect.poll(() => world.database.rows('SELECT status FROM portals')).toEqual([{ status: 'uninstalled' }])
})
