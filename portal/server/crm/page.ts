import type { CreateFieldRequest, CrmBoard, CrmKind, CrmRecord, FieldValue, SaveCrmAnswer, SaveCrmRequest } from '../../shared/crm'
import { crmEntity, crmStages } from '../../data/crm/types'
import { isoInZone } from '../core/clock'
import { asText } from '../core/php'
import { placementTitle } from '../core/titles'
import { isInstalled, type Person, type Portal } from '../core/world'
import { addField } from './fields'
import { canSeeEntity, fieldsOf, findEntity, isEmptyValue, type CrmEntity, type FieldRow } from './store'

/** The kinds there are, in the order of the CRM's menu. */
export const crmKinds = Object.keys(crmStages) as CrmKind[]

const recordOf = ({ visibleTo: _, ...record }: CrmEntity): CrmRecord => record

const fieldOf = ({ language }: Portal, { name, labels, typeCode, multiple, mandatory }: FieldRow): CrmBoard['fields'][CrmKind][number] =>
  ({ name, label: labels[language] ?? labels.en ?? Object.values(labels)[0] ?? name, typeCode, multiple, mandatory })

/** Everything of the CRM that a person may see. */
export function crmBoard(portal: Portal, viewer: Person): CrmBoard {
  return {
    records: portal.crm.entities.filter(entity => canSeeEntity(viewer, entity)).map(recordOf),
    stages: crmStages,
    fields: Object.fromEntries(crmKinds.map(kind => [kind, fieldsOf(portal, kind).map(field => fieldOf(portal, field))])) as CrmBoard['fields'],
    types: !isInstalled(portal)
      ? []
      : portal.crm.types.map(({ id, code, userTypeId, height, ...texts }) =>
          ({ id, code, height, title: placementTitle(texts, portal.language) || userTypeId })),
  }
}

/** What of a value is kept: text. A multiple field keeps a list, without empty members. */
export function keptValue({ multiple }: Pick<FieldRow, 'multiple'>, given: unknown): FieldValue {
  if (!multiple) return asText(Array.isArray(given) ? given[0] : given) || null
  return (Array.isArray(given) ? given : [given]).map(asText).filter(text => text.trim() !== '')
}

function newEntity(portal: Portal, kind: CrmKind, viewer: Person): CrmEntity {
  const now = isoInZone(new Date(), portal.timeZone)
  const { createdDaysAgo: _, ...entity } = crmEntity(kind, { id: portal.nextId++ + 100, responsibleId: viewer.id, createdDaysAgo: 0 })
  return { ...entity, createdTime: now, updatedTime: now, values: {} }
}

/**
 * Saves a card. A mandatory field that is being edited may not stay empty, nor may any of a new entity; nothing is
 * saved then. Null: there is no such entity, or not for this person.
 * @param id 0 for a new entity
 */
export function saveEntity(portal: Portal, viewer: Person, kind: CrmKind, id: number, { title, stageId, values }: SaveCrmRequest): SaveCrmAnswer | null {
  const found = id === 0 ? undefined : findEntity(portal, kind, id)
  if (id !== 0 && (!found || !canSeeEntity(viewer, found))) return null
  const given = fieldsOf(portal, kind).filter(({ name }) => !found || Object.hasOwn(values, name))
  const kept = given.map(field => [field, keptValue(field, values[field.name])] as const)
  const missing = kept.filter(([{ mandatory }, value]) => mandatory && isEmptyValue(value)).map(([{ name }]) => name)
  if (missing.length > 0) return { missing }
  const entity = found ?? newEntity(portal, kind, viewer)
  if (!found) portal.crm.entities.push(entity)
  if (title?.trim()) Object.assign(entity, { title: title.trim() }, kind === 'contact' ? { name: title.trim() } : {})
  if (stageId !== undefined && crmStages[kind].includes(stageId)) entity.stageId = stageId
  for (const [{ name }, value] of kept) entity.values[name] = value
  entity.updatedTime = isoInZone(new Date(), portal.timeZone)
  return { record: recordOf(entity) }
}

/** "Create field" of a card names the field by itself, as Bitrix24 does. */
export function createField(portal: Portal, kind: CrmKind, { label, typeCode, multiple, mandatory }: CreateFieldRequest): void {
  const name = `UF_CRM_${1_700_000_000 + portal.nextId}`
  addField(portal, { kind, name, typeCode, labels: { [portal.language]: label }, multiple, mandatory, xmlId: null, sort: 100 })
}
