import { describe, expect, it } from 'vitest'
import { callerSubject, crmSubject } from '#shared/calls'

describe('whom a call is with', () => {
  it.each([
    ['CONTACT', '21', '+4930901820', { kind: 'contact', id: '21' }],
    ['company', 4, 'hidden', { kind: 'company', id: '4' }],
    ['', '0', '+49 30 901820', { kind: 'phone', id: '4930901820' }],
    ['CONTACT', '0', '+4930901820', { kind: 'phone', id: '4930901820' }],
    ['ORDER', '7', '+4930901820', { kind: 'phone', id: '4930901820' }],
    ['CONTACT', '21; drop', 'unknown', null],
    [null, undefined, undefined, null],
    ['', '', 'hidden', null],
  ])('%j %j %j', (type, id, phone, subject) => {
    expect(callerSubject(type, id, phone)).toEqual(subject)
  })

  it('is an entity of the CRM only by a known type and a real id', () => {
    expect(crmSubject('LEAD', 1)).toEqual({ kind: 'lead', id: '1' })
    for (const [type, id] of [['LEAD', 0], ['LEAD', 'undefined'], ['TASK', 1], ['', 1]] as const) expect(crmSubject(type, id)).toBeNull()
  })
})
