import { describe, expect, it } from 'vitest'
import type { OfferedChanges } from '../../../portal/shared/changes'
import type { PortalState } from '../../../portal/shared/contract'
import { appInfo, card, employee, installed, rest } from './support'

const app = { ...card, scopes: ['placement', 'task', 'sonet_group', 'user', 'im', 'crm'] }
const start = () => installed({ app })

describe('a task', () => {
  it('that was deleted is an empty list for everybody, and itself again once restored', async () => {
    const { standIn, origin, admin, user } = await start()
    const ask = async (token = admin) => (await rest(origin, 'tasks.task.get', token, { taskId: 31 })).body.result
    standIn.control.deleteTask({ portal: 'acme', taskId: 31 })
    for (const token of [admin, user]) expect(await ask(token)).toEqual([])
    expect((await rest(origin, 'tasks.task.list', admin, { filter: { GROUP_ID: 11 } })).body.result).toMatchObject({ tasks: expect.not.arrayContaining([expect.objectContaining({ id: '31' })]) })
    expect(() => standIn.control.deleteTask({ portal: 'acme', taskId: 31 })).toThrow('task 31')
    expect(standIn.control.restoreTask({ portal: 'acme', taskId: 31 })).toMatchObject({ id: 31 })
    expect(await ask(user)).toMatchObject({ task: { id: '31' } })
  })

  it('gets another title and other people', async () => {
    const { standIn, origin, user } = await start()
    const ask = async () => (await rest(origin, 'tasks.task.get', user, { taskId: 34 })).body.result
    standIn.control.changeTask({ portal: 'acme', taskId: 34, change: { title: 'Lease', responsibleId: 1, groupId: null } })
    expect(await ask()).toEqual([])
    standIn.control.changeTask({ portal: 'acme', taskId: 34, change: { auditorIds: [employee] } })
    expect(await ask()).toMatchObject({ task: { title: 'Lease' } })
  })
})

describe('a project', () => {
  it('that is archived says so; a deleted one is not there, whoever asks', async () => {
    const { standIn, origin, admin, user } = await start()
    const ask = async (token = user, more = {}) => (await rest(origin, 'sonet_group.get', token, { FILTER: { ID: 11 }, ...more })).body.result
    expect(await ask()).toMatchObject([{ CLOSED: 'N' }])
    standIn.control.closeProject({ portal: 'acme', projectId: 11 })
    expect(await ask()).toMatchObject([{ ID: '11', CLOSED: 'Y' }])
    standIn.control.deleteProject({ portal: 'acme', projectId: 11 })
    expect(await ask()).toEqual([])
    expect(await ask(admin, { IS_ADMIN: 'Y' })).toEqual([])
    expect((await rest(origin, 'tasks.task.get', admin, { taskId: 31, select: ['GROUP_ID'] })).body.result).toMatchObject({ task: { groupId: '0' } })
  })
})

describe('an entity of the CRM', () => {
  it('that was deleted is told from one that is not for the caller', async () => {
    const { standIn, origin, admin, user } = await start()
    const ask = (id: number, token = admin) => rest(origin, 'crm.item.get', token, { entityTypeId: 1, id })
    expect(await ask(16, user)).toMatchObject({ status: 400, body: { error: 'ACCESS_DENIED' } })
    standIn.control.deleteEntity({ portal: 'acme', entity: 'lead', id: 16 })
    for (const token of [admin, user]) expect(await ask(16, token)).toMatchObject({ status: 400, body: { error: 'NOT_FOUND' } })
  })
})

describe('a dismissed person', () => {
  it('stays in the list of people without being active, cannot sign in, and their tokens are dead', async () => {
    const { standIn, origin, admin, user } = await start()
    expect(standIn.control.dismiss({ portal: 'acme', userId: employee })).toEqual({ active: false })
    expect((await rest(origin, 'user.get', admin, { FILTER: { ID: employee } })).body.result).toMatchObject([{ ID: String(employee), ACTIVE: false }])
    expect((await rest(origin, 'user.get', admin, { FILTER: { ID: employee, ACTIVE: true } })).body.result).toEqual([])
    expect((await rest(origin, 'profile', user)).status).toBe(401)
    expect((await appInfo(standIn, user.accessToken)).body.error).toBe('invalid_token')
    const signIn = await fetch(`${origin}/_portal/profile`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ userId: employee }) })
    expect(signIn.status).toBe(404)
    expect((await rest(origin, 'profile', admin)).status).toBe(200)
    expect(standIn.control.dismiss({ portal: 'acme', userId: employee, dismissed: false })).toEqual({ active: true })
    expect((await rest(origin, 'profile', standIn.control.issueToken({ portal: 'acme', userId: employee }))).status).toBe(200)
  })
})

describe('im.chat.user.list', () => {
  it('names who is in a chat by their ids, to those who are in it', async () => {
    const { origin, admin, user } = await start()
    expect((await rest(origin, 'im.chat.user.list', user, { CHAT_ID: 40 })).body.result).toEqual([3, 1, 5])
    expect((await rest(origin, 'im.chat.user.list', admin, { CHAT_ID: 44 })).body.result).toEqual([])
    expect((await rest(origin, 'im.chat.user.list', user)).body.error).toBe('CHAT_ID_EMPTY')
  })
})

describe('the panel', () => {
  it('offers what can be done and taken back', async () => {
    const { origin } = await start()
    const offered = async (body?: object) => {
      const answer = await fetch(`${origin}/_portal/changes`, body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      return (await answer.json() as OfferedChanges).changes.filter(({ id }) => [31, 11, employee].includes(id))
    }
    const backs = (changes: OfferedChanges['changes']) => changes.map(({ name, id, back }) => `${name} ${id}${back ? ' back' : ''}`)
    expect(backs(await offered())).toEqual(['deleteTask 31', 'closeProject 11', `dismiss ${employee}`])
    for (const [name, id] of [['deleteTask', 31], ['closeProject', 11], ['dismiss', employee]]) await offered({ name, id })
    expect(backs(await offered())).toEqual(['restoreTask 31 back', 'closeProject 11 back', `dismiss ${employee} back`])
    const { users } = await (await fetch(`${origin}/_portal/state`)).json() as PortalState
    expect(users.find(({ id }) => id === employee)).toMatchObject({ active: false })
    for (const [name, id] of [['restoreTask', 31], ['closeProject', 11], ['dismiss', employee]]) await offered({ name, id })
    expect(backs(await offered())).toEqual(['deleteTask 31', 'closeProject 11', `dismiss ${employee}`])
  })
})
