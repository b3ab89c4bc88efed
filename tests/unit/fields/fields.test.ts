import { beforeEach, describe, expect, it } from 'vitest'
import { nextStepType } from '#shared/fields'
import type { RestParams } from '../../../server/bitrix24/types'
import { RestError } from '../../../server/bitrix24/types'
import { addField } from '../../../server/fields/add'
import { reconcileFieldTypes } from '../../../server/fields/reconcile'
import type { FakePortal } from '../support/fake-portal'
import { createFakePortal } from '../support/fake-portal'

const origin = 'https://sidenote.test'
let fake: FakePortal
beforeEach(() => {
  fake = createFakePortal()
})

const outcome = async () => (await reconcileFieldTypes(fake.rest, origin))[0]
const refuse = (method: string, code: string, text = code) => (called: string) => called === method ? new RestError(method, code, text, 400) : undefined

describe('the field type', () => {
  it('is registered with its texts in every language and its height', async () => {
    expect(await outcome()).toEqual({ code: 'nextstep', outcome: 'added' })
    expect(fake.fieldTypes).toEqual([{
      USER_TYPE_ID: 'nextstep', HANDLER: `${origin}/placements/userfield-type`, TITLE: nextStepType.titles.en, DESCRIPTION: nextStepType.descriptions.en,
      OPTIONS: { height: 150 }, LANG_ALL: { en: expect.objectContaining({ TITLE: nextStepType.titles.en }), de: expect.objectContaining({ TITLE: nextStepType.titles.de }) },
    }])
  })

  it('stays as it is, also where the portal tells its name in another language', async () => {
    await outcome()
    Object.assign(fake.fieldTypes[0]!, { TITLE: nextStepType.titles.de, DESCRIPTION: nextStepType.descriptions.de })
    expect(await outcome()).toEqual({ code: 'nextstep', outcome: 'kept' })
    expect(fake.fieldTypes).toHaveLength(1)
  })

  it.each([
    ['address', { HANDLER: 'https://old.test/field' }],
    ['title', { TITLE: '' }],
    ['description', { DESCRIPTION: 'Something else' }],
  ])('with another %s is made right', async (_what, outdated) => {
    await outcome()
    const wanted = structuredClone(fake.fieldTypes)
    Object.assign(fake.fieldTypes[0]!, outdated)
    expect(await outcome()).toEqual({ code: 'nextstep', outcome: 'repaired' })
    expect(fake.fieldTypes).toEqual(wanted)
  })

  it('that another installer has just registered is fine', async () => {
    fake.trouble = (method, params) => {
      if (method !== 'userfieldtype.add') return undefined
      fake.fieldTypes.push(params as never)
      return new RestError(method, 'ERROR_CORE', 'Unable to set placement handler: Handler already binded', 400)
    }
    expect(await outcome()).toEqual({ code: 'nextstep', outcome: 'kept' })
    expect(fake.methods()).not.toContain('userfieldtype.delete')
  })

  it('whose code another app has is refused, and nothing of theirs is touched', async () => {
    fake.trouble = refuse('userfieldtype.add', 'ERROR_CORE', 'Unable to set placement handler: Handler already binded')
    expect(await outcome()).toEqual({ code: 'nextstep', outcome: 'refused', error: 'ERROR_CORE' })
    expect(fake.methods()).toEqual(['userfieldtype.list', 'userfieldtype.add', 'userfieldtype.list'])
  })

  it('that was left half-made is taken away again', async () => {
    fake.trouble = (method, params) => {
      if (method !== 'userfieldtype.add') return undefined
      fake.fieldTypes.push({ ...params, TITLE: '' } as never)
      return new RestError(method, 'ERROR_CORE', 'Unable to set placement handler: text is too long', 400)
    }
    expect(await outcome()).toEqual({ code: 'nextstep', outcome: 'refused', error: 'ERROR_CORE' })
    expect(fake.fieldTypes).toEqual([])
  })

  it.each(['ERROR_METHOD_NOT_FOUND', 'insufficient_scope'])('is not available where the portal says %s', async (code) => {
    fake.trouble = refuse('userfieldtype.list', code)
    expect(await outcome()).toEqual({ code: 'nextstep', outcome: 'unavailable' })
  })

  it('is an administrator\'s to register', async () => {
    fake.trouble = refuse('userfieldtype.list', 'ACCESS_DENIED')
    await expect(outcome()).rejects.toMatchObject({ code: 'admin_required' })
  })
})

describe('a new field', () => {
  const field = { entity: 'deal', label: 'Next step', multiple: false, mandatory: true } as const
  const answering = (answers: Record<string, unknown>) => {
    const calls: Record<string, RestParams | undefined> = {}
    return {
      calls,
      rest: {
        batch: () => Promise.reject(new Error('One call after the other')),
        async call<Result>(method: string, params?: RestParams) {
          calls[method] = params
          const answer = answers[method]
          if (answer instanceof Error) throw answer
          return answer as Result
        },
      },
    }
  }

  it('is of our type, with a name of its own and its label in every language', async () => {
    const { rest, calls } = answering({ 'app.info': { ID: 17 }, 'userfieldconfig.add': { field: {} } })
    const { entity, name } = await addField(rest, field)
    expect(entity).toBe('deal')
    expect(name).toMatch(/^UF_CRM_DEAL_SIDENOTE_[0-9A-F]{8}$/)
    expect(calls['userfieldconfig.add']).toMatchObject({
      moduleId: 'crm',
      field: { entityId: 'CRM_DEAL', fieldName: name, userTypeId: 'rest_17_nextstep', multiple: 'N', mandatory: 'Y', editFormLabel: { en: 'Next step', de: 'Next step' } },
    })
    expect((await addField(rest, field)).name).not.toBe(name)
  })

  it.each([
    ['Invalid user type specified', 'field_type_missing'],
    ['Access denied', 'field_refused'],
    ['The current method required more scopes. (crm)', 'field_scope_missing'],
  ])('that Bitrix24 refuses with "%s" is %s', async (text, code) => {
    const { rest } = answering({ 'app.info': { ID: '17' }, 'userfieldconfig.add': new RestError('userfieldconfig.add', '', text, 400) })
    await expect(addField(rest, field)).rejects.toMatchObject({ code })
  })

  it('is not added where the portal does not number the app', async () => {
    const { rest } = answering({ 'app.info': { ID: null } })
    await expect(addField(rest, field)).rejects.toMatchObject({ code: 'portal_refused' })
  })
})
