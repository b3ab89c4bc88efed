import { crmTypeIds } from '../../../data/crm/types'
import type { CrmKind } from '../../../shared/crm'
import type { Params } from '../../core/php'
import type { Portal } from '../../core/world'
import { fieldsOf, isEmptyValue, type CrmEntity } from '../../crm/store'

/** `UF_CRM_NEXT_STEP` → `ufCrmNextStep`: custom fields are written so unless `useOriginalUfNames` is Y. */
export const camelName = (name: string): string =>
  name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

const multifields = (entity: CrmEntity): Params[] => [
  ...entity.phones.map(value => ({ typeId: 'PHONE', value })),
  ...entity.emails.map(value => ({ typeId: 'EMAIL', value })),
].map(({ typeId, value }, index) => ({ id: entity.id * 10 + index + 1, valueType: 'WORK', value, typeId }))

function customFields(portal: Portal, entity: CrmEntity, original: boolean): Params {
  return Object.fromEntries(fieldsOf(portal, entity.kind).map(({ name, multiple }) => {
    const value = entity.values[name]
    return [original ? name : camelName(name), isEmptyValue(value) ? (multiple ? [] : null) : value]
  }))
}

const own: Record<CrmKind, (entity: CrmEntity) => Params> = {
  lead: ({ title, name, lastName, stageId, amount, currency, companyId, contactId }) =>
    ({ title, name, lastName, stageId, opportunity: amount, currencyId: currency, companyId, contactId, contactIds: contactId ? [contactId] : [] }),
  deal: ({ title, stageId, amount, currency, companyId, contactId }) =>
    ({ title, stageId, categoryId: 0, opportunity: amount, currencyId: currency, companyId, contactId, contactIds: contactId ? [contactId] : [] }),
  contact: ({ name, lastName, companyId }) => ({ name, lastName, companyId, companyIds: companyId ? [companyId] : [] }),
  company: ({ title, contactId }) => ({ title, contactIds: contactId ? [contactId] : [] }),
}

/**
 * An entity as `crm.item.get` and `crm.item.list` write it: numbers are numbers here, no phone is an absent key. Deals
 * have no phones of their own. Source: `api-reference/crm/universal`, `crm-item-get`.
 */
export function crmItem(portal: Portal, entity: CrmEntity, original: boolean): Params {
  const { kind, id, responsibleId, comments, createdTime, updatedTime, phones, emails } = entity
  return {
    id,
    ...own[kind](entity),
    assignedById: responsibleId,
    createdBy: responsibleId,
    createdTime,
    updatedTime,
    opened: 'Y',
    comments: comments || null,
    ...(kind === 'deal' ? {} : { fm: multifields(entity) }),
    ...(phones[0] ? { phoneWork: phones[0] } : {}),
    ...(emails[0] ? { emailWork: emails[0] } : {}),
    ...customFields(portal, entity, original),
    entityTypeId: crmTypeIds[kind],
  }
}
