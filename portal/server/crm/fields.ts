import type { CrmKind } from '../../shared/crm'
import { isInstalled, type Portal } from '../core/world'
import type { FieldRow } from './store'

/** Why a field cannot be made; the texts are those of `userfieldconfig.add`. */
export class FieldRefused extends Error {}

/** What a field may hold without an application: this stand-in draws plain text only. */
const builtIn = ['string']

/** ENTITY_ID of a kind in custom fields, e.g. `CRM_DEAL`. */
export const entityIdOf = (kind: CrmKind): string => `CRM_${kind.toUpperCase()}`

/** The types of an application do not exist until its installation is finished. */
const isType = (portal: Portal, code: string): boolean =>
  builtIn.includes(code) || (isInstalled(portal) && portal.crm.types.some(type => type.code === code))

/**
 * Makes a custom field.
 * @param field its name in full, e.g. `UF_CRM_DEAL_NEXT_STEP`
 * @throws FieldRefused
 */
export function addField(portal: Portal, field: Omit<FieldRow, 'id'>): FieldRow {
  if (!/^UF_[A-Z0-9_]+$/.test(field.name) || field.name.length > 50) throw new FieldRefused('You cannot create custom fields')
  if (!isType(portal, field.typeCode)) throw new FieldRefused('Invalid user type specified')
  if (portal.crm.fields.some(({ kind, name }) => kind === field.kind && name === field.name)) {
    throw new FieldRefused(`Field ${field.name} for object ${entityIdOf(field.kind)} already exists`)
  }
  const row = { ...field, id: portal.nextId++ }
  portal.crm.fields.push(row)
  return row
}

/** Removes a field and its values; false when there is none. */
export function removeField(portal: Portal, id: number): boolean {
  const row = portal.crm.fields.find(field => field.id === id)
  if (!row) return false
  portal.crm.fields = portal.crm.fields.filter(field => field !== row)
  for (const entity of portal.crm.entities) {
    if (entity.kind === row.kind) entity.values = Object.fromEntries(Object.entries(entity.values).filter(([name]) => name !== row.name))
  }
  return true
}
