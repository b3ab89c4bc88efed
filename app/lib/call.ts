import type { CallState } from '#shared/calls'
import { callerSubject, callStates, crmSubject } from '#shared/calls'
import type { SubjectRef } from '#shared/subjects'
import { phoneSubject } from '#shared/subjects'

/** How a call goes on, as people say it. */
export type CallPhase = 'ringing' | 'talking' | 'ended'

/**
 * The phase of a call after its card named its state (api-reference/widgets/telephony/call-card): `idle` stands both
 * before anything happened and after the end.
 * @param before the phase so far; null at the start
 */
export function phaseAfter(before: CallPhase | null, state: CallState | null): CallPhase {
  switch (state) {
    case 'connected': return 'talking'
    case 'connecting': return 'ringing'
    case 'idle': return before === null ? 'ringing' : 'ended'
    case null: return before ?? 'ringing'
  }
}

/** Whom a call is with, as its card says. */
export interface Caller {
  /** The entity of the CRM, then the number: whichever of them the person may see is what notes are about. */
  candidates: SubjectRef[]
  /** Null when the number is hidden or not named. */
  phone: string | null
  state: CallState | null
  /** What else of the CRM the call belongs to; null when that is not said. */
  related: SubjectRef[] | null
}

/**
 * Reads what `getStatus` answers and what `CallCard::EntityChanged` brings (api-reference/widgets/ui-interaction/call-card).
 * @returns null for anything that names no caller
 */
export function callerIn(answer: unknown): Caller | null {
  if (typeof answer !== 'object' || answer === null || !('CRM_ENTITY_TYPE' in answer)) return null
  const told = answer as Record<string, unknown>
  const number = typeof told.PHONE_NUMBER === 'string' ? told.PHONE_NUMBER : null
  const entity = callerSubject(textIn(told.CRM_ENTITY_TYPE), textIn(told.CRM_ENTITY_ID), null)
  const phone = phoneSubject(number)
  return {
    candidates: [entity, phone].filter(ref => ref !== null),
    phone: phone && number,
    state: callStates.find(state => state === told.CALL_STATE) ?? null,
    related: Array.isArray(told.CRM_BINDINGS) ? told.CRM_BINDINGS.flatMap(entityIn) : null,
  }
}

function entityIn(binding: unknown): SubjectRef[] {
  const { ENTITY_TYPE, ENTITY_ID } = (binding ?? {}) as Record<string, unknown>
  const entity = crmSubject(textIn(ENTITY_TYPE), textIn(ENTITY_ID))
  return entity ? [entity] : []
}

const textIn = (value: unknown) => typeof value === 'string' || typeof value === 'number' ? String(value) : null
