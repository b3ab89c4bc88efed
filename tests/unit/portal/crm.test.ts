import { describe, expect, it } from 'vitest'
import { useCardEditor } from '../../../portal/page/crm/card-editor'
import { blankRecord, fieldOptions, givenValue, kindOfType, plainValue } from '../../../portal/page/crm/crm'
import type { CrmField, CrmRecord, SaveCrmAnswer, SaveCrmRequest } from '../../../portal/shared/crm'

const field = (more: Partial<CrmField> = {}): CrmField => ({ name: 'UF_CRM_STEP', label: 'Step', typeCode: 'rest_6_step', multiple: false, mandatory: false, ...more })
const record = (more: Partial<CrmRecord> = {}): CrmRecord => ({ ...blankRecord('deal', 1, ['NEW', 'WON']), id: 22, ...more })

describe('a custom field\'s options', () => {
  it('are those of the documentation, in its types', () => {
    expect(fieldOptions(field(), record(), 'view', null)).toEqual({
      MODE: 'view', ENTITY_ID: 'CRM_DEAL', FIELD_NAME: 'UF_CRM_STEP', ENTITY_VALUE_ID: '22', VALUE: null, MULTIPLE: 'N', MANDATORY: 'N', XML_ID: null,
      ENTITY_DATA: { entityTypeId: 2, entityId: '22', module: 'crm' },
    })
  })

  it('have a list as value of a multiple field, and 0 for a new entity', () => {
    expect(fieldOptions(field({ multiple: true, mandatory: true }), record({ id: 0 }), 'edit', null)).toMatchObject({ ENTITY_VALUE_ID: '0', VALUE: [], MULTIPLE: 'Y', MANDATORY: 'Y' })
  })
})

describe('values', () => {
  it.each([
    [false, 'text', 'text'],
    [false, 7, '7'],
    [false, ['one', 'two'], 'one'],
    [false, { a: 1 }, null],
    [false, [], null],
    [true, 'text', ['text']],
    [true, ['one', { a: 1 }, 2], ['one', '2']],
  ])('given to a field (multiple: %s): %j → %j', (multiple, given, kept) => {
    expect(givenValue({ multiple }, given)).toEqual(kept)
  })

  it('read as plain text', () => {
    expect([plainValue(undefined), plainValue(null), plainValue('one'), plainValue(['one', 'two'])]).toEqual(['', '', 'one', 'one, two'])
  })
})

it('knows the kind of a type of REST', () => {
  expect([1, 2, 3, 4, 31].map(kindOfType)).toEqual(['lead', 'deal', 'contact', 'company', undefined])
})

/** An editor over a record that its saving changes, with what was sent. */
function editor(of: CrmRecord, answer?: SaveCrmAnswer) {
  const sent: SaveCrmRequest[] = []
  const saved: CrmRecord[] = []
  const state = useCardEditor(() => of, () => [field()], (request) => {
    sent.push(request)
    return Promise.resolve(answer ?? { record: { ...of, values: request.values } })
  }, one => saved.push(one))
  return { state, sent, saved }
}

describe('editing a card', () => {
  it('starts with what is stored, and sends what the handler gave', async () => {
    const { state, sent, saved } = editor(record({ values: { UF_CRM_STEP: 'old' } }))
    expect(state.active.value).toBe(false)
    state.start('UF_CRM_STEP')
    expect([state.active.value, state.valueOf('UF_CRM_STEP')]).toEqual([true, 'old'])
    state.change('UF_CRM_STEP', 'new')
    await state.save()
    expect(sent).toEqual([{ values: { UF_CRM_STEP: 'new' } }])
    expect(saved).toHaveLength(1)
    expect(state.active.value).toBe(false)
  })

  it('drops on cancelling what was not saved', () => {
    const { state, sent } = editor(record({ values: { UF_CRM_STEP: 'old' } }))
    state.start('UF_CRM_STEP')
    state.change('UF_CRM_STEP', 'new')
    state.cancel()
    expect([state.valueOf('UF_CRM_STEP'), state.isEditing('UF_CRM_STEP'), sent.length]).toEqual(['old', false, 0])
  })

  it('goes on when a mandatory field is empty, until it is given something', async () => {
    const { state, saved } = editor(record(), { missing: ['UF_CRM_STEP'] })
    state.start('UF_CRM_STEP')
    await state.save()
    expect([state.isMissing('UF_CRM_STEP'), state.isEditing('UF_CRM_STEP'), saved.length]).toEqual([true, true, 0])
    state.change('UF_CRM_STEP', 'new')
    expect(state.isMissing('UF_CRM_STEP')).toBe(false)
  })

  it('edits all fields of a new entity from the start, and its name', async () => {
    const { state, sent } = editor(record({ id: 0 }))
    expect([state.active.value, state.isEditing('UF_CRM_STEP')]).toEqual([true, true])
    state.rename('Parasols')
    state.change('UF_CRM_STEP', 'first')
    await state.save()
    expect(sent).toEqual([{ title: 'Parasols', values: { UF_CRM_STEP: 'first' } }])
  })
})
