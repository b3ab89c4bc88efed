import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'
import type { SubjectNotes } from '../../shared/notes'

const texts = async (answer: Response) => ((await answer.json()) as SubjectNotes).notes.map(({ text }) => text)

test('a task that Bitrix24 does not show a person shows them nothing here, whatever they name', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const secret = newNote('The board wants 3 %', { taskId: tasks.adminOnly })
  expect((await administrator.call('POST', '/api/notes', secret)).ok).toBe(true)

  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const attempts: [string, string, unknown?][] = [
    ['GET', `/api/notes?subject=task:${tasks.adminOnly}`],
    ['POST', '/api/notes', newNote('Let me in', { taskId: tasks.adminOnly })],
    ['GET', `/api/notes/live?subject=task:${tasks.adminOnly}&after=0`],
    ['GET', `/api/notes/${secret.id}`],
    ['GET', `/api/notes/${secret.id}/history`],
    ['PATCH', `/api/notes/${secret.id}`, { pinned: true }],
    ['PATCH', `/api/notes/${secret.id}`, { text: 'Mine now', version: 1 }],
    ['DELETE', `/api/notes/${secret.id}`],
    ['POST', `/api/notes/${secret.id}/restore`],
  ]
  for (const [method, path, body] of attempts) {
    const answer = await employee.call(method, path, body)
    expect([403, 404], `${method} ${path}`).toContain(answer.status)
    expect(await answer.text(), `${method} ${path}`).not.toContain('3 %')
  }
  expect(world.database.rows('SELECT text, pinned, deleted_at, version FROM notes')).toEqual([{ text: 'The board wants 3 %', pinned: 0, deleted_at: null, version: 1 }])
})

test('a private note is its author\'s alone, administrators included', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const note = newNote('For my eyes', { visibility: 'private' })
  expect((await employee.call('POST', '/api/notes', note)).ok).toBe(true)
  expect(await texts(await employee.call('GET', `/api/notes?subject=task:${tasks.everybody}`))).toEqual(['For my eyes'])
  expect(await texts(await administrator.call('GET', `/api/notes?subject=task:${tasks.everybody}`))).toEqual([])
  for (const [method, body] of [['GET'], ['PATCH', { pinned: true }], ['DELETE']] as const) {
    expect((await administrator.call(method, `/api/notes/${note.id}`, body)).status, method).toBe(404)
  }
})

test('only the author edits and deletes a note', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const note = newNote('Daniel wrote this')
  await employee.call('POST', '/api/notes', note)
  for (const [method, body] of [['PATCH', { text: 'Maria wrote this', version: 1 }], ['PATCH', { visibility: 'private' }], ['DELETE']] as const) {
    expect([403, 404], method).toContain((await administrator.call(method, `/api/notes/${note.id}`, body)).status)
  }
  expect(await texts(await employee.call('GET', `/api/notes?subject=task:${tasks.everybody}`))).toEqual(['Daniel wrote this'])
})

test('one portal sees nothing of another, even with the same ids', async ({ world }) => {
  const acme = await installOverTheWire(world, 'acme')
  const globex = await installOverTheWire(world, 'globex')
  const note = newNote('Acme only')
  await acme.call('POST', '/api/notes', note)
  expect(await texts(await globex.call('GET', `/api/notes?subject=task:${tasks.everybody}`))).toEqual([])
  expect((await globex.call('GET', `/api/notes/${note.id}`)).status).toBe(404)
  // The same id in another portal is another note.
  expect((await globex.call('POST', '/api/notes', { ...note, text: 'Globex only' })).ok).toBe(true)
  expect(await texts(await acme.call('GET', `/api/notes?subject=task:${tasks.everybody}`))).toEqual(['Acme only'])
})

test('two edits of one version do not overwrite each other', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const note = newNote('First')
  await administrator.call('POST', '/api/notes', note)
  expect((await administrator.call('PATCH', `/api/notes/${note.id}`, { text: 'Second', version: 1 })).status).toBe(200)
  const late = await administrator.call('PATCH', `/api/notes/${note.id}`, { text: 'Third', version: 1 })
  expect(late.status).toBe(409)
  expect(await late.json()).toMatchObject({ error: { code: 'note_changed' } })
})

test('what cannot be a note is refused with a code', async ({ world }) => {
  const administrator = await installOverTheWire(world)
  const cases: [unknown, number, string][] = [
    [newNote('   '), 422, 'note_text_empty'],
    [newNote('x'.repeat(10_001)), 422, 'note_text_too_long'],
    [{ ...newNote('x'), subject: 'planet:1' }, 400, 'bad_request'],
    [{ ...newNote('x'), author: 5 }, 400, 'bad_request'],
    [{ ...newNote('x'), id: 'one' }, 400, 'bad_request'],
  ]
  for (const [body, status, code] of cases) {
    const answer = await administrator.call('POST', '/api/notes', body)
    expect(await answer.json()).toMatchObject({ error: { code } })
    expect(answer.status).toBe(status)
  }
})
