import type { CrmKind, CrmRecord, FieldValue } from '../../shared/crm'
import type { CrmSeed, SeedCrmActivity } from '../../data/crm/types'
import { isoInZone } from '../core/clock'
import type { Person, Portal } from '../core/world'

export interface CrmEntity extends CrmRecord {
  /** Null: every employee. */
  visibleTo: number[] | null
}

export interface CrmActivity extends Omit<SeedCrmActivity, 'daysAgo'> { at: string }

/** A type of custom field, as `userfieldtype.add` left it. */
export interface FieldTypeRow {
  id: number
  /** As given to the method, in lower case. */
  userTypeId: string
  /** `rest_<APP_ID>_<userTypeId>` */
  code: string
  handler: string
  title: string
  description: string
  langAll: Record<string, { TITLE: string, DESCRIPTION: string, GROUP_NAME: string }>
  height: number
}

/** A custom field of one kind of entity. */
export interface FieldRow {
  id: number
  kind: CrmKind
  name: string
  typeCode: string
  /** By language. */
  labels: Record<string, string>
  multiple: boolean
  mandatory: boolean
  xmlId: string | null
  sort: number
}

export interface Crm { entities: CrmEntity[], activities: CrmActivity[], types: FieldTypeRow[], fields: FieldRow[] }

const daysAgo = (days: number, timeZone: string): string => isoInZone(new Date(Date.now() - days * 86_400_000), timeZone)

/** The CRM of a portal at its start. */
export function createCrm({ entities, activities }: CrmSeed, timeZone: string): Crm {
  return {
    entities: entities.map(({ createdDaysAgo, ...entity }) => {
      const createdTime = daysAgo(createdDaysAgo, timeZone)
      const title = entity.title || `${entity.name} ${entity.lastName}`.trim()
      return { ...entity, title, createdTime, updatedTime: createdTime, values: {} }
    }),
    activities: activities.map(({ daysAgo: days, ...activity }) => ({ ...activity, at: daysAgo(days, timeZone) })),
    types: [],
    fields: [],
  }
}

/** An entity is seen by its responsible person, by those it is open to, and by administrators. */
export const canSeeEntity = (user: Person, { visibleTo, responsibleId }: CrmEntity): boolean =>
  user.isAdmin || visibleTo === null || responsibleId === user.id || visibleTo.includes(user.id)

export const findEntity = ({ crm }: Portal, kind: CrmKind, id: number): CrmEntity | undefined =>
  crm.entities.find(entity => entity.kind === kind && entity.id === id)

export const fieldsOf = ({ crm }: Portal, kind: CrmKind): FieldRow[] => crm.fields.filter(field => field.kind === kind)

/** Nothing at all, or only blanks. */
export const isEmptyValue = (value: FieldValue | undefined): boolean =>
  value === undefined || value === null || (Array.isArray(value) ? value.every(one => one.trim() === '') : value.trim() === '')
