import * as v from 'valibot'
import { AppError } from '#shared/errors'
import type { NewField } from '#shared/fields'
import { nextStepType } from '#shared/fields'
import type { AuditAction, AuditDetails, FieldsState, PortalField } from '#shared/settings'
import { crmKinds } from '#shared/subjects'
import type { Rest } from '../bitrix24/types'
import type { Services } from '../services'
import { addField } from './add'
import { readFieldType, reconcileFieldTypes } from './reconcile'
import { ask, labelled, moduleId, typeCode } from './userfieldconfig'

/** Who changes the fields of which portal; `rest` speaks for them, and Bitrix24 lets administrators only. */
export interface FieldEditor {
  portal: { id: number, language: string }
  user: { userId: number }
  rest: Rest
}
type Needs = Pick<Services, 'config' | 'repositories' | 'clock'>

/** Fields of one answer of `userfieldconfig.list`, and answers that are read: far more than anybody has. */
const pageSize = 50
const pagesRead = 10

const FlagSchema = v.pipe(v.fallback(v.string(), 'N'), v.transform(flag => flag === 'Y'))
const RowSchema = v.object({
  id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
  entityId: v.string(),
  fieldName: v.string(),
  userTypeId: v.string(),
  multiple: FlagSchema,
  mandatory: FlagSchema,
  editFormLabel: v.fallback(v.nullable(v.string()), null),
})
const RowsSchema = v.object({ fields: v.array(RowSchema) })

/**
 * How the portal knows our field type, and which cards have a field of it.
 * @param language whose label is told
 * @throws AppError `admin_required`, or when the portal cannot be used at all
 * @see api-reference/crm/universal/userfieldconfig/userfieldconfig-list
 */
export async function readFields(rest: Rest, origin: string, language: string = 'en'): Promise<FieldsState> {
  const type = await readFieldType(rest, origin)
  try {
    return { type, fields: await listFields(rest, language), closed: null }
  }
  catch (error) {
    if (!(error instanceof AppError) || !['field_scope_missing', 'field_refused'].includes(error.code)) throw error
    return { type, fields: [], closed: error.code === 'field_scope_missing' ? 'scope' : 'refused' }
  }
}

async function listFields(rest: Rest, language: string): Promise<PortalField[]> {
  const userTypeId = await typeCode(rest)
  const found: PortalField[] = []
  for (let page = 0; page < pagesRead; page += 1) {
    const answer = v.safeParse(RowsSchema, await ask(rest, 'userfieldconfig.list', {
      // Labels come only for a language that is asked for, and then for that one alone.
      moduleId, select: { 0: '*', language }, filter: { userTypeId }, order: { id: 'ASC' }, start: page * pageSize,
    }))
    if (!answer.success) throw new AppError('portal_refused', 'userfieldconfig.list answered in a shape that is not documented')
    const { fields } = answer.output
    found.push(...fields.filter(field => field.userTypeId === userTypeId).flatMap((field) => {
      const entity = crmKinds.find(kind => `CRM_${kind.toUpperCase()}` === field.entityId)
      const { id, fieldName: name, editFormLabel: label, multiple, mandatory } = field
      return entity ? [{ id, entity, name, label: label || name, multiple, mandatory }] : []
    }))
    if (fields.length < pageSize) break
  }
  return found
}

/**
 * Renames a field in every language.
 * @throws AppError `field_not_found`, `field_refused`, or when the portal cannot be used at all
 * @see api-reference/crm/universal/userfieldconfig/userfieldconfig-update
 */
export async function renameField(editor: FieldEditor, id: string, label: string, services: Needs): Promise<FieldsState> {
  const field = await ours(editor, id)
  await ask(editor.rest, 'userfieldconfig.update', { moduleId, id: Number(id), field: { editFormLabel: labelled(label) } })
  await note(editor, 'field_renamed', { code: field.entity, before: field.label, after: label }, services)
  return state(editor, services)
}

/**
 * Removes a field from its cards; Bitrix24 forgets its values.
 * @throws AppError as {@link renameField}
 * @see api-reference/crm/universal/userfieldconfig/userfieldconfig-delete
 */
export async function removeField(editor: FieldEditor, id: string, services: Needs): Promise<FieldsState> {
  const field = await ours(editor, id)
  await ask(editor.rest, 'userfieldconfig.delete', { moduleId, id: Number(id) })
  await note(editor, 'field_removed', { code: field.entity, before: field.label }, services)
  return state(editor, services)
}

/** Adds a field to the cards of an entity. @throws AppError as {@link addField} */
export async function createField(editor: FieldEditor, field: NewField, services: Needs): Promise<FieldsState> {
  const { entity, label } = field
  await addField(editor.rest, field)
  await note(editor, 'field_added', { code: entity, after: label }, services)
  return state(editor, services)
}

/**
 * Makes the portal know the type as it is now.
 * @throws AppError `admin_required`, `field_refused`, or when the portal cannot be used at all
 */
export async function registerFieldType(editor: FieldEditor, services: Needs): Promise<FieldsState> {
  const [item] = await reconcileFieldTypes(editor.rest, services.config.origin)
  if (item?.outcome === 'refused') throw new AppError('field_refused', `The field type is refused: ${item.error}`)
  if (item?.outcome === 'added' || item?.outcome === 'repaired') await note(editor, 'field_type_added', {}, services)
  return state(editor, services)
}

/**
 * Takes the type away. Fields of it stay in their cards, and nobody draws them any more.
 * @throws AppError `field_refused`, or when the portal cannot be used at all
 * @see api-reference/widgets/user-field/userfieldtype-delete
 */
export async function removeFieldType(editor: FieldEditor, services: Needs): Promise<FieldsState> {
  if (await readFieldType(editor.rest, services.config.origin) === 'missing') return state(editor, services)
  await ask(editor.rest, 'userfieldtype.delete', { USER_TYPE_ID: nextStepType.code })
  await note(editor, 'field_type_removed', {}, services)
  return state(editor, services)
}

/** A field of our type; no other can be touched from here. */
async function ours({ rest, portal }: FieldEditor, id: string): Promise<PortalField> {
  const field = (await listFields(rest, portal.language)).find(one => one.id === id)
  if (!field) throw new AppError('field_not_found', 'There is no such field of ours')
  return field
}

const state = ({ rest, portal }: FieldEditor, { config }: Needs) => readFields(rest, config.origin, portal.language)

function note({ portal, user }: FieldEditor, action: AuditAction, details: AuditDetails, { repositories, clock }: Needs): Promise<void> {
  return repositories.audit.append({ portalId: portal.id, userId: user.userId, at: clock(), action, details })
}
