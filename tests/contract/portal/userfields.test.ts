import { describe, expect, it } from 'vitest'
import { administrator, card, cookieOf, employee, fieldsOf, frameOf, installed, page, rest, type Installed } from './support'

const handler = 'http://127.0.0.1:9/field'
const app = { ...card, scopes: ['placement', 'crm', 'userfieldconfig'] }
const full = 'rest_6_nextstep'
const name = 'UF_CRM_DEAL_STEP'

const addType = ({ origin, admin }: Installed, more: Record<string, unknown> = {}) =>
  rest(origin, 'userfieldtype.add', admin, { USER_TYPE_ID: 'NextStep', HANDLER: handler, TITLE: 'Next step', ...more })
const types = async ({ origin, admin }: Installed) => (await rest(origin, 'userfieldtype.list', admin)).body
const addField = ({ origin, admin }: Installed, more: Record<string, unknown> = {}, token = admin) => rest(origin, 'userfieldconfig.add', token, {
  moduleId: 'crm', field: { entityId: 'CRM_DEAL', fieldName: name, userTypeId: full, editFormLabel: { en: 'Next step' }, ...more },
})

describe('userfieldtype', () => {
  it('is registered in lower case, listed, changed and deleted', async () => {
    const setup = await installed({ app })
    expect((await addType(setup)).body.result).toBe(true)
    expect(await types(setup)).toMatchObject({ total: 1, result: [{ USER_TYPE_ID: 'nextstep', HANDLER: handler, TITLE: 'Next step', DESCRIPTION: '' }] })
    expect((await rest(setup.origin, 'userfieldtype.update', setup.admin, { USER_TYPE_ID: 'NEXTSTEP', HANDLER: `${handler}/2`, TITLE: 'Other' })).body.result).toBe(true)
    expect(await types(setup)).toMatchObject({ result: [{ USER_TYPE_ID: 'nextstep', HANDLER: `${handler}/2`, TITLE: 'Other' }] })
    expect((await rest(setup.origin, 'userfieldtype.delete', setup.admin, { USER_TYPE_ID: 'nextstep' })).body.result).toBe(true)
    expect((await types(setup)).total).toBe(0)
  })

  it.each([
    ['ERROR_ARGUMENT', { USER_TYPE_ID: '' }],
    ['ERROR_ARGUMENT', { HANDLER: '' }],
    ['ERROR_WRONG_HANDLER_URL', { HANDLER: 'http://localhost/x' }],
    ['ERROR_UNSUPPORTED_PROTOCOL', { HANDLER: 'ftp://127.0.0.1/x' }],
    ['ERROR_CORE', { USER_TYPE_ID: 'a'.repeat(44) }],
  ])('%s for %j', async (error, params) => {
    const setup = await installed({ app })
    expect(await addType(setup, params)).toMatchObject({ status: 400, body: { error } })
    expect((await types(setup)).total).toBe(0)
  })

  it('takes a code of which the full one has 50 characters', async () => {
    expect((await addType(await installed({ app }), { USER_TYPE_ID: 'a'.repeat(43) })).body.result).toBe(true)
  })

  it('has one handler each, one registration per code', async () => {
    const setup = await installed({ app })
    await addType(setup)
    const refused = { status: 400, body: { error: 'ERROR_CORE', error_description: 'Unable to set placement handler: Handler already binded' } }
    expect(await addType(setup, { USER_TYPE_ID: 'other' })).toMatchObject(refused)
    expect(await addType(setup, { HANDLER: `${handler}/2` })).toMatchObject(refused)
  })

  it('is left half-made by a title that is too long, and can be added again once deleted', async () => {
    const setup = await installed({ app })
    expect(await addType(setup, { TITLE: 'x'.repeat(256) })).toMatchObject({ status: 400, body: { error: 'ERROR_CORE' } })
    expect(await types(setup)).toMatchObject({ total: 1, result: [{ USER_TYPE_ID: 'nextstep', TITLE: '' }] })
    expect((await addType(setup)).body.error).toBe('ERROR_CORE')
    await rest(setup.origin, 'userfieldtype.delete', setup.admin, { USER_TYPE_ID: 'nextstep' })
    expect((await addType(setup)).body.result).toBe(true)
  })

  it('is for administrators, and unknown ones are not found', async () => {
    const { origin, user, admin } = await installed({ app })
    for (const method of ['add', 'update', 'delete', 'list']) {
      expect(await rest(origin, `userfieldtype.${method}`, user, { USER_TYPE_ID: 'x', HANDLER: handler })).toMatchObject({ status: 403, body: { error: 'ACCESS_DENIED' } })
    }
    for (const method of ['update', 'delete']) {
      expect(await rest(origin, `userfieldtype.${method}`, admin, { USER_TYPE_ID: 'x' })).toMatchObject({ status: 400, body: { error: 'ERROR_NOT_FOUND' } })
    }
  })

  it('goes with the application', async () => {
    const setup = await installed({ app })
    await addType(setup)
    setup.standIn.control.uninstall({ portal: 'acme' })
    setup.standIn.control.install({ portal: 'acme' })
    const admin = setup.standIn.control.issueToken({ portal: 'acme', userId: administrator })
    expect((await rest(setup.origin, 'userfieldtype.list', admin)).body.total).toBe(0)
  })
})

describe('custom fields', () => {
  it('are made of a registered type, listed and deleted', async () => {
    const setup = await installed({ app })
    await addType(setup)
    const made = (await addField(setup, { mandatory: 'Y' })).body.result as { field: { id: string } }
    expect(made.field).toMatchObject({ entityId: 'CRM_DEAL', fieldName: name, userTypeId: full, multiple: 'N', mandatory: 'Y', editFormLabel: { en: 'Next step' } })
    const list = () => rest(setup.origin, 'userfieldconfig.list', setup.admin, { moduleId: 'crm', filter: { entityId: 'CRM_DEAL' } })
    expect((await list()).body).toMatchObject({ total: 1, result: { fields: [{ id: made.field.id }] } })
    expect((await rest(setup.origin, 'userfieldconfig.delete', setup.admin, { moduleId: 'crm', id: made.field.id })).body.result).toBeNull()
    expect((await list()).body.total).toBe(0)
  })

  it('are listed without their labels, or with those of the one language that is asked for', async () => {
    const setup = await installed({ app })
    await addType(setup)
    await addField(setup)
    const [field] = ((await rest(setup.origin, 'userfieldconfig.list', setup.admin, { moduleId: 'crm' })).body.result as { fields: object[] }).fields
    expect(field).not.toHaveProperty('editFormLabel')
    expect((await rest(setup.origin, 'userfieldconfig.list', setup.admin, { moduleId: 'crm', select: { 0: '*', language: 'en' } })).body)
      .toMatchObject({ result: { fields: [{ editFormLabel: 'Next step' }] } })
  })

  it('are renamed by administrators; what is not given stays', async () => {
    const setup = await installed({ app })
    await addType(setup)
    const { field } = (await addField(setup, { mandatory: 'Y' })).body.result as { field: { id: string } }
    const rename = (token = setup.admin, id = field.id) => rest(setup.origin, 'userfieldconfig.update', token, { moduleId: 'crm', id, field: { editFormLabel: { en: 'What next' } } })
    expect((await rename(setup.user)).body.error_description).toBe('Access denied')
    expect((await rename(setup.admin, '999999')).body.error_description).toBe('Field is not found')
    expect((await rename()).body.result).toMatchObject({ field: { id: field.id, mandatory: 'Y', userTypeId: full, editFormLabel: { en: 'What next' } } })
    expect((await rest(setup.origin, 'userfieldconfig.get', setup.admin, { moduleId: 'crm', id: field.id })).body.result).toMatchObject({ field: { editFormLabel: { en: 'What next' } } })
  })

  it('have no type before the installation is finished', async () => {
    const setup = await installed({ app, finish: false })
    await addType(setup)
    expect(await addField(setup)).toMatchObject({ status: 400, body: { error: '', error_description: 'Invalid user type specified' } })
    setup.standIn.control.finishInstall({ portal: 'acme' })
    expect((await addField(setup)).status).toBe(200)
  })

  it.each([
    ['The \'USER_TYPE_ID\' field is not found.', { userTypeId: '' }],
    ['The \'FIELD_NAME\' field is not found.', { fieldName: '' }],
    ['You cannot create custom fields', { fieldName: 'UF_CRM_LEAD_STEP' }],
    ['You cannot create custom fields', { entityId: 'CRM_CASTLE' }],
  ])('"%s" for %j', async (text, more) => {
    const setup = await installed({ app })
    await addType(setup)
    expect(await addField(setup, more)).toMatchObject({ status: 400, body: { error: '', error_description: text } })
  })

  it('have one name each, and are for administrators', async () => {
    const setup = await installed({ app })
    await addType(setup)
    expect((await addField(setup, {}, setup.user)).body.error_description).toBe('Access denied')
    await addField(setup)
    expect((await addField(setup)).body.error_description).toContain('already exists')
  })

  it('are made by the older methods too, which put UF_CRM_ before the name', async () => {
    const setup = await installed({ app })
    await addType(setup)
    const made = await rest(setup.origin, 'crm.lead.userfield.add', setup.admin, { fields: { FIELD_NAME: 'STEP', USER_TYPE_ID: full, MULTIPLE: 'Y' } })
    expect(made.body.result).toBeTypeOf('number')
    expect((await rest(setup.origin, 'userfieldconfig.list', setup.admin, { moduleId: 'crm' })).body).toMatchObject({
      result: { fields: [{ id: String(made.body.result), entityId: 'CRM_LEAD', fieldName: 'UF_CRM_STEP', multiple: 'Y' }] },
    })
  })
})

describe('values of custom fields', () => {
  const withField = async (more: Record<string, unknown> = {}) => {
    const setup = await installed({ app })
    await addType(setup, { OPTIONS: { height: 150 } })
    await addField(setup, more)
    const cookie = await cookieOf(setup.origin, employee)
    const save = async (id: number, values: object, title?: string) =>
      await (await page(setup.origin, `/_portal/crm/deal/${id}`, { body: { values, title }, cookie })).json() as { record?: { id: number }, missing?: string[] }
    const value = (id = 22) => setup.standIn.control.crmValue({ portal: 'acme', entity: 'deal', id, field: name })
    return { setup, save, value }
  }

  it('are kept by the card and told by REST under both spellings of their name', async () => {
    const { setup, save, value } = await withField()
    expect(value()).toBeNull()
    await save(22, { [name]: 'Call (2026-11-25)' })
    expect(value()).toBe('Call (2026-11-25)')
    const item = async (more: object) => (await rest(setup.origin, 'crm.item.get', setup.admin, { entityTypeId: 2, id: 22, ...more })).body.result
    expect(await item({})).toMatchObject({ item: { ufCrmDealStep: 'Call (2026-11-25)' } })
    expect(await item({ useOriginalUfNames: 'Y' })).toMatchObject({ item: { [name]: 'Call (2026-11-25)' } })
  })

  it('are lists in multiple fields, without empty members', async () => {
    const { save, value } = await withField({ multiple: 'Y' })
    await save(22, { [name]: ['one', '', 'two'] })
    expect(value()).toEqual(['one', 'two'])
  })

  it('may not be empty in a mandatory field, neither when edited nor of a new deal', async () => {
    const { save, value } = await withField({ mandatory: 'Y' })
    expect(await save(22, { [name]: '  ' })).toEqual({ missing: [name] })
    expect(await save(0, {}, 'Parasols')).toEqual({ missing: [name] })
    expect((await save(22, {})).record?.id).toBe(22)
    const made = await save(0, { [name]: 'first' }, 'Parasols')
    expect(value(made.record!.id)).toBe('first')
  })

  it('open the handler of the type, with the options as its place passes them', async () => {
    const { setup } = await withField()
    const board = await (await page(setup.origin, '/_portal/crm', { method: 'GET' })).json() as { types: { id: number, height: number }[] }
    expect(board.types).toMatchObject([{ code: full, height: 150 }])
    const options = { MODE: 'view', FIELD_NAME: name, VALUE: null, XML_ID: null }
    const frame = frameOf(setup.standIn.control.launch({ portal: 'acme', userId: employee, placement: 'USERFIELD_TYPE', placementId: board.types[0]!.id, options, uri: '/crm/deal/details/22/' }))
    expect(frame.action.startsWith(`${handler}?`)).toBe(true)
    expect(frame.commands).toEqual(['setValue', 'getValue'])
    expect(JSON.parse(fieldsOf(frame).PLACEMENT_OPTIONS!)).toEqual({ ...options, URI: '/crm/deal/details/22/' })
  })
})

describe('"Create field" of a card', () => {
  it('does what userfieldconfig.add does, for administrators', async () => {
    const setup = await installed({ app })
    await addType(setup)
    const create = async (userId: number) => (await page(setup.origin, '/_portal/crm/deal/field', {
      body: { label: 'Step', typeCode: full, multiple: false, mandatory: true }, cookie: await cookieOf(setup.origin, userId),
    })).status
    expect(await create(employee)).toBe(403)
    expect(await create(administrator)).toBe(200)
    expect((await rest(setup.origin, 'userfieldconfig.list', setup.admin, { moduleId: 'crm', select: { 0: '*', language: 'en' } })).body).toMatchObject({ result: { fields: [{ userTypeId: full, mandatory: 'Y', editFormLabel: 'Step' }] } })
  })
})
