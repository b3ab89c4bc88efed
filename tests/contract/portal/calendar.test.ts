import { describe, expect, it } from 'vitest'
import type { CalendarEntry, CalendarList } from '../../../portal/shared/calendar'
import { administrator, card, cookieOf, employee, fieldsOf, frameOf, installed, page, rest, type Installed } from './support'

const scopes = [...card.scopes, 'calendar']
const withCalendar = (options = {}): Promise<Installed> => installed({ app: { ...card, scopes }, ...options })

interface Fields { ID: string, NAME: string, DATE_FROM: string, DATE_FROM_TS_UTC: string, DATE_FROM_FORMATTED: string, DT_SKIP_TIME: string, DT_LENGTH: number, TZ_FROM: string | null, IS_MEETING: boolean, ATTENDEE_LIST: { id: number, status: string }[] }

describe('calendar.event.get (calendar-event-get)', () => {
  it('answers a person\'s events with dates in the site\'s format and as Unix seconds', async () => {
    const { origin, user } = await withCalendar()
    const { body } = await rest(origin, 'calendar.event.get', user, { type: 'user', ownerId: employee })
    const call = (body.result as Fields[]).find(event => event.ID === '72')!
    expect(call).toMatchObject({ NAME: 'Call with the studio in Bristol', CAL_TYPE: 'user', OWNER_ID: '3', TZ_FROM: 'Europe/London', DT_SKIP_TIME: 'N', DT_LENGTH: 1800, IS_MEETING: false })
    expect(call.DATE_FROM).toMatch(/^\d\d\/\d\d\/\d{4} 02:00:00 pm$/)
    expect(call.DATE_FROM_FORMATTED).toMatch(/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4} 14:00:00$/)
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' }).format(Number(call.DATE_FROM_TS_UTC) * 1000)
    expect(clock).toBe('14:00')
  })

  it('writes dates as the language of the portal does', async () => {
    const { origin, user } = await withCalendar({ languages: { acme: 'de' } })
    const { body } = await rest(origin, 'calendar.event.get', user, { type: 'user', ownerId: employee })
    expect((body.result as Fields[]).find(event => event.ID === '72')!.DATE_FROM).toMatch(/^\d\d\.\d\d\.\d{4} 14:00:00$/)
  })

  it('gives a whole day no time zone', async () => {
    const { origin, user } = await withCalendar()
    const { body } = await rest(origin, 'calendar.event.get', user, { type: 'company_calendar', ownerId: '' })
    const fair = (body.result as Fields[]).find(event => event.ID === '75')!
    expect(fair).toMatchObject({ DT_SKIP_TIME: 'Y', TZ_FROM: null, TZ_OFFSET_FROM: null, DT_LENGTH: 3 * 86_400, OWNER_ID: '0' })
    expect(fair.DATE_FROM).toMatch(/ 12:00:00 am$/)
  })

  it('shows a meeting to everybody invited, and a private event to nobody else', async () => {
    const { origin, user, admin } = await withCalendar()
    const mine = (await rest(origin, 'calendar.event.get', user, { type: 'user', ownerId: employee })).body.result as Fields[]
    expect(mine.find(event => event.ID === '71')!.ATTENDEE_LIST).toEqual([
      { id: 1, entryId: '71', status: 'H' }, { id: 3, entryId: '71', status: 'Y' }, { id: 5, entryId: '71', status: 'Y' },
    ])
    const ids = async (token: Installed['user']): Promise<string[]> =>
      ((await rest(origin, 'calendar.event.get', token, { type: 'user', ownerId: administrator })).body.result as Fields[]).map(event => event.ID)
    expect(await ids(admin)).toContain('76')
    expect(await ids(user)).not.toContain('76')
  })

  it('keeps to the days asked for, ends included', async () => {
    const { origin, user } = await withCalendar()
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date())
    const { body } = await rest(origin, 'calendar.event.get', user, { type: 'user', ownerId: employee, from: today, to: today })
    expect((body.result as Fields[]).map(event => event.ID)).toEqual(['71', '72'])
  })

  it('refuses with an empty code', async () => {
    const { origin, user } = await withCalendar()
    expect(await rest(origin, 'calendar.event.get', user)).toMatchObject({ status: 400, body: { error: '', error_description: 'The required parameter "type" for the method "calendar.event.get" is not set' } })
    expect(await rest(origin, 'calendar.event.get', user, { type: 'user', ownerId: 999 })).toMatchObject({ status: 400, body: { error: '', error_description: 'Access denied' } })
    expect(await rest(origin, 'calendar.event.getById', user)).toMatchObject({ status: 400, body: { error: '' } })
  })

  it('finds one by its id, unless it is somebody else\'s private one', async () => {
    const { origin, user, admin } = await withCalendar()
    expect((await rest(origin, 'calendar.event.getById', admin, { id: 76 })).body.result).toMatchObject({ ID: '76', PRIVATE_EVENT: '1' })
    expect((await rest(origin, 'calendar.event.getById', user, { id: 76 })).body.result).toBeNull()
  })
})

describe('the calendar\'s pages', () => {
  const draft = { name: 'Lunch', from: '2026-05-04T11:00:00.000Z', to: '2026-05-04T12:00:00.000Z', allDay: false, description: '', location: '', attendeeIds: [] }

  it('makes, changes and deletes an event of one\'s own', async () => {
    const { origin } = await withCalendar()
    const cookie = await cookieOf(origin, employee)
    const made = await (await page(origin, '/_portal/calendar', { body: draft, cookie })).json() as CalendarEntry
    expect(made).toMatchObject({ canEdit: true, event: { id: 81, ownerId: employee, from: '2026-05-04T12:00:00+01:00' } })
    await page(origin, '/_portal/calendar/81', { body: { ...draft, name: 'Late lunch' }, cookie })
    const list = await (await page(origin, '/_portal/calendar', { method: 'GET', cookie })).json() as CalendarList
    expect(list.events.find(event => event.id === 81)?.name).toBe('Late lunch')
    await page(origin, '/_portal/calendar/81/delete', { body: {}, cookie })
    expect((await page(origin, '/_portal/calendar/81', { method: 'GET', cookie })).status).toBe(404)
  })

  it('lets nobody touch another\'s event or see a private one, and wants a name', async () => {
    const { origin } = await withCalendar()
    const cookie = await cookieOf(origin, employee)
    expect((await page(origin, '/_portal/calendar/78/delete', { body: {}, cookie })).status).toBe(403)
    expect((await page(origin, '/_portal/calendar/76', { method: 'GET', cookie })).status).toBe(404)
    expect((await page(origin, '/_portal/calendar', { body: { ...draft, name: ' ' }, cookie })).status).toBe(400)
  })

  it('opens a view with the range of the grid, and with its own commands and events', async () => {
    const { origin, standIn, admin } = await withCalendar()
    await rest(origin, 'placement.bind', admin, { PLACEMENT: 'CALENDAR_GRIDVIEW', HANDLER: 'http://127.0.0.1:9/grid' })
    const frame = frameOf(standIn.control.launch({ portal: 'acme', userId: employee, placement: 'CALENDAR_GRIDVIEW', options: { viewRangeFrom: '2026-10-26', viewRangeTo: '2026-12-06' }, uri: '/calendar/' }))
    expect(JSON.parse(fieldsOf(frame).PLACEMENT_OPTIONS!)).toEqual({ viewRangeFrom: '2026-10-26', viewRangeTo: '2026-12-06', URI: '/calendar/' })
    expect(frame.commands).toEqual(['getEvents', 'viewEvent', 'addEvent', 'editEvent', 'deleteEvent'])
    expect(frame.events).toContain('Calendar.customView:adjustToDate')
  })
})
