import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import type { ApiClient } from './support/wire'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'
import type { ErrorAnswer } from '../../shared/errors'
import type { DueFollowUps, FollowUpList } from '../../shared/follow-ups'
import type { NoteView } from '../../shared/notes'

const hour = 60 * 60_000

test('a follow-up over the wire: set, moved, done, listed, removed, and nobody else\'s', async ({ world }) => {
  await installOverTheWire(world)
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const colleague = await openTaskOverTheWire(world, people.employee2, tasks.everybody)
  const ask = async <Answer>(client: ApiClient, method: string, path: string, body?: unknown) => {
    const answer = await client.call(method, path, body)
    expect(answer.status, `${method} ${path}`).toBe(200)
    return await answer.json() as Answer
  }
  const refused = async (client: ApiClient, method: string, path: string, body?: unknown) => {
    const answer = await client.call(method, path, body)
    return [answer.status, (await answer.json() as ErrorAnswer).error.code]
  }

  const dueAt = Date.now() + hour
  const { id } = await ask<NoteView>(employee, 'POST', '/api/notes', newNote('Ask again'))
  const path = `/api/notes/${id}/follow-up`
  expect((await ask<NoteView>(employee, 'PUT', path, { dueAt })).followUp).toMatchObject({ dueAt, doneAt: null, mine: true, assignee: { id: people.employee1 } })
  expect(await ask<DueFollowUps>(employee, 'GET', '/api/follow-ups/due')).toEqual({ due: [], next: dueAt })

  expect(await refused(colleague, 'PUT', path, { dueAt })).toEqual([404, 'follow_up_not_found'])
  expect(await refused(colleague, 'PATCH', path, { done: true })).toEqual([404, 'follow_up_not_found'])
  expect(await refused(colleague, 'DELETE', path)).toEqual([404, 'follow_up_not_found'])
  expect(await refused(employee, 'PUT', path, { dueAt: Date.now() - hour })).toEqual([422, 'follow_up_past'])
  expect(await refused(employee, 'PUT', path, { dueAt: Date.now() + 6 * 366 * 24 * hour })).toEqual([422, 'follow_up_too_far'])
  expect(await refused(employee, 'PUT', path, { dueAt: 'tomorrow' })).toEqual([422, 'follow_up_due_invalid'])

  expect((await ask<FollowUpList>(employee, 'GET', '/api/follow-ups')).entries.map(({ note, subject }) => [note.text, subject.key])).toEqual([['Ask again', `task:${tasks.everybody}`]])
  await ask(employee, 'PATCH', path, { done: true })
  expect((await ask<FollowUpList>(employee, 'GET', '/api/follow-ups')).entries).toEqual([])
  expect((await ask<FollowUpList>(employee, 'GET', `/api/follow-ups?from=${dueAt}&to=${dueAt + 1}`)).entries).toHaveLength(1)
  expect(await refused(employee, 'GET', `/api/follow-ups?from=${dueAt}`)).toEqual([400, 'bad_request'])
  expect((await ask<NoteView>(employee, 'DELETE', path)).followUp).toBeNull()
  expect((await ask<FollowUpList>(employee, 'GET', `/api/follow-ups?from=${dueAt}&to=${dueAt + 1}`)).entries).toEqual([])
})
