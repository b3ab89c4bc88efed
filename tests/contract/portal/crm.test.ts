import { describe, expect, it } from 'vitest'
import { administrator, card, cookieOf, designer, employee, installed, page, rest, type Installed } from './support'

const withCrm = { app: { ...card, scopes: ['placement', 'crm'] } }
const item = ({ origin, admin }: Installed, params: Record<string, unknown>, token = admin) => rest(origin, 'crm.item.get', token, params)

describe('crm.item.get', () => {
  it('tells a deal with numbers as numbers, and no phones of its own', async () => {
    const answer = await item(await installed(withCrm), { entityTypeId: 2, id: '22' })
    expect(answer.body.result).toMatchObject({
      item: { id: 22, entityTypeId: 2, title: '120 folding chairs', stageId: 'PREPARATION', assignedById: designer, opportunity: 8400, currencyId: 'GBP', companyId: 3, contactId: 5, contactIds: [5] },
    })
    expect((answer.body.result as { item: object }).item).not.toHaveProperty('fm')
  })

  it('tells leads, contacts and companies with their numbers', async () => {
    const setup = await installed(withCrm)
    expect((await item(setup, { entityTypeId: 1, id: 15 })).body.result).toMatchObject({ item: { title: 'Enquiry from the trade fair', name: 'Grace', lastName: 'Holloway', phoneWork: '+44 20 7946 0077', entityTypeId: 1 } })
    expect((await item(setup, { entityTypeId: 3, id: 5 })).body.result).toMatchObject({
      item: { name: 'Eleanor', lastName: 'Whitby', companyId: 3, fm: [{ typeId: 'PHONE', valueType: 'WORK', value: '+44 20 7946 0018' }, { typeId: 'EMAIL' }] },
    })
    expect((await item(setup, { entityTypeId: 4, id: 3 })).body.result).toMatchObject({ item: { title: 'Northwind Gardens', entityTypeId: 4 } })
  })

  it.each([
    ['NOT_FOUND', { entityTypeId: 2, id: 999 }],
    ['NOT_FOUND', { entityTypeId: 2, id: 5 }],
    ['NOT_FOUND', { entityTypeId: 177, id: 1 }],
    ['ACCESS_DENIED', { entityTypeId: 1, id: 16 }],
  ])('%s for %j', async (code, params) => {
    const setup = await installed(withCrm)
    expect(await item(setup, params, setup.user)).toMatchObject({ status: 400, body: { error: code } })
  })

  it('shows a deal of few to those few', async () => {
    const setup = await installed(withCrm)
    const seen = await Promise.all([administrator, employee, designer].map(async (userId) => {
      const answer = await item(setup, { entityTypeId: 2, id: 23 }, setup.standIn.control.issueToken({ portal: 'acme', userId }))
      return answer.body.error ?? 'seen'
    }))
    expect(seen).toEqual(['seen', 'seen', 'ACCESS_DENIED'])
  })

  it('needs the scope', async () => {
    const { origin, admin } = await installed()
    expect(await rest(origin, 'crm.item.get', admin, { entityTypeId: 2, id: 22 })).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } })
  })
})

describe('crm.item.list', () => {
  it('lists what the caller may see, filtered and selected', async () => {
    const { origin, admin, standIn } = await installed(withCrm)
    const priya = standIn.control.issueToken({ portal: 'acme', userId: designer })
    const ids = async (token: typeof admin, params: object) => {
      const { result } = (await rest(origin, 'crm.item.list', token, { entityTypeId: 2, ...params })).body
      return (result as { items: { id: number }[] }).items.map(({ id }) => id)
    }
    expect(await ids(admin, {})).toEqual([22, 23, 24])
    expect(await ids(priya, { order: { id: 'DESC' } })).toEqual([24, 22])
    expect(await ids(admin, { filter: { '@id': [22, 23] } })).toEqual([22, 23])
    const chosen = await rest(origin, 'crm.item.list', admin, { entityTypeId: 2, select: ['title'], filter: { id: 22 } })
    expect(chosen.body).toMatchObject({ total: 1, result: { items: [{ id: 22, title: '120 folding chairs' }] } })
    expect(Object.keys((chosen.body.result as { items: object[] }).items[0]!)).toEqual(['id', 'title'])
  })
})

describe('crm.activity.get', () => {
  it('tells a call with strings, to those who may see its owner', async () => {
    const { origin, admin, standIn } = await installed(withCrm)
    expect((await rest(origin, 'crm.activity.get', admin, { id: 71 })).body.result).toMatchObject({ ID: '71', OWNER_ID: '5', OWNER_TYPE_ID: '3', TYPE_ID: '2', PROVIDER_ID: 'VOXIMPLANT_CALL', DIRECTION: '1', RESPONSIBLE_ID: '5' })
    const priya = standIn.control.issueToken({ portal: 'acme', userId: designer })
    expect((await rest(origin, 'crm.activity.get', priya, { id: 73 })).body.error).toBe('ACCESS_DENIED')
    expect((await rest(origin, 'crm.activity.get', admin, { id: 1 })).body.error).toBe('NOT_FOUND')
  })
})

describe('the pages of the CRM', () => {
  const board = async ({ origin }: Installed, userId: number) => {
    const answer = await page(origin, '/_portal/crm', { method: 'GET', cookie: await cookieOf(origin, userId) })
    return await answer.json() as { records: { kind: string, id: number }[] }
  }

  it('show each person what they may see', async () => {
    const setup = await installed(withCrm)
    const leads = async (userId: number) => (await board(setup, userId)).records.filter(({ kind }) => kind === 'lead').map(({ id }) => id)
    expect(await leads(administrator)).toEqual([15, 16])
    expect(await leads(employee)).toEqual([15])
  })

  it('move a deal to another stage, never to one there is not, and never for somebody who may not see it', async () => {
    const setup = await installed(withCrm)
    const move = async (id: number, stageId: string, userId: number) =>
      (await page(setup.origin, `/_portal/crm/deal/${id}`, { body: { stageId, values: {} }, cookie: await cookieOf(setup.origin, userId) })).status
    const stage = async (id: number) => ((await item(setup, { entityTypeId: 2, id })).body.result as { item: { stageId: string } }).item.stageId
    expect(await move(22, 'WON', employee)).toBe(200)
    expect(await stage(22)).toBe('WON')
    await move(22, 'ELSEWHERE', employee)
    expect(await stage(22)).toBe('WON')
    expect(await move(23, 'WON', designer)).toBe(404)
    expect(await stage(23)).toBe('PREPAYMENT_INVOICE')
  })
})
