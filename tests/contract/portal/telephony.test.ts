import { describe, expect, it } from 'vitest'
import type { CurrentCall, TelephonyReport } from '../../../portal/shared/telephony'
import { administrator, card, cookieOf, employee, installed, page, rest, type Installed } from './support'

const withTelephony = (): Promise<Installed> => installed({ app: { ...card, scopes: [...card.scopes, 'telephony', 'crm'] } })
const eleanor = '+44 20 7946 0018'

const current = async (origin: string, userId: number): Promise<CurrentCall['call']> =>
  (await (await page(origin, '/_portal/call', { method: 'GET', cookie: await cookieOf(origin, userId) })).json() as CurrentCall).call

describe('a call that rings', () => {
  it('is shown to the person called alone, with what the CRM knows of the number', async () => {
    const { standIn, origin } = await withTelephony()
    standIn.control.ring({ portal: 'acme', userId: employee, phone: '+442079460018' })
    expect(await current(origin, administrator)).toBeNull()
    expect(await current(origin, employee)).toMatchObject({
      phone: '+442079460018', direction: 'incoming', state: 'connecting', entity: { type: 'CONTACT', id: 5 }, callerName: 'Eleanor Whitby', callerCompany: 'Northwind Gardens',
      bindings: [{ type: 'CONTACT', id: 5 }, { type: 'COMPANY', id: 3 }, { type: 'DEAL', id: 22 }], activityId: null, lineName: 'Main line',
    })
  })

  it('may be from nobody known, hidden, and to a line without a name', async () => {
    const { standIn, origin } = await withTelephony()
    standIn.control.ring({ portal: 'acme', userId: employee, line: '+44 20 7946 0050' })
    expect(await current(origin, employee)).toMatchObject({ phone: '', entity: null, bindings: [], lineNumber: '+44 20 7946 0050', lineName: '' })
  })

  it('is answered, ended and closed by the card\'s buttons, and joins the statistic', async () => {
    const { standIn, origin } = await withTelephony()
    const { id } = standIn.control.ring({ portal: 'acme', userId: employee, phone: eleanor })
    const cookie = await cookieOf(origin, employee)
    const press = async (action: string): Promise<CurrentCall['call']> => (await (await page(origin, `/_portal/call/${id}/${action}`, { body: {}, cookie })).json() as CurrentCall).call
    expect(await press('answer')).toMatchObject({ state: 'connected', finished: false })
    expect(await press('hangup')).toMatchObject({ state: 'idle', finished: true, failedCode: '' })
    expect(await press('close')).toBeNull()
    expect(standIn.control.callRecords({ portal: 'acme' })[0]).toMatchObject({ callId: id, userId: employee, type: 2, code: '200', entity: { type: 'CONTACT', id: 5 } })
  })

  it('changes by controls, and ends with the code of its failure', async () => {
    const { standIn, origin } = await withTelephony()
    const { control } = standIn
    control.ring({ portal: 'acme', userId: employee, phone: '+44 20 7946 0123', direction: 'outgoing' })
    control.setCallEntity({ portal: 'acme', entity: { type: 'LEAD', id: 15 } })
    expect(await current(origin, employee)).toMatchObject({ entity: { type: 'LEAD', id: 15 }, callerName: 'Grace Holloway' })
    control.endCall({ portal: 'acme', failedCode: '486' })
    expect(await current(origin, employee)).toMatchObject({ state: 'idle', failedCode: '486' })
    expect(control.callRecords({ portal: 'acme' })[0]).toMatchObject({ code: '486', seconds: 0, type: 1 })
  })
})

describe('telephony.externalCall.* (one page per method)', () => {
  const call = { USER_ID: employee, PHONE_NUMBER: eleanor, TYPE: 2 }

  it('registers a call, shows it, hides it and finishes it into the statistic', async () => {
    const { origin, user } = await withTelephony()
    const { body } = await rest(origin, 'telephony.externalCall.register', user, { ...call, SHOW: 0 })
    expect(body.result).toMatchObject({ CRM_CREATED_LEAD: null, CRM_CREATED_ENTITIES: [], CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: 5 })
    const { CALL_ID } = body.result as { CALL_ID: string }
    expect(await current(origin, employee)).toBeNull()
    expect((await rest(origin, 'telephony.externalCall.show', user, { CALL_ID })).body.result).toBe(true)
    expect(await current(origin, employee)).toMatchObject({ id: CALL_ID, external: true })
    expect((await rest(origin, 'telephony.externalCall.hide', user, { CALL_ID, USER_ID: [employee] })).body.result).toBe(true)
    expect(await current(origin, employee)).toBeNull()
    const finished = await rest(origin, 'telephony.externalCall.finish', user, { CALL_ID, USER_ID: employee, DURATION: 95 })
    expect(finished.body.result).toMatchObject({ CALL_ID, CALL_DURATION: 95, CALL_START_DATE: {}, CALL_STATUS: 1, CALL_FAILED_CODE: '200', INCOMING: '2', CRM_ENTITY_ID: 5 })
    const again = await rest(origin, 'telephony.externalCall.finish', user, { CALL_ID, USER_ID: employee })
    expect(again).toMatchObject({ status: 400, body: { error: 'ERROR_CORE' } })
  })

  it('takes the same call for the same one, unless its external id differs', async () => {
    const { origin, user } = await withTelephony()
    const id = async (more = {}): Promise<string> => ((await rest(origin, 'telephony.externalCall.register', user, { ...call, ...more })).body.result as { CALL_ID: string }).CALL_ID
    const first = await id()
    expect(await id()).toBe(first)
    expect(await id({ EXTERNAL_CALL_ID: 'other' })).not.toBe(first)
  })

  it.each([
    [{ TYPE: 9 }, 'Unknown TYPE'],
    [{ PHONE_NUMBER: 'none' }, 'Unsupported phone number format'],
    [{ USER_ID: 999 }, 'User is not found or is not active'],
    [{ USER_ID: '' }, 'USER_ID or USER_PHONE_INNER should be set'],
  ])('refuses %j', async (wrong, text) => {
    const { origin, user } = await withTelephony()
    expect(await rest(origin, 'telephony.externalCall.register', user, { ...call, ...wrong })).toMatchObject({ status: 400, body: { error: 'ERROR_CORE', error_description: text } })
  })

  it('looks for callers and knows the lines', async () => {
    const { origin, user } = await withTelephony()
    const found = await rest(origin, 'telephony.externalCall.searchCrmEntities', user, { PHONE_NUMBER: '+44 20 7946 0077' })
    expect(found.body.result).toMatchObject([{ CRM_ENTITY_TYPE: 'LEAD', CRM_ENTITY_ID: 15, NAME: 'Grace Holloway', ASSIGNED_BY: { TIMEMAN_STATUS: 'CLOSED' } }])
    expect(await rest(origin, 'telephony.externalCall.searchCrmEntities', user)).toMatchObject({ status: 400, body: { error: 'ERROR_CORE' } })
    expect((await rest(origin, 'telephony.externalLine.get', user)).body.result).toContainEqual({ NUMBER: '+44 20 7946 0050', NAME: '', CRM_AUTO_CREATE: 'N' })
  })
})

describe('voximplant.statistic.get', () => {
  it('is for those with the right to see it', async () => {
    const { standIn, origin, user, admin } = await withTelephony()
    expect(await rest(origin, 'voximplant.statistic.get', user)).toMatchObject({ status: 403, body: { error: 'ACCESS_DENIED', error_description: 'Access denied!' } })
    expect((await rest(origin, 'voximplant.statistic.get', admin)).body.total).toBe(25)
    standIn.control.allowStatistics({ portal: 'acme', userId: employee, allowed: true })
    expect((await rest(origin, 'voximplant.statistic.get', user)).body.total).toBe(25)
    const report = await (await page(origin, '/_portal/telephony', { method: 'GET', cookie: await cookieOf(origin, 5) })).json() as TelephonyReport
    expect(report).toEqual({ allowed: false, calls: [] })
  })

  it('answers strings and nulls, filtered by ranges and sorted', async () => {
    const { origin, admin } = await withTelephony()
    const since = new Date(Date.now() - 3 * 86_400_000).toISOString()
    const { body } = await rest(origin, 'voximplant.statistic.get', admin, { FILTER: { '>=CALL_START_DATE': since, 'CALL_TYPE': 2, '>CALL_DURATION': 0 }, SORT: 'CALL_START_DATE', ORDER: 'DESC' })
    const rows = body.result as Record<string, string>[]
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.every(row => row.CALL_TYPE === '2' && Number(row.CALL_DURATION) > 0 && Date.parse(row.CALL_START_DATE!) >= Date.parse(since))).toBe(true)
    expect(rows.map(row => row.CALL_START_DATE)).toEqual(rows.map(row => row.CALL_START_DATE).toSorted().reverse())
    expect(rows[0]).toMatchObject({ CALL_CATEGORY: 'external', COST: '0.0000', CALL_FAILED_CODE: '200', CALL_VOTE: null })
  })
})
