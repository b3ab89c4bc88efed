import type { CallEntity, CallRecord, CallState, PortalCall, TelephonyControl } from '../../shared/telephony'
import { isoInZone, unixNow } from '../core/clock'
import { newId } from '../core/random'
import type { Portal } from '../core/world'
import { bindingsOf, callerNames, callersWith, kindOf } from './callers'

export interface LiveCall extends PortalCall {
  /** People who should see its card. */
  shownTo: Set<number>
  externalId: string | null
  type: CallRecord['type']
}

export interface Telephony {
  lines: { number: string, name: string }[]
  /** Calls with a card, oldest first. */
  live: LiveCall[]
  /** Oldest first. */
  records: CallRecord[]
  /** Those with the right "Call statistics: view". */
  viewers: Set<number>
}

export type Ring = Omit<Parameters<TelephonyControl['ring']>[0], 'portal'>

const types: Record<PortalCall['direction'], CallRecord['type']> = { outgoing: 1, incoming: 2, callback: 4 }
const noAnswer = { incoming: '304', outgoing: '603-S', callback: '603-S' }

const now = (portal: Portal): string => isoInZone(new Date(), portal.timeZone)

/** Begins a call. It rings (`connecting`) until somebody answers. */
export function startCall(portal: Portal, { userId, phone = '', direction = 'incoming', crm, bindings, activityId, line, callList = false }: Ring): LiveCall {
  const entity = crm === undefined ? callersWith(portal, phone)[0] ?? null : crm
  const taken = portal.telephony.lines.find(one => one.number === line) ?? portal.telephony.lines[0]!
  const { name, company } = callerNames(portal, entity)
  const call: LiveCall = {
    id: `externalCall.${newId()}.${unixNow()}`,
    userId, phone, direction, callList, entity,
    lineNumber: line ?? taken.number,
    lineName: line === undefined || line === taken.number ? taken.name : '',
    state: 'connecting',
    failedCode: '',
    bindings: bindings ?? bindingsOf(portal, entity),
    activityId: activityId ?? null,
    external: false,
    startedAt: now(portal),
    connectedAt: null,
    finished: false,
    callerName: name,
    callerCompany: company,
    shownTo: new Set([userId]),
    externalId: null,
    type: types[direction],
  }
  portal.telephony.live.push(call)
  return call
}

/** Moves a call on. `idle` is its end. */
export function setState(portal: Portal, call: LiveCall, state: CallState, failedCode = ''): LiveCall {
  if (call.finished) return call
  if (state === 'idle') return endCall(portal, call, { failedCode })
  call.state = state
  if (state === 'connected') call.connectedAt ??= now(portal)
  return call
}

export function setEntity(portal: Portal, call: LiveCall, entity: CallEntity | null, phone = call.phone): LiveCall {
  const { name, company } = callerNames(portal, entity)
  return Object.assign(call, { entity, phone, bindings: bindingsOf(portal, entity), callerName: name, callerCompany: company })
}

/** Ends a call and puts it into the statistic and, where it is known whom it was with, into the CRM. */
export function endCall(portal: Portal, call: LiveCall, { failedCode = '', seconds, userId = call.userId }: { failedCode?: string, seconds?: number, userId?: number } = {}): LiveCall {
  if (call.finished) return call
  const talked = seconds ?? (call.connectedAt ? Math.max(1, Math.round((Date.now() - Date.parse(call.connectedAt)) / 1000)) : 0)
  const code = failedCode || (talked > 0 ? '200' : noAnswer[call.direction])
  // The card's event names a code only when the call failed.
  Object.assign(call, { state: 'idle', finished: true, failedCode: code === '200' ? '' : code, activityId: call.activityId ?? addActivity(portal, call, userId) })
  portal.telephony.records.push({
    id: (portal.telephony.records.at(-1)?.id ?? 0) + 1,
    callId: call.id, userId, lineNumber: call.lineNumber, phone: call.phone, type: call.type, seconds: talked,
    startedAt: call.startedAt, code, entity: call.entity, activityId: call.activityId, external: call.external, externalId: call.externalId,
  })
  return call
}

function addActivity(portal: Portal, call: LiveCall, responsibleId: number): number | null {
  if (!call.entity) return null
  const id = Math.max(400, ...portal.crm.activities.map(activity => activity.id)) + 1
  const direction = call.direction === 'incoming' ? 1 : 2
  const subject = `${direction === 1 ? 'Incoming' : 'Outgoing'} call: ${call.callerName || call.phone}`
  portal.crm.activities.push({ id, ownerKind: kindOf(call.entity.type), ownerId: call.entity.id, subject, direction, responsibleId, phone: call.phone, at: call.startedAt })
  return id
}

/** The newest call whose card a person should see. */
export const cardFor = (portal: Portal, userId: number): LiveCall | undefined => portal.telephony.live.findLast(call => call.shownTo.has(userId))

/** Takes a person's card away. A call that nobody sees and that is over is forgotten. */
export function hideCard(portal: Portal, call: LiveCall, userId: number): void {
  call.shownTo.delete(userId)
  portal.telephony.live = portal.telephony.live.filter(one => !one.finished || one.shownTo.size > 0)
}

/** What the page may know of a call. */
export function publicCall({ shownTo: _shown, externalId: _external, type: _type, ...call }: LiveCall): PortalCall {
  return { ...call, entity: call.entity && { ...call.entity }, bindings: call.bindings.map(one => ({ ...one })) }
}
