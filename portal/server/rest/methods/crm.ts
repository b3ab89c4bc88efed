import { crmTypeIds } from '../../../data/crm/types'
import type { CrmKind } from '../../../shared/crm'
import { asRecord, asText, upperKeys, type Params } from '../../core/php'
import { canSeeEntity, findEntity } from '../../crm/store'
import { RestError } from '../errors'
import { pageOf } from '../paging'
import { matchesRow, sortRows } from '../rows'
import type { Paged, RestCall, RestMethods } from '../types'
import { crmItem } from './crmItems'

const kinds = Object.keys(crmTypeIds) as CrmKind[]
const notFound = (): RestError => new RestError('NOT_FOUND', 'Element not found', 400)
const denied = (): RestError => new RestError('ACCESS_DENIED', 'Access denied', 400)

function kindOf(typeId: unknown): CrmKind {
  const kind = kinds.find(known => crmTypeIds[known] === Number(asText(typeId)))
  if (!kind) throw new RestError('NOT_FOUND', 'Smart process not found', 400)
  return kind
}

const originalNames = (given: Params): boolean => asText(given.USEORIGINALUFNAMES) === 'Y'

function get({ portal, user, params }: RestCall): { item: Params } {
  const given = upperKeys(params)
  const entity = findEntity(portal, kindOf(given.ENTITYTYPEID), Number(asText(given.ID)))
  if (!entity) throw notFound()
  if (!canSeeEntity(user, entity)) throw denied()
  return { item: crmItem(portal, entity, originalNames(given)) }
}

/** `@id` and `id` of FILTER are read like those of the older lists; comparisons and `logic` are not imitated. */
function list({ portal, user, params }: RestCall): Paged {
  const given = upperKeys(params)
  const kind = kindOf(given.ENTITYTYPEID)
  const found = portal.crm.entities
    .filter(entity => entity.kind === kind && canSeeEntity(user, entity))
    .map(entity => crmItem(portal, entity, originalNames(given)))
    .filter(item => matchesRow(item, asRecord(given.FILTER)))
  const [field, direction] = Object.entries(asRecord(given.ORDER))[0] ?? ['id', 'ASC']
  const names = Object.values(asRecord(given.SELECT)).map(asText)
  const all = names.length === 0 || names.includes('*')
  return pageOf(sortRows(found, field, direction), given.START, page => ({
    items: page.map(item => all ? item : Object.fromEntries(Object.entries(item).filter(([name]) => name === 'id' || names.includes(name)))),
  }))
}

/** A call in the CRM; numbers are strings, as in all older methods. Whoever may see its owner may see it. */
function activity({ portal, user, params }: RestCall): Params {
  const id = Number(asText(upperKeys(params).ID))
  const found = portal.crm.activities.find(one => one.id === id)
  if (!found) throw new RestError('NOT_FOUND', 'Activity is not found', 400)
  const owner = findEntity(portal, found.ownerKind, found.ownerId)
  if (!owner || !canSeeEntity(user, owner)) throw denied()
  return {
    ID: String(found.id),
    OWNER_ID: String(found.ownerId),
    OWNER_TYPE_ID: String(crmTypeIds[found.ownerKind]),
    TYPE_ID: '2',
    PROVIDER_ID: 'VOXIMPLANT_CALL',
    PROVIDER_TYPE_ID: 'CALL',
    SUBJECT: found.subject,
    COMPLETED: 'Y',
    RESPONSIBLE_ID: String(found.responsibleId),
    DIRECTION: String(found.direction),
    CREATED: found.at,
    START_TIME: found.at,
    COMMUNICATIONS: [{ TYPE: 'PHONE', VALUE: found.phone, ENTITY_ID: String(found.ownerId), ENTITY_TYPE_ID: String(crmTypeIds[found.ownerKind]) }],
  }
}

/** Source: "CRM" of the REST documentation: `crm-item-get`, `crm-item-list`, `crm-activity-get`. */
export const crmMethods: RestMethods = {
  'crm.item.get': { scopes: ['crm'], run: get },
  'crm.item.list': { scopes: ['crm'], run: list },
  'crm.activity.get': { scopes: ['crm'], run: activity },
}
