import { asRecord, asText, upperKeys, type Params } from '../../core/php'
import type { Portal } from '../../core/world'
import type { FieldTypeRow } from '../../crm/store'
import { accessDenied, RestError, wrongArgument } from '../errors'
import { pageOf } from '../paging'
import type { Paged, RestCall, RestMethods } from '../types'
import { checkHandlerUrl } from './handlerUrl'
import { placementTexts } from './placementTexts'

const longestCode = 50
const longestText = 255

const core = (text: string): RestError => new RestError('ERROR_CORE', text, 400)
const occupied = (): RestError => core('Unable to set placement handler: Handler already binded')

/** Parameters of a method for administrators, and the code in the lower case it is kept in. */
function asked({ user, params }: RestCall): { given: Params, userTypeId: string } {
  if (!user.isAdmin) throw accessDenied()
  const given = upperKeys(params)
  const userTypeId = asText(given.USER_TYPE_ID).toLowerCase()
  if (!userTypeId) throw wrongArgument('USER_TYPE_ID')
  return { given, userTypeId }
}

function existing({ portal }: RestCall, userTypeId: string): FieldTypeRow {
  const row = portal.crm.types.find(type => type.userTypeId === userTypeId)
  if (!row) throw new RestError('ERROR_NOT_FOUND', 'User field type not found', 400)
  return row
}

function checkHandler(portal: Portal, handler: string, except?: FieldTypeRow): void {
  checkHandlerUrl(handler)
  if (portal.crm.types.some(type => type !== except && type.handler === handler)) throw occupied()
}

/** Texts and height as given; what is too long is found out only when it is written. */
function describe(row: FieldTypeRow, given: Params): void {
  const { title, description, langAll } = placementTexts(given)
  const texts = [title, description, ...Object.values(langAll).flatMap(one => [one.TITLE, one.DESCRIPTION])]
  if (texts.some(text => text.length > longestText)) throw core(`Unable to set placement handler: text is longer than ${longestText} characters`)
  Object.assign(row, { title, description, langAll })
  const height = Number(asText(asRecord(given.OPTIONS).height))
  row.height = Number.isInteger(height) && height > 0 ? height : 0
}

function add(call: RestCall): true {
  const { given, userTypeId } = asked(call)
  const { portal } = call
  const handler = asText(given.HANDLER)
  if (!handler) throw wrongArgument('HANDLER')
  if (!/^[a-z0-9_]+$/.test(userTypeId)) throw wrongArgument('USER_TYPE_ID', 'Argument \'USER_TYPE_ID\' may have a-z, 0-9 and _ only')
  checkHandler(portal, handler)
  if (portal.crm.types.some(type => type.userTypeId === userTypeId)) throw occupied()
  const code = `rest_${portal.appId}_${userTypeId}`
  if (code.length > longestCode) throw core(`Unable to set placement handler: code is longer than ${longestCode} characters`)
  const row: FieldTypeRow = { id: portal.nextId++, userTypeId, code, handler, title: '', description: '', langAll: {}, height: 0 }
  // The record is made first: a title that is too long leaves it half-made, to be deleted before another try.
  portal.crm.types.push(row)
  describe(row, given)
  return true
}

/** Changes a type; its code stays. What is not given is emptied, but for the handler. */
function update(call: RestCall): true {
  const { given, userTypeId } = asked(call)
  const row = existing(call, userTypeId)
  const handler = asText(given.HANDLER)
  if (handler) {
    checkHandler(call.portal, handler, row)
    row.handler = handler
  }
  describe(row, given)
  return true
}

/** The fields of a deleted type stay, with their values; nobody draws them any more. */
function remove(call: RestCall): true {
  const { userTypeId } = asked(call)
  const row = existing(call, userTypeId)
  call.portal.crm.types = call.portal.crm.types.filter(type => type !== row)
  return true
}

function list({ portal, user, params }: RestCall): Paged {
  if (!user.isAdmin) throw accessDenied()
  const rows = portal.crm.types.map(({ userTypeId, handler, title, description, langAll }) => ({
    USER_TYPE_ID: userTypeId,
    HANDLER: handler,
    TITLE: title || (langAll[portal.language] ?? langAll.en)?.TITLE || '',
    DESCRIPTION: description || (langAll[portal.language] ?? langAll.en)?.DESCRIPTION || '',
  }))
  return pageOf(rows, upperKeys(params).START, page => page)
}

/** Types of custom fields. Source: `api-reference/widgets/user-field`, one page per method. */
export const userFieldTypeMethods: RestMethods = {
  'userfieldtype.add': { scopes: ['placement'], run: add },
  'userfieldtype.update': { scopes: ['placement'], run: update },
  'userfieldtype.delete': { scopes: ['placement'], run: remove },
  'userfieldtype.list': { scopes: ['placement'], run: list },
}
