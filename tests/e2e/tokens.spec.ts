import { allTasks, people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { formOf, installOverTheWire, newNote, openTaskOverTheWire, sendLaunch } from './support/wire'
import type { World } from './support/world'

const refreshes = (world: World) => world.control.calls({}).refresh_token ?? 0

test('20 concurrent calls with an expired token refresh it once', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  world.control.setFaults({ portal: 'acme', faults: { expireTokens: true, strictRotation: true } })
  world.control.clear({})
  // Subjects that were not asked for before, so that every call has to ask Bitrix24.
  const unseen = allTasks.filter(id => id !== tasks.everybody)
  const calls = Array.from({ length: 20 }, (_, index) => administrator.call('GET', `/api/notes?subject=task:${unseen[index % unseen.length]}`))
  const answers = await Promise.all(calls)
  expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 20 }).fill(200))
  expect(refreshes(world)).toBe(1)
})

test('each person\'s token is refreshed on its own', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  world.control.setFaults({ portal: 'acme', faults: { expireTokens: true, strictRotation: true } })
  world.control.clear({})
  const answers = await Promise.all([administrator, employee].flatMap(person =>
    [tasks.everybodyToo, tasks.notEmployee2].map(task => person.call('GET', `/api/notes?subject=task:${task}`))))
  expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 200])
  expect(refreshes(world)).toBe(2)
})

test('a living token is never refreshed', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  world.control.clear({})
  for (const task of allTasks) expect((await administrator.call('GET', `/api/notes?subject=task:${task}`)).status).toBe(200)
  expect(refreshes(world)).toBe(0)
})

test('a refused refresh is said plainly, and the next launch heals it', async ({ world }) => {
  await installOverTheWire(world)
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  world.control.setFaults({ portal: 'acme', faults: { expireTokens: true, refuseRefresh: true } })
  const refused = await employee.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`)
  expect(refused.status).toBe(401)
  expect(await refused.json()).toMatchObject({ error: { code: 'portal_access_lost' } })
  // Nobody keeps knocking with a token that is known to be dead.
  world.control.clear({})
  await employee.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`)
  expect(refreshes(world)).toBe(0)

  world.control.setFaults({ portal: 'acme', faults: { expireTokens: false, refuseRefresh: false } })
  const again = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  expect((await again.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`)).status).toBe(200)
})

test('a launch that was proven before asks nobody again', async ({ world }) => {
  await installOverTheWire(world)
  await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const frame = world.launch({ portal: 'acme', userId: people.employee1, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })
  expect((await sendLaunch(frame.action, formOf(frame))).status).toBe(200)
  world.control.clear({})
  expect((await sendLaunch(frame.action, formOf(frame))).status).toBe(200)
  expect(world.control.calls({})).toEqual({})
  expect(world.control.calls({ portal: 'acme' })).toEqual({})
})

test('while the portal is down, the API says so and asks for patience', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  world.control.setFaults({ portal: 'acme', faults: { portalDown: true } })
  const answer = await administrator.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`)
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ error: { code: 'portal_unavailable' } })
  world.control.setFaults({ portal: 'acme', faults: { portalDown: false } })
  expect((await administrator.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`)).status).toBe(200)
})

test('kill -9 in the middle of writing loses nothing that was acknowledged', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const acknowledged = new Set<string>()
  const writes = Array.from({ length: 60 }, async (_, index) => {
    const note = newNote(`Note ${index}`)
    const answer = await administrator.call('POST', '/api/notes', note).catch(() => null)
    if (answer?.ok) acknowledged.add(note.id)
  })
  await expect.poll(() => acknowledged.size, { intervals: [5] }).toBeGreaterThan(5)
  await world.app.restart({ signal: 'SIGKILL' })
  await Promise.all(writes)

  const stored = new Set(world.database.rows<{ id: string }>('SELECT id FROM notes').map(({ id }) => id))
  expect([...acknowledged].filter(id => !stored.has(id))).toEqual([])
  expect(world.database.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  // The same session goes on, and writing one of them again writes no second one.
  const [known] = acknowledged
  const repeated = await administrator.call('POST', '/api/notes', { ...newNote('Note again'), id: known })
  expect([200, 201, 409]).toContain(repeated.status)
  expect(world.database.rows('SELECT 1 FROM notes WHERE id = ?', known)).toHaveLength(1)
})
