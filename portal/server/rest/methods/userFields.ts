import { crmTypeIds } from '../../../data/crm/types'
import type { CrmKind } from '../../../shared/crm'
import { asRecord, asText, upperKeys, type Params } from '../../core/php'
import type { Portal } from '../../core/world'
import { addField, entityIdOf, FieldRefused, removeField } from '../../crm/fields'
import type { FieldRow } from '../../crm/store'
import { RestError } from '../errors'
import { pageOf } from '../paging'
import { matchesRow, sortRows } from '../rows'
import type { Paged, RestCall, RestMethod, RestMethods } from '../types'

const kinds = Object.keys(crmTypeIds) as CrmKind[]

/** The newer methods have no codes, only texts. */
const refused = (text: string, code = ''): RestError => new RestError(code, text, 400)

function crmModule({ token, params }: RestCall): void {
  if (asText(params.moduleId) !== 'crm') throw refused('No settings for UserFieldAccess')
  if (!token.scope.split(',').includes('crm')) throw refused('The current method required more scopes. (crm)')
}

/** A label for all languages, or one per language. */
function labels({ language }: Portal, value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return asText(value) ? { [language]: asText(value) } : {}
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, asText(text)]))
}

function make(portal: Portal, field: Omit<FieldRow, 'id'>, code = ''): FieldRow {
  try {
    return addField(portal, field)
  }
  catch (error) {
    if (error instanceof FieldRefused) throw refused(error.message, code)
    throw error
  }
}

/** A field as the newer methods write it: flags are Y and N, numbers strings. */
function described(field: FieldRow): Params {
  const none = Object.fromEntries(Object.keys(field.labels).map(language => [language, null]))
  return {
    id: String(field.id),
    entityId: entityIdOf(field.kind),
    fieldName: field.name,
    userTypeId: field.typeCode,
    xmlId: field.xmlId,
    sort: String(field.sort),
    multiple: field.multiple ? 'Y' : 'N',
    mandatory: field.mandatory ? 'Y' : 'N',
    showFilter: 'N',
    showInList: 'Y',
    editInList: 'Y',
    isSearchable: 'N',
    settings: [],
    languageId: Object.fromEntries(Object.keys(field.labels).map(language => [language, language])),
    editFormLabel: field.labels,
    listColumnLabel: none,
    listFilterLabel: none,
    errorMessage: none,
    helpMessage: none,
  }
}

const settings = ({ sort, xmlId, multiple, mandatory }: Params): Pick<FieldRow, 'sort' | 'xmlId' | 'multiple' | 'mandatory'> => ({
  sort: Number(asText(sort)) || 100,
  xmlId: asText(xmlId) || null,
  multiple: ['Y', 'true', '1'].includes(asText(multiple)),
  mandatory: ['Y', 'true', '1'].includes(asText(mandatory)),
})

function add(call: RestCall): { field: Params } {
  crmModule(call)
  if (!call.user.isAdmin) throw refused('Access denied')
  const given = asRecord(call.params.field)
  const name = asText(given.fieldName)
  const typeCode = asText(given.userTypeId)
  if (!typeCode) throw refused('The \'USER_TYPE_ID\' field is not found.')
  if (!name) throw refused('The \'FIELD_NAME\' field is not found.')
  const kind = kinds.find(known => entityIdOf(known) === asText(given.entityId))
  if (!kind || !name.startsWith(`UF_${entityIdOf(kind)}_`)) throw refused('You cannot create custom fields')
  const field = make(call.portal, { kind, name, typeCode, labels: labels(call.portal, given.editFormLabel), ...settings(given) })
  return { field: described(field) }
}

const phrases = ['languageId', 'editFormLabel', 'listColumnLabel', 'listFilterLabel', 'errorMessage', 'helpMessage'] as const

/** A field of the list: without its phrases, or with those of the one language that was asked for. */
function listed(field: FieldRow, language: string): Params {
  const whole = described(field)
  const told = phrases.flatMap(name => language ? [[name, asRecord(whole[name])[language] ?? null]] : [])
  return { ...Object.fromEntries(Object.entries(whole).filter(([name]) => !(phrases as readonly string[]).includes(name))), ...Object.fromEntries(told) }
}

function list(call: RestCall): Paged {
  crmModule(call)
  const language = asText(asRecord(call.params.select).language)
  const rows = call.portal.crm.fields.map(field => listed(field, language)).filter(row => matchesRow(row, asRecord(call.params.filter)))
  const [field, direction] = Object.entries(asRecord(call.params.order))[0] ?? ['id', 'ASC']
  return pageOf(sortRows(rows, field, direction), call.params.start, fields => ({ fields }))
}

function existing({ portal, params }: RestCall): FieldRow {
  const row = portal.crm.fields.find(field => field.id === Number(asText(params.id)))
  if (!row) throw refused('Field is not found')
  return row
}

function get(call: RestCall): { field: Params } {
  crmModule(call)
  return { field: described(existing(call)) }
}

/** Changes flags and labels; what is not given stays, and so do the name and the type. */
function update(call: RestCall): { field: Params } {
  crmModule(call)
  if (!call.user.isAdmin) throw refused('Access denied')
  const row = existing(call)
  const given = asRecord(call.params.field)
  if (given.mandatory !== undefined) row.mandatory = settings(given).mandatory
  row.labels = { ...row.labels, ...labels(call.portal, given.editFormLabel) }
  return { field: described(row) }
}

function remove(call: RestCall): null {
  crmModule(call)
  if (!call.user.isAdmin) throw refused('Access denied')
  if (!removeField(call.portal, Number(asText(call.params.id)))) throw refused('Field is not found')
  return null
}

/** `crm.<kind>.userfield.add`: the older way. `UF_CRM_` is put before the name; the answer is the field's id. */
const olderAdd = (kind: CrmKind): RestMethod => ({
  scopes: ['crm'],
  run: ({ portal, user, params }) => {
    if (!user.isAdmin) throw refused('Access denied.', 'ACCESS_DENIED')
    const given = upperKeys(asRecord(upperKeys(params).FIELDS))
    const short = asText(given.FIELD_NAME).toUpperCase()
    if (!asText(given.USER_TYPE_ID)) throw refused('The \'USER_TYPE_ID\' field is not found.', 'ERROR_CORE')
    if (!short) throw refused('The \'FIELD_NAME\' field is not found.', 'ERROR_CORE')
    const name = short.startsWith('UF_CRM_') ? short : `UF_CRM_${short}`
    const more = settings({ sort: given.SORT, xmlId: given.XML_ID, multiple: given.MULTIPLE, mandatory: given.MANDATORY })
    const label = labels(portal, given.EDIT_FORM_LABEL ?? given.LABEL)
    return make(portal, { kind, name, typeCode: asText(given.USER_TYPE_ID), labels: label, ...more }, 'ERROR_CORE').id
  },
})

/**
 * Custom fields of the CRM. Source: `api-reference/crm/universal/userfieldconfig`, and `crm-deal-userfield-add` with
 * its three sisters.
 */
export const userFieldMethods: RestMethods = {
  'userfieldconfig.add': { scopes: ['userfieldconfig'], run: add },
  'userfieldconfig.get': { scopes: ['userfieldconfig'], run: get },
  'userfieldconfig.update': { scopes: ['userfieldconfig'], run: update },
  'userfieldconfig.list': { scopes: ['userfieldconfig'], run: list },
  'userfieldconfig.delete': { scopes: ['userfieldconfig'], run: remove },
  ...Object.fromEntries(kinds.map(kind => [`crm.${kind}.userfield.add`, olderAdd(kind)])),
}
