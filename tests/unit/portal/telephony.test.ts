import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallRecord, PortalCall } from '../../../portal/shared/telephony'
import { closeAfterMs, createAutoClose, heldOpenMs } from '../../../portal/page/telephony/auto-close'
import { callOptions, callStatus, changesOf } from '../../../portal/page/telephony/call-data'
import { clockOf } from '../../../portal/page/telephony/duration'
import { callsByDay, callsByPerson } from '../../../portal/page/telephony/report'

const call = (more: Partial<PortalCall> = {}): PortalCall => ({
  id: 'externalCall.a.1', userId: 3, phone: '+44 20 7946 0018', lineNumber: '+44 20 7946 0000', lineName: 'Main line', direction: 'incoming', state: 'connecting', failedCode: '',
  entity: { type: 'CONTACT', id: 5 }, bindings: [{ type: 'CONTACT', id: 5 }], activityId: 301, callList: false, external: false, startedAt: '', connectedAt: null,
  finished: false, callerName: '', callerCompany: '', ...more,
})
const nobody = call({ phone: '', entity: null, bindings: [], activityId: null, lineName: '' })

describe('what a widget of a call learns (widgets/telephony/call-card)', () => {
  it('gets strings only', () => {
    expect(callOptions(call())).toEqual({
      CALL_ID: 'externalCall.a.1', PHONE_NUMBER: '+44 20 7946 0018', LINE_NUMBER: '+44 20 7946 0000', LINE_NAME: 'Main line', CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: '5',
      CRM_BINDINGS: [{ ENTITY_TYPE: 'CONTACT', ENTITY_ID: '5' }], CRM_ACTIVITY_ID: '301', CALL_DIRECTION: 'incoming', CALL_STATE: 'connecting', CALL_LIST_MODE: 'false',
    })
  })

  it('gets odd values, or no keys, for what is not known', () => {
    expect(callOptions(nobody)).toEqual({
      CALL_ID: 'externalCall.a.1', LINE_NUMBER: '+44 20 7946 0000', LINE_NAME: '+44 20 7946 0000', CRM_ENTITY_TYPE: '', CRM_ENTITY_ID: '0', CRM_ACTIVITY_ID: 'undefined',
      CALL_DIRECTION: 'incoming', CALL_STATE: 'connecting', CALL_LIST_MODE: 'false',
    })
  })

  it('gets numbers from getStatus', () => {
    expect(callStatus(call())).toMatchObject({ CRM_ENTITY_ID: 5, CRM_ACTIVITY_ID: 301, CRM_BINDINGS: [{ ENTITY_TYPE: 'CONTACT', ENTITY_ID: 5 }], CALL_LIST_MODE: false })
    expect(callStatus(nobody)).toMatchObject({ PHONE_NUMBER: 'hidden', CRM_ENTITY_ID: 0, CRM_BINDINGS: [] })
    expect(callStatus(nobody)).not.toHaveProperty('CRM_ACTIVITY_ID')
  })

  it('hears of another entity and another state, and of nothing else', () => {
    expect(changesOf(call(), call({ callerName: 'New name' }))).toEqual([])
    expect(changesOf(call(), call({ state: 'connected' }))).toEqual([{ event: 'CallStateChanged', argument: 'connected' }])
    expect(changesOf(call(), nobody)).toEqual([{ event: 'EntityChanged', argument: { PHONE_NUMBER: 'unknown', CRM_ENTITY_TYPE: '', CRM_ENTITY_ID: 0 } }])
  })
})

describe('the card of a finished call', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers() })
  const opened = () => {
    const close = vi.fn()
    return { close, autoClose: createAutoClose(close) }
  }

  it('closes itself', () => {
    const { close, autoClose } = opened()
    autoClose.finish()
    vi.advanceTimersByTime(closeAfterMs)
    expect(close).toHaveBeenCalledOnce()
  })

  it('stays while closing is disabled, and closes when it is enabled again', () => {
    const { close, autoClose } = opened()
    autoClose.disable()
    autoClose.finish()
    vi.advanceTimersByTime(heldOpenMs * 2)
    expect(close).not.toHaveBeenCalled()
    autoClose.enable()
    vi.advanceTimersByTime(closeAfterMs)
    expect(close).toHaveBeenCalledOnce()
  })

  it('puts a close that already runs off to 65 seconds', () => {
    const { close, autoClose } = opened()
    autoClose.finish()
    autoClose.disable()
    vi.advanceTimersByTime(heldOpenMs - 1)
    expect(close).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(close).toHaveBeenCalledOnce()
  })
})

describe('the report of calls', () => {
  const record = (more: Partial<CallRecord>): CallRecord => ({
    id: 1, callId: 'a', userId: 3, lineNumber: '', phone: '', type: 2, seconds: 60, startedAt: '2026-11-20T09:00:00+00:00', code: '200', entity: null, activityId: null, external: false, externalId: null, ...more,
  })
  const calls = [record({}), record({ type: 1, userId: 5 }), record({ seconds: 0 }), record({ startedAt: '2026-11-19T23:30:00+00:00' }), record({ startedAt: '2026-11-01T09:00:00+00:00' })]

  it('counts by day, quiet days included', () => {
    expect(callsByDay(calls, '2026-11-21', 3)).toEqual([
      { day: '2026-11-19', incoming: 1, outgoing: 0, missed: 0 }, { day: '2026-11-20', incoming: 1, outgoing: 1, missed: 1 }, { day: '2026-11-21', incoming: 0, outgoing: 0, missed: 0 },
    ])
  })

  it('counts by person, the busiest first', () => {
    expect(callsByPerson(calls)).toEqual([{ userId: 3, calls: 4, missed: 1, seconds: 180 }, { userId: 5, calls: 1, missed: 0, seconds: 60 }])
  })

  it('writes durations as clocks do', () => {
    expect([clockOf(0), clockOf(249_000), clockOf(3_849_000)]).toEqual(['00:00', '04:09', '1:04:09'])
  })
})
