import type { CallEntity, PortalCall } from '../../shared/telephony'

const lineName = (call: PortalCall) => call.lineName || call.lineNumber

/**
 * PLACEMENT_OPTIONS of a widget in the card of a call: all strings. What is not known has an odd value or no key at all
 * (`widgets/telephony/call-card`).
 */
export function callOptions(call: PortalCall): Record<string, unknown> {
  return {
    CALL_ID: call.id,
    ...call.phone ? { PHONE_NUMBER: call.phone } : {},
    LINE_NUMBER: call.lineNumber,
    LINE_NAME: lineName(call),
    CRM_ENTITY_TYPE: call.entity?.type ?? '',
    CRM_ENTITY_ID: String(call.entity?.id ?? 0),
    ...call.bindings.length > 0 ? { CRM_BINDINGS: call.bindings.map(binding => ({ ENTITY_TYPE: binding.type, ENTITY_ID: String(binding.id) })) } : {},
    CRM_ACTIVITY_ID: String(call.activityId ?? undefined),
    CALL_DIRECTION: call.direction,
    CALL_STATE: call.state,
    CALL_LIST_MODE: String(call.callList),
  }
}

const binding = ({ type, id }: CallEntity) => ({ ENTITY_TYPE: type, ENTITY_ID: id })

/** The answer to `getStatus`: ids are numbers, the mode is true or false (`ui-interaction/call-card`). */
export function callStatus(call: PortalCall): Record<string, unknown> {
  return {
    CALL_ID: call.id,
    PHONE_NUMBER: call.phone || 'hidden',
    LINE_NUMBER: call.lineNumber,
    LINE_NAME: lineName(call),
    CRM_ENTITY_TYPE: call.entity?.type ?? '',
    CRM_ENTITY_ID: call.entity?.id ?? 0,
    ...call.activityId === null ? {} : { CRM_ACTIVITY_ID: call.activityId },
    CRM_BINDINGS: call.bindings.map(binding),
    CALL_DIRECTION: call.direction,
    CALL_STATE: call.state,
    CALL_LIST_MODE: call.callList,
  }
}

/** The argument of `CallCard::EntityChanged`. */
export const entityChange = (call: PortalCall) => ({
  PHONE_NUMBER: call.phone || 'unknown',
  CRM_ENTITY_TYPE: call.entity?.type ?? '',
  CRM_ENTITY_ID: call.entity?.id ?? 0,
})

/** Events of the card that the way from one look at a call to the next makes (names without `CallCard::`). */
export function changesOf(before: PortalCall, after: PortalCall): { event: string, argument: unknown }[] {
  const entity = JSON.stringify(entityChange(before)) === JSON.stringify(entityChange(after)) ? [] : [{ event: 'EntityChanged', argument: entityChange(after) }]
  // The second argument, `{ failedCode }`, exists in Bitrix24 but only the first reaches a frame.
  const state = before.state === after.state ? [] : [{ event: 'CallStateChanged', argument: after.state }]
  return [...entity, ...state]
}
