import { randomBytes } from 'node:crypto'
import type { FieldAnswer, NewField } from '#shared/fields'
import type { Rest } from '../bitrix24/types'
import { ask, labelled, moduleId, typeCode } from './userfieldconfig'

const yesNo = (value: boolean) => value ? 'Y' : 'N'

/**
 * Adds a "next step" field to the cards of leads, deals, contacts or companies. Its name in the database is made up, so
 * that it meets no other.
 * @param rest speaks for an administrator: nobody else may
 * @throws AppError `field_type_missing` when Bitrix24 does not know the type (yet), `field_scope_missing`, `field_refused`; or
 *   when the portal cannot be asked
 * @see api-reference/crm/universal/userfieldconfig/userfieldconfig-add, api-reference/common/system/app-info
 */
export async function addField(rest: Rest, { entity, label, multiple, mandatory }: NewField): Promise<FieldAnswer> {
  const entityId = `CRM_${entity.toUpperCase()}`
  const name = `UF_${entityId}_SIDENOTE_${randomBytes(4).toString('hex').toUpperCase()}`
  const userTypeId = await typeCode(rest)
  await ask(rest, 'userfieldconfig.add', {
    moduleId,
    field: {
      entityId, fieldName: name, userTypeId,
      multiple: yesNo(multiple), mandatory: yesNo(mandatory), showInList: 'Y', editInList: 'Y',
      editFormLabel: labelled(label),
    },
  })
  return { entity, name }
}
