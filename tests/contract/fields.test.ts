import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FieldEditor } from '../../server/fields/fields'
import { createField, readFields, registerFieldType, removeField, removeFieldType, renameField } from '../../server/fields/fields'
import type { InstallationWorld } from './installation/support'
import { admin, createInstallationWorld } from './installation/support'

/** The "next step" fields as administrators manage them, against the stand-in. */

let world: InstallationWorld
let editor: FieldEditor

async function installed(scopes?: string[]) {
  world = await createInstallationWorld({ scopes })
  await world.install()
  const portal = (await world.acme())!
  editor = { portal, user: { userId: admin }, rest: world.services.restFor(portal.id, admin) }
}
beforeEach(() => installed())
afterEach(() => world.close())

const field = { entity: 'deal', label: 'What next', multiple: false, mandatory: true } as const
const read = () => readFields(editor.rest, world.origin)
const actions = async () => (await world.services.repositories.audit.list({ portalId: editor.portal.id, limit: 10 })).map(({ action, details }) => [action, details])

describe('fields of the CRM', () => {
  it('are added, renamed and removed, and each change is written down', async () => {
    expect(await read()).toEqual({ type: 'registered', fields: [], closed: null })
    const { fields: [made] } = await createField(editor, field, world.services)
    expect(made).toMatchObject({ entity: 'deal', label: 'What next', multiple: false, mandatory: true })
    expect((await renameField(editor, made!.id, 'The plan', world.services)).fields).toEqual([{ ...made, label: 'The plan' }])
    expect((await removeField(editor, made!.id, world.services)).fields).toEqual([])
    expect(await actions()).toEqual([
      ['field_removed', { code: 'deal', before: 'The plan' }],
      ['field_renamed', { code: 'deal', before: 'What next', after: 'The plan' }],
      ['field_added', { code: 'deal', after: 'What next' }],
    ])
  })

  it('of other types are nobody\'s business here', async () => {
    const { rest } = editor
    const other = await rest.call<{ field: { id: string } }>('userfieldconfig.add', { moduleId: 'crm', field: { entityId: 'CRM_DEAL', fieldName: 'UF_CRM_DEAL_OTHER', userTypeId: 'string', editFormLabel: { en: 'Other' } } })
    expect((await read()).fields).toEqual([])
    await expect(renameField(editor, other.field.id, 'Mine', world.services)).rejects.toMatchObject({ code: 'field_not_found' })
    await expect(removeField(editor, other.field.id, world.services)).rejects.toMatchObject({ code: 'field_not_found' })
    expect(await actions()).toEqual([])
  })

  it('are not known where the scope was not granted, and the type still is', async () => {
    await world.close()
    await installed(['placement', 'task', 'crm'])
    expect(await read()).toEqual({ type: 'registered', fields: [], closed: 'scope' })
    await expect(createField(editor, field, world.services)).rejects.toMatchObject({ code: 'field_scope_missing' })
  })
})

describe('the type', () => {
  it('can be taken away and registered again; its fields stay', async () => {
    await createField(editor, field, world.services)
    expect(await removeFieldType(editor, world.services)).toMatchObject({ type: 'missing', fields: [{ label: 'What next' }] })
    await expect(createField(editor, { ...field, entity: 'lead' }, world.services)).rejects.toMatchObject({ code: 'field_type_missing' })
    expect(await registerFieldType(editor, world.services)).toMatchObject({ type: 'registered', fields: [{ label: 'What next' }] })
    expect((await actions()).map(([action]) => action)).toEqual(['field_type_added', 'field_type_removed', 'field_added'])
  })

  it('that somebody changed is told, and made right', async () => {
    await editor.rest.call('userfieldtype.update', { USER_TYPE_ID: 'nextstep', TITLE: 'Mine', DESCRIPTION: 'Mine' })
    expect((await read()).type).toBe('drift')
    expect((await registerFieldType(editor, world.services)).type).toBe('registered')
  })
})
