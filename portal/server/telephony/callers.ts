import type { CrmKind } from '../../shared/crm'
import type { CallEntity } from '../../shared/telephony'
import type { Portal } from '../core/world'
import { findEntity, type CrmEntity } from '../crm/store'

/** Digits of a number: people write the same one in many ways. */
export const digitsOf = (phone: string): string => phone.replace(/\D/g, '')

export const kindOf = (type: CallEntity['type']): CrmKind => type.toLowerCase() as CrmKind
const typeOf = (kind: CrmKind): CallEntity['type'] => kind.toUpperCase() as CallEntity['type']

const entityRow = (portal: Portal, { type, id }: CallEntity): CrmEntity | undefined => findEntity(portal, kindOf(type), id)

/** Contacts, companies and leads with this number, in the order in which telephony prefers them. */
export function callersWith(portal: Portal, phone: string): CallEntity[] {
  const wanted = digitsOf(phone)
  if (!wanted) return []
  const order: CrmKind[] = ['contact', 'company', 'lead']
  return order.flatMap(kind => portal.crm.entities
    .filter(row => row.kind === kind && row.phones.some(own => digitsOf(own) === wanted))
    .map(row => ({ type: typeOf(kind), id: row.id })))
}

/** What a call with an entity is bound to: itself, its company, and the first deal with it. */
export function bindingsOf(portal: Portal, entity: CallEntity | null): CallEntity[] {
  const row = entity && entityRow(portal, entity)
  if (!entity || !row) return []
  const deal = portal.crm.entities.find(one => one.kind === 'deal'
    && ((entity.type === 'CONTACT' && one.contactId === entity.id) || (entity.type === 'COMPANY' && one.companyId === entity.id)))
  const company: CallEntity[] = row.companyId ? [{ type: 'COMPANY', id: row.companyId }] : []
  return [entity, ...company, ...deal ? [{ type: 'DEAL' as const, id: deal.id }] : []]
}

/** What the card of a call says about an entity. */
export function callerNames(portal: Portal, entity: CallEntity | null): { name: string, company: string, responsibleId: number } {
  const row = entity && entityRow(portal, entity)
  if (!row) return { name: '', company: '', responsibleId: 0 }
  const company = findEntity(portal, 'company', row.companyId)
  const person = [row.name, row.lastName].filter(Boolean).join(' ')
  return { name: person || row.title, company: company?.title ?? '', responsibleId: row.responsibleId }
}
