import { describe, expect, it } from 'vitest'
import { callerIn, phaseAfter } from '../../../app/lib/call'

describe('the phase of a call', () => {
  it('goes from ringing over talking to its end', () => {
    expect(phaseAfter(null, 'connecting')).toBe('ringing')
    expect(phaseAfter('ringing', 'connected')).toBe('talking')
    expect(phaseAfter('talking', 'idle')).toBe('ended')
    expect(phaseAfter('ringing', 'idle')).toBe('ended')
  })

  it('begins with ringing, whatever little the card says', () => {
    expect(phaseAfter(null, 'idle')).toBe('ringing')
    expect(phaseAfter(null, null)).toBe('ringing')
    expect(phaseAfter('talking', null)).toBe('talking')
  })
})

describe('whom a call is with', () => {
  it('is read from the whole status', () => {
    expect(callerIn({
      CALL_ID: 'externalCall.1', PHONE_NUMBER: '+44 20 7946 0018', CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: 5,
      CRM_BINDINGS: [{ ENTITY_TYPE: 'DEAL', ENTITY_ID: 22 }, { ENTITY_TYPE: 'QUOTE', ENTITY_ID: 7 }, null], CALL_STATE: 'connected',
    })).toEqual({
      candidates: [{ kind: 'contact', id: '5' }, { kind: 'phone', id: '442079460018' }],
      phone: '+44 20 7946 0018', state: 'connected', related: [{ kind: 'deal', id: '22' }],
    })
  })

  it('is only the number when the CRM does not know it, and nobody when that is hidden', () => {
    expect(callerIn({ PHONE_NUMBER: '+44 20 7946 0123', CRM_ENTITY_TYPE: '', CRM_ENTITY_ID: 0 }))
      .toEqual({ candidates: [{ kind: 'phone', id: '442079460123' }], phone: '+44 20 7946 0123', state: null, related: null })
    for (const number of ['hidden', 'unknown', undefined]) {
      expect(callerIn({ PHONE_NUMBER: number, CRM_ENTITY_TYPE: '', CRM_ENTITY_ID: 0 })).toMatchObject({ candidates: [], phone: null })
    }
  })

  it('is not said by anything else', () => {
    for (const answer of [null, undefined, '', [], { isSafely: true }, 'connected']) expect(callerIn(answer)).toBeNull()
  })
})
