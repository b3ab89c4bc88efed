import type { CreateFieldRequest, CrmBoard, CrmField, CrmKind, CrmRecord, FieldValue, SaveCrmAnswer, SaveCrmRequest } from '../../shared/crm'
import { api } from '../data/api'
import { bcp47, t, type MessageKey } from '../i18n'

/** The kinds of the CRM in the order of its menu, each with its section's name. */
export const crmSections = { deal: 'crm.deals', lead: 'crm.leads', contact: 'crm.contacts', company: 'crm.companies' } as const satisfies Record<CrmKind, MessageKey>

/** `entityTypeId` of REST; it also stands in the addresses `/crm/type/<id>/`. */
export const crmTypeIds: Record<CrmKind, number> = { lead: 1, deal: 2, contact: 3, company: 4 }

export const kindOfType = (typeId: number) => (Object.keys(crmTypeIds) as CrmKind[]).find(kind => crmTypeIds[kind] === typeId)

/** Bitrix24's own addresses. The card of a new entity has the id 0. */
export const crmPaths = {
  list: (kind: CrmKind) => `/crm/${kind}/list/`,
  card: (kind: CrmKind, id: number) => `/crm/${kind}/details/${id}/`,
}

/** The code of a place in the CRM, e.g. `CRM_DEAL_LIST_MENU`. */
export const crmPlace = (kind: CrmKind, place: 'DETAIL_TAB' | 'LIST_MENU') => `CRM_${kind.toUpperCase()}_${place}`

export const loadCrm = () => api.get<CrmBoard>('crm')
export const saveCrm = (kind: CrmKind, id: number, request: SaveCrmRequest) => api.post<SaveCrmAnswer>(`crm/${kind}/${id}`, request)
export const createCrmField = (kind: CrmKind, request: CreateFieldRequest) => api.post<CrmBoard>(`crm/${kind}/field`, request)

export const stageTitle = (kind: CrmKind, stageId: string) => t(`crmStage.${kind}.${stageId}` as MessageKey)

/** `£8,400.00`, or nothing without a currency. */
export const money = ({ amount, currency }: Pick<CrmRecord, 'amount' | 'currency'>) =>
  currency === '' ? '' : new Intl.NumberFormat(bcp47.value, { style: 'currency', currency }).format(amount)

/** What a field holds as plain text, as lists and everything without the type's handler show it. */
export const plainValue = (value: FieldValue | undefined) => (Array.isArray(value) ? value.join(', ') : value ?? '')

/**
 * PLACEMENT_OPTIONS of a custom field's handler; `URI` is added where the frame is opened. An empty field is null, or
 * an empty list (`api-reference/widgets/user-field`, reference placements-and-rest §1.3 USERFIELD_TYPE).
 */
export function fieldOptions(field: CrmField, { kind, id }: Pick<CrmRecord, 'kind' | 'id'>, mode: 'view' | 'edit', value: FieldValue) {
  return {
    MODE: mode,
    ENTITY_ID: `CRM_${kind.toUpperCase()}`,
    FIELD_NAME: field.name,
    ENTITY_VALUE_ID: String(id),
    VALUE: field.multiple ? value ?? [] : value,
    MULTIPLE: field.multiple ? 'Y' : 'N',
    MANDATORY: field.mandatory ? 'Y' : 'N',
    XML_ID: null,
    ENTITY_DATA: { entityTypeId: crmTypeIds[kind], entityId: String(id), module: 'crm' },
  }
}

/** What `setValue` of a handler says, as far as a field can hold it: text, or a list of it in a multiple field. */
export function givenValue({ multiple }: Pick<CrmField, 'multiple'>, given: unknown): FieldValue {
  const texts = (Array.isArray(given) ? given : [given]).filter(one => typeof one === 'string' || typeof one === 'number').map(String)
  return multiple ? texts : texts[0] ?? null
}

/** A record that is not there yet: everything empty, id 0. */
export function blankRecord(kind: CrmKind, responsibleId: number, stages: readonly string[]): CrmRecord {
  return {
    kind, id: 0, title: '', name: '', lastName: '', stageId: stages[0] ?? '', amount: 0, currency: '', responsibleId,
    phones: [], emails: [], companyId: 0, contactId: 0, comments: '', createdTime: '', updatedTime: '', values: {},
  }
}
