import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { fieldSubject, NewFieldSchema, nextStepType, readNextStep, writeNextStep } from '#shared/fields'

describe('a next step', () => {
  it.each([
    [{ text: 'Call Eleanor', date: '2026-11-25' }, 'Call Eleanor (2026-11-25)'],
    [{ text: 'Call Eleanor', date: null }, 'Call Eleanor'],
    [{ text: 'Offer (draft)', date: '2026-11-25' }, 'Offer (draft) (2026-11-25)'],
    [{ text: '', date: null }, ''],
  ])('%j is written and read as %j', (step, value) => {
    expect(writeNextStep(step)).toBe(value)
    expect(readNextStep(value)).toEqual(step)
  })

  it('without a text is none, whatever its date; lines become one', () => {
    expect(writeNextStep({ text: ' ', date: '2026-11-25' })).toBe('')
    expect(writeNextStep({ text: ' Call\n  Eleanor ', date: null })).toBe('Call Eleanor')
  })

  it.each(['(2026-11-25)', 'Call (soon)', 'Call (2026-13-01)', 'Call (2026-11-25) or so', 'a\nb'])('that somebody else wrote, %j, is a text without a date', (value) => {
    expect(readNextStep(value)).toEqual({ text: value, date: null })
  })

  it('has a type whose name Bitrix24 takes', () => {
    expect(`rest_9999999999_${nextStepType.code}`.length).toBeLessThanOrEqual(50)
    expect(nextStepType.code).toMatch(/^[a-z0-9_]+$/)
    for (const text of [...Object.values(nextStepType.titles), ...Object.values(nextStepType.descriptions)]) expect(text.length).toBeLessThanOrEqual(255)
  })
})

describe('a field', () => {
  it.each([
    ['CRM_DEAL', '22', { kind: 'deal', id: '22' }], ['CRM_COMPANY', '7', { kind: 'company', id: '7' }],
    ['CRM_DEAL', '0', null], ['CRM_DEAL', 'x', null], ['CRM_deal', '22', null], ['TASKS_TASK', '22', null], ['CRM_QUOTE', '22', null],
  ])('of %s %s belongs to %j', (entity, id, subject) => expect(fieldSubject(entity, id)).toEqual(subject))

  it('is added with a label, to an entity that has cards', () => {
    expect(v.parse(NewFieldSchema, { entity: 'deal', label: ' Next ' })).toEqual({ entity: 'deal', label: 'Next', multiple: false, mandatory: false })
    for (const field of [{ entity: 'task', label: 'x' }, { entity: 'deal', label: ' ' }, { entity: 'deal', label: 'x'.repeat(101) }, { entity: 'deal' }]) {
      expect(v.is(NewFieldSchema, field)).toBe(false)
    }
  })
})
