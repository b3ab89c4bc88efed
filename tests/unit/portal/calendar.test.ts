import { describe, expect, it, vi } from 'vitest'
import type { PortalEvent } from '../../../portal/shared/calendar'
import { calendarCommands, eventId } from '../../../portal/page/calendar/custom-view'
import { columnsOf, eventsOn, placeEvent } from '../../../portal/page/calendar/layout'
import { clockIn, momentOf } from '../../../portal/page/calendar/moment'
import { addDays, daysOf, rangeOf, step, weekdayOf } from '../../../portal/page/calendar/range'
import { silence } from '../../../portal/page/frame/silence'
import type { FrameSession } from '../../../portal/page/frame/session'

const event = (more: Partial<PortalEvent>): PortalEvent => ({
  id: 1, ownerId: 3, createdBy: 3, name: 'Event', description: '', location: '', allDay: false, attendeeIds: [], private: false, color: '#9dcf00',
  from: '2026-11-21T09:30:00+00:00', to: '2026-11-21T10:00:00+00:00', ...more,
})

describe('what a view of the calendar shows', () => {
  it('fills the weeks of a month with days of its neighbours', () => {
    expect(rangeOf('month', '2026-11-21')).toEqual({ from: '2026-10-26', to: '2026-12-06' })
    expect(daysOf(rangeOf('month', '2027-02-14'))).toHaveLength(28)
    expect(rangeOf('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(rangeOf('day', '2026-11-22')).toEqual({ from: '2026-11-22', to: '2026-11-22' })
  })

  it('steps by a month, a week or a day', () => {
    expect(step('month', '2026-01-31', 1)).toBe('2026-02-01')
    expect(step('month', '2026-01-31', -1)).toBe('2025-12-01')
    expect(step('week', '2026-12-28', 1)).toBe('2027-01-04')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(weekdayOf('2026-11-23')).toBe(0)
  })

  it('places an event by the viewer\'s clocks, but a whole day by no clock at all', () => {
    expect(placeEvent(event({ from: '2026-11-21T23:30:00+00:00', to: '2026-11-22T00:30:00+00:00' }), 'Europe/Berlin')).toMatchObject({ from: '2026-11-22', to: '2026-11-22', start: 30, end: 90 })
    expect(placeEvent(event({ allDay: true, from: '2026-11-21', to: '2026-11-22' }), 'Pacific/Auckland')).toMatchObject({ from: '2026-11-21', to: '2026-11-22' })
  })

  it('puts whole days first and overlapping events side by side', () => {
    const placed = [
      event({ id: 1 }), event({ id: 2, from: '2026-11-21T09:45:00+00:00' }), event({ id: 3, from: '2026-11-21T10:00:00+00:00', to: '2026-11-21T11:00:00+00:00' }),
      event({ id: 4, allDay: true, from: '2026-11-20', to: '2026-11-21' }),
    ].map(one => placeEvent(one, 'UTC'))
    expect(eventsOn('2026-11-21', placed).map(one => one.event.id)).toEqual([4, 1, 2, 3])
    expect(columnsOf(placed.slice(0, 3)).map(({ lane, lanes }) => [lane, lanes])).toEqual([[0, 2], [1, 2], [0, 2]])
  })

  it.each(['2026-03-29', '2026-10-25', '2026-07-01'])('reads back on %s what it wrote, also when clocks change', (day) => {
    expect(clockIn(momentOf(day, '10:00', 'Europe/Berlin'), 'Europe/Berlin')).toEqual({ day, time: '10:00' })
    expect(momentOf(day, '', 'Europe/Berlin')).toBe('')
  })
})

describe('commands of a view that an application draws (calendar-grid-view)', () => {
  const hands = { events: () => [event({ id: 71 })], open: vi.fn(), askToDelete: vi.fn() }
  const run = (name: string, params: unknown) => calendarCommands(hands)[name]!({ params, callback: 'KEY', session: {} as FrameSession })

  it('finds an event by its id or the beginning of its uid', () => {
    expect([eventId({ id: '71' }), eventId({ id: 71 }), eventId({ uid: '71|11/21/2026' }), eventId([])]).toEqual([71, 71, 71, 0])
  })

  it('opens, changes, makes and asks', () => {
    run('viewEvent', { id: 71 })
    run('editEvent', { uid: '71|x' })
    run('addEvent', {})
    run('deleteEvent', { id: '71' })
    expect(hands.open.mock.calls).toEqual([[71], [71, '?edit=Y'], ['new']])
    expect(hands.askToDelete).toHaveBeenCalledWith(expect.objectContaining({ id: 71 }))
  })

  it('is silent about an event that is not there', () => {
    expect(run('viewEvent', { id: 999 })).toBe(silence)
  })

  it('lists the events of a range', () => {
    expect(run('getEvents', { dateFrom: '2026-11-21', dateTo: '2026-11-21' })).toHaveLength(1)
    expect(run('getEvents', { dateFrom: '2026-11-22', dateTo: '2026-11-30' })).toEqual([])
  })
})
