import { describe, expect, it } from 'vitest'
import type { NotificationList } from '../../../portal/shared/notifications'
import { administrator, card, cookieOf, designer, employee, installed, page, rest } from './support'

describe('who is calling', () => {
  it('profile and user.admin', async () => {
    const { origin, admin, user } = await installed()
    expect((await rest(origin, 'profile', admin)).body.result).toEqual({
      ID: '1', ADMIN: true, NAME: 'Maria', LAST_NAME: 'Johnson', PERSONAL_GENDER: 'F', TIME_ZONE: 'Europe/London', PERSONAL_PHOTO: `${origin}/avatars/1.svg`,
    })
    expect((await rest(origin, 'user.admin', admin)).body.result).toBe(true)
    expect((await rest(origin, 'user.admin', user)).body.result).toBe(false)
  })

  it('user.current and user.get: user_brief shows no way to contact a person', async () => {
    const { origin, user } = await installed()
    const me = (await rest(origin, 'user.current', user)).body.result
    expect(me).toMatchObject({ ID: '3', ACTIVE: true, NAME: 'Daniel', UF_DEPARTMENT: [2], USER_TYPE: 'employee' })
    expect(me).not.toHaveProperty('EMAIL')
    const found = await rest(origin, 'user.get', user, { FILTER: { ID: [1, 5] } })
    expect((found.body.result as { ID: string }[]).map(row => row.ID)).toEqual(['1', '5'])
    expect(found.body.total).toBe(2)
  })

  it('user.get with user_basic shows the address', async () => {
    const { origin, user } = await installed({ app: { ...card, scopes: ['user_basic'] } })
    expect((await rest(origin, 'user.current', user)).body.result).toMatchObject({ EMAIL: 'daniel.okafor@acme.example' })
  })

  it('user.get orders, selects, filters beside FILTER, and counts nothing when told not to', async () => {
    const { origin, user } = await installed()
    const ids = async (params: Record<string, unknown>) => ((await rest(origin, 'user.get', user, params)).body.result as { ID: string }[]).map(row => row.ID)
    expect(await ids({})).toEqual(['1', '3', '5'])
    expect(await ids({ sort: 'LAST_NAME', order: 'DESC' })).toEqual(['3', '5', '1'])
    expect(await ids({ UF_DEPARTMENT: 3 })).toEqual(['5'])
    expect(await ids({ FILTER: { '!ID': 1, 'ACTIVE': true } })).toEqual(['3', '5'])
    const { body } = await rest(origin, 'user.get', user, { FILTER: { ID: 3 }, select: ['ID', 'NAME', 'NOWHERE'], start: -1 })
    expect(body.result).toEqual([{ ID: '3', NAME: 'Daniel' }])
    expect(body).not.toHaveProperty('total')
  })

  it('user.get is refused without a scope of users', async () => {
    const { origin, user } = await installed({ app: { ...card, scopes: ['placement', 'task'] } })
    expect(await rest(origin, 'user.get', user)).toMatchObject({ body: { error: 'insufficient_scope' } })
  })
})

describe('the application', () => {
  it('app.info of the portal', async () => {
    const { origin, user } = await installed({ finish: false })
    expect((await rest(origin, 'app.info', user)).body.result).toEqual({
      ID: 6, CODE: 'vendor.app', VERSION: 1, STATUS: 'F', INSTALLED: false, PAYMENT_EXPIRED: 'N', DAYS: null, LANGUAGE_ID: 'en', LICENSE: 'com_std', LICENSE_TYPE: 'std', LICENSE_FAMILY: 'std',
    })
  })

  it('scope, method.get, server.time', async () => {
    const { origin, user } = await installed()
    expect((await rest(origin, 'scope', user)).body.result).toEqual(['placement', 'task', 'user_brief', 'im', 'sonet_group'])
    expect((await rest(origin, 'method.get', user, { name: 'tasks.task.get' })).body.result).toEqual({ isExisting: true, isAvailable: true })
    expect((await rest(origin, 'method.get', user, { name: 'nobody.home' })).body.result).toEqual({ isExisting: false, isAvailable: false })
    expect((await rest(origin, 'server.time', user)).body.result).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  it('settings: everybody reads, administrators write, each person has their own', async () => {
    const { origin, admin, user } = await installed()
    expect((await rest(origin, 'app.option.get', user)).body.result).toEqual([])
    expect(await rest(origin, 'app.option.set', user, { options: { a: '1' } })).toMatchObject({ body: { error: 'AccessException' } })
    expect(await rest(origin, 'app.option.set', admin)).toMatchObject({ status: 400, body: { error: 'ArgumentNullException' } })
    expect((await rest(origin, 'app.option.set', admin, { options: { a: '1' } })).body.result).toBe(true)
    expect((await rest(origin, 'app.option.get', user)).body.result).toEqual({ a: '1' })
    expect((await rest(origin, 'app.option.get', user, { option: 'a' })).body.result).toBe('1')
    expect((await rest(origin, 'app.option.get', user, { option: 'b' })).body.result).toBeNull()
    await rest(origin, 'user.option.set', user, { options: { mine: 'x' } })
    expect((await rest(origin, 'user.option.get', user)).body.result).toEqual({ mine: 'x' })
    expect((await rest(origin, 'user.option.get', admin)).body.result).toEqual([])
  })
})

describe('tasks', () => {
  it('gives numbers as strings, people as objects by id, and nobody as an empty list', async () => {
    const { origin, user } = await installed()
    const { task } = (await rest(origin, 'tasks.task.get', user, { taskId: 32 })).body.result as { task: Record<string, unknown> }
    expect(task).toMatchObject({
      id: '32', title: 'Photo shoot: oak benches', createdBy: '1', responsibleId: '3', groupId: '11', status: '2',
      creator: { id: '1', name: 'Maria Johnson', link: '/company/personal/user/1/', icon: `${origin}/avatars/1.svg`, workPosition: 'Head of Operations' },
      responsible: { id: '3', name: 'Daniel Okafor' },
      group: { id: '11', name: 'Spring catalogue' },
      accomplices: ['5'], accomplicesData: { 5: { id: '5', name: 'Priya Nair' } },
      auditors: [], auditorsData: [],
    })
    expect(task.deadline).toMatch(/T12:00:00\+0[01]:00$/)
    const { task: alone } = (await rest(origin, 'tasks.task.get', user, { taskId: '37' })).body.result as { task: Record<string, unknown> }
    expect(alone).toMatchObject({ groupId: '0', group: [] })
  })

  it('honours select in either spelling, with the companions of a field', async () => {
    const { origin, user } = await installed()
    for (const select of [['ID', 'TITLE', 'ACCOMPLICES'], ['id', 'title', 'accomplices']]) {
      const { task } = (await rest(origin, 'tasks.task.get', user, { taskId: 32, select })).body.result as { task: object }
      expect(Object.keys(task).sort()).toEqual(['accomplices', 'accomplicesData', 'action', 'id', 'title'])
    }
  })

  it('is an empty list, with status 200, for a task that is not there or not visible', async () => {
    const { standIn, origin, user, admin } = await installed()
    const other = standIn.control.issueToken({ portal: 'acme', userId: designer })
    const answers = await Promise.all([
      rest(origin, 'tasks.task.get', user, { taskId: 36 }),
      rest(origin, 'tasks.task.get', other, { taskId: 34 }),
      rest(origin, 'tasks.task.get', admin, { taskId: 4711 }),
    ])
    expect(answers.map(({ status, body }) => [status, body.result])).toEqual(Array(3).fill([200, []]))
    expect((await rest(origin, 'tasks.task.get', admin, { taskId: 36 })).body.result).toMatchObject({ task: { id: '36' } })
  })

  it('refuses a missing and a wrong id', async () => {
    const { origin, user } = await installed()
    expect(await rest(origin, 'tasks.task.get', user)).toMatchObject({ status: 400, body: { error: '100' } })
    expect(await rest(origin, 'tasks.task.get', user, { taskId: 'x' })).toMatchObject({ status: 400, body: { error: '0' } })
    expect(await rest(origin, 'tasks.task.get', user, { taskId: 31, select: 'ID' })).toMatchObject({ status: 400, body: { error: '100' } })
  })

  it('lists what the person may see, filtered and ordered', async () => {
    const { standIn, origin, user } = await installed()
    const visible = standIn.control.describe().portals[0]!.tasks.filter(task => task.visibleTo.includes(employee)).map(task => String(task.id))
    const ids = async (params: Record<string, unknown>) => {
      const { body } = await rest(origin, 'tasks.task.list', user, { select: ['ID'], ...params })
      expect(body.total).toBe((body.result as { tasks: object[] }).tasks.length)
      return (body.result as { tasks: { id: string }[] }).tasks.map(task => task.id)
    }
    expect(await ids({})).toEqual(visible.toReversed())
    expect(await ids({ order: { ID: 'asc' } })).toEqual(visible)
    expect(await ids({ filter: { MEMBER: 5 }, order: { ID: 'asc' } })).toEqual(['31', '32', '33', '37'])
    expect(await ids({ filter: { GROUP_ID: 12 }, order: { ID: 'desc' } })).toEqual(['35', '34'])
    expect(await ids({ filter: { '!STATUS': 5, 'RESPONSIBLE_ID': 3, '%TITLE': 'LEASE' } })).toEqual(['34'])
    // Deadlines are days from today, at an hour: which of them are over depends on when this runs.
    const { body } = await rest(origin, 'tasks.task.list', user, { select: ['ID', 'DEADLINE'], order: { ID: 'asc' } })
    const { tasks } = body.result as { tasks: { id: string, deadline: string | null }[] }
    const overdue = tasks.filter(({ deadline }) => deadline !== null && Date.parse(deadline) < Date.now()).map(({ id }) => id)
    expect(overdue).toContain('33')
    expect(await ids({ filter: { '<DEADLINE': new Date().toISOString() }, order: { ID: 'asc' } })).toEqual(overdue)
  })
})

describe('lists', () => {
  it('leave the count away when start is -1, and say nothing of what one may do with a task', async () => {
    const { origin, user } = await installed()
    const { body } = await rest(origin, 'tasks.task.list', user, { filter: { ID: 31 }, start: -1 })
    expect(Object.keys(body).sort()).toEqual(['result', 'time'])
    expect((body.result as { tasks: object[] }).tasks[0]).not.toHaveProperty('action')
    const batch = await rest(origin, 'batch', user, { cmd: { all: 'tasks.task.list', some: 'tasks.task.list?start=-1' } })
    expect((batch.body.result as { result_total: object }).result_total).toEqual({ all: 7 })
  })
})

describe('projects', () => {
  it('come newest first, or as ordered', async () => {
    const { origin, user } = await installed()
    const ids = async (params: Record<string, unknown>) => ((await rest(origin, 'sonet_group.get', user, params)).body.result as { ID: string }[]).map(row => row.ID)
    expect(await ids({})).toEqual(['12', '11'])
    expect(await ids({ ORDER: { NAME: 'ASC' } })).toEqual(['11', '12'])
    expect(await ids({ FILTER: { '%NAME': 'house' } })).toEqual(['12'])
    expect(await ids({ FILTER: { ID: 4711 } })).toEqual([])
  })

  it('shows secret ones to their members, and to administrators who ask for it', async () => {
    const { standIn, origin, admin } = await installed()
    const other = standIn.control.issueToken({ portal: 'acme', userId: designer })
    const names = async (token: typeof other, params = {}) =>
      ((await rest(origin, 'sonet_group.get', token, params)).body.result as { NAME: string }[]).map(row => row.NAME)
    expect(await names(other)).toEqual(['Spring catalogue'])
    expect(await names(other, { FILTER: { ID: 12 } })).toEqual([])
    expect(await names(admin, { FILTER: { ID: 12 }, IS_ADMIN: 'Y' })).toEqual(['Warehouse move'])
    const { body } = await rest(origin, 'sonet_group.get', other, { FILTER: { ID: 11 } })
    expect(body).toMatchObject({ total: 1, result: [{ ID: '11', OWNER_ID: '3', NUMBER_OF_MEMBERS: '3', VISIBLE: 'Y', PROJECT: 'Y' }] })
  })
})

describe('what is told of others', () => {
  it('tasks.task.getaccess: favourites are for whoever reads the task; nothing for a caller who does not', async () => {
    const { standIn, origin, user } = await installed()
    const favourite = async (taskId: number, caller = user) => {
      const { allowedActions } = (await rest(origin, 'tasks.task.getaccess', caller, { taskId, users: [1, 3, 5, 999] })).body.result as { allowedActions: Record<string, Record<string, boolean>> }
      return Array.isArray(allowedActions) ? allowedActions : Object.fromEntries(Object.entries(allowedActions).map(([id, actions]) => [id, actions['FAVORITE.ADD']]))
    }
    expect(await favourite(31)).toEqual({ 1: true, 3: true, 5: true, 999: false })
    expect(await favourite(34)).toEqual({ 1: true, 3: true, 5: false, 999: false })
    expect(await favourite(34, standIn.control.issueToken({ portal: 'acme', userId: designer }))).toEqual([])
    expect((await rest(origin, 'tasks.task.getaccess', user, { taskId: 31, users: 5 })).body).toMatchObject({ error: '100' })
  })

  it('sonet_group.user.get: active members and their roles, of projects that are shown to the caller', async () => {
    const { standIn, origin, user } = await installed()
    expect((await rest(origin, 'sonet_group.user.get', user, { ID: 11 })).body.result).toEqual([{ USER_ID: '1', ROLE: 'K' }, { USER_ID: '3', ROLE: 'A' }, { USER_ID: '5', ROLE: 'K' }])
    const other = standIn.control.issueToken({ portal: 'acme', userId: designer })
    expect((await rest(origin, 'sonet_group.user.get', other, { ID: 12 })).body).toMatchObject({ error: '', error_description: 'Socialnetwork group not found' })
  })
})

describe('notifications', () => {
  it('are kept for the tests, the later one of a tag replacing the earlier', async () => {
    const { standIn, origin, user } = await installed()
    const first = await rest(origin, 'im.notify.system.add', user, { USER_ID: 5, MESSAGE: 'One', TAG: 'T' })
    expect(first.body.result).toBeTypeOf('number')
    await rest(origin, 'im.notify.personal.add', user, { USER_ID: 5, MESSAGE: 'Two', TAG: 'T' })
    expect(standIn.control.notifications({ portal: 'acme' })).toMatchObject([{ kind: 'personal', from: 3, to: 5, message: 'Two' }])
  })

  it('stand behind the bell of whom they are for, and are read when they were looked at', async () => {
    const { origin, user } = await installed()
    const cookie = await cookieOf(origin, designer)
    const bell = async (path = '', method: 'GET' | 'POST' = 'GET') =>
      await (await page(origin, `/_portal/notifications${path}`, { method, cookie, ...(method === 'POST' && { body: {} }) })).json() as NotificationList
    await rest(origin, 'im.notify.system.add', user, { USER_ID: designer, MESSAGE: 'One', TAG: 'A' })
    await rest(origin, 'im.notify.personal.add', user, { USER_ID: designer, MESSAGE: 'Two' })
    await rest(origin, 'im.notify.personal.add', user, { USER_ID: administrator, MESSAGE: 'Of somebody else' })
    expect(await bell()).toMatchObject({ unread: 2, notifications: [{ from: 3, message: 'Two', read: false }, { from: 0, message: 'One', read: false }] })
    expect(await bell('/read', 'POST')).toMatchObject({ unread: 0, notifications: [{ read: true }, { read: true }] })
    await rest(origin, 'im.notify.system.add', user, { USER_ID: designer, MESSAGE: 'One again', TAG: 'A' })
    expect(await bell()).toMatchObject({ unread: 1, notifications: [{ message: 'One again', read: false }, { message: 'Two', read: true }] })
  })

  it('are refused without person or text, and false for nobody', async () => {
    const { origin, user } = await installed()
    const codes = await Promise.all([{}, { USER_ID: 5 }, { USER_ID: 5, MESSAGE: 'x', ATTACH: 'x'.repeat(60_001) }].map(params => rest(origin, 'im.notify.system.add', user, params)))
    expect(codes.map(answer => answer.body.error)).toEqual(['USER_ID_EMPTY', 'MESSAGE_EMPTY', 'ATTACH_OVERSIZE'])
    expect((await rest(origin, 'im.notify.system.add', user, { USER_ID: 999, MESSAGE: 'x' })).body.result).toBe(false)
  })
})

it('the other portal is another world', async () => {
  const { standIn } = await installed()
  standIn.control.install({ portal: 'globex' })
  const token = standIn.control.issueToken({ portal: 'globex', userId: administrator })
  const { body } = await rest(standIn.portals[1]!.origin, 'tasks.task.get', token, { taskId: 31 })
  expect(body.result).toMatchObject({ task: { title: 'Lastenheft mit dem Kunden abstimmen' } })
  expect(standIn.portals[0]!.memberId).not.toBe(standIn.portals[1]!.memberId)
  for (const { memberId } of standIn.portals) expect(memberId).toMatch(/^[0-9a-f]{32}$/)
})
