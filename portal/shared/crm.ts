/** What the stand-in's server and page say to each other about the CRM. */
export type CrmKind = 'lead' | 'deal' | 'contact' | 'company'

/** What a custom field holds: text, or several in a multiple field; empty is null (or an empty list). */
export type FieldValue = string | string[] | null

/** An entity of the CRM as its card shows it. */
export interface CrmRecord {
  kind: CrmKind
  id: number
  /** Title of a lead or deal, name of a company, both names of a contact. */
  title: string
  /** Names of a contact, or of the person a lead is about. */
  name: string
  lastName: string
  stageId: string
  amount: number
  currency: string
  responsibleId: number
  phones: string[]
  emails: string[]
  /** 0 for none. */
  companyId: number
  contactId: number
  comments: string
  /** ISO 8601 with offset. */
  createdTime: string
  updatedTime: string
  /** Custom fields by FIELD_NAME. */
  values: Record<string, FieldValue>
}

/** A type of custom field that the app registered with `userfieldtype.add`. */
export interface CrmFieldType { id: number, code: string, title: string, height: number }

export interface CrmField {
  name: string
  label: string
  /** Full code, `rest_<APP_ID>_<code>`. */
  typeCode: string
  multiple: boolean
  mandatory: boolean
}

/** `GET /_portal/crm`: what the viewer may see. */
export interface CrmBoard {
  records: CrmRecord[]
  stages: Record<CrmKind, readonly string[]>
  fields: Record<CrmKind, CrmField[]>
  /** None while the app is not installed: its fields are then plain text. */
  types: CrmFieldType[]
}

/** `POST /_portal/crm/<kind>/<id>`; id 0 makes a new one. Nothing is saved while a mandatory field is `missing`. */
export interface SaveCrmRequest { title?: string, stageId?: string, values: Record<string, FieldValue> }
export type SaveCrmAnswer = { record: CrmRecord } | { missing: string[] }

/** `POST /_portal/crm/<kind>/field`: "Create field" of a card; administrators only. */
export interface CreateFieldRequest { label: string, typeCode: string, multiple: boolean, mandatory: boolean }
