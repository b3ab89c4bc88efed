import * as v from 'valibot'
import { DateSchema } from './id-schemas'
import { crmKinds, phoneSubject } from './subjects'
import type { PersonCard, SubjectRef } from './subjects'

export const callDirections = ['incoming', 'outgoing', 'callback'] as const
export const callStates = ['idle', 'connecting', 'connected'] as const
export type CallState = typeof callStates[number]

/** A call as its card names it (api-reference/widgets/telephony/call-card). */
export interface CallContext {
  /** CALL_ID */
  id: string
  direction: typeof callDirections[number]
  /** Null when the card does not say. */
  state: CallState | null
  /** As the telephony shows it; null when the caller's number is hidden. */
  phone: string | null
  line: string | null
  /** Everything of the CRM that the card names beside the main entity, and the number itself. */
  related: SubjectRef[]
}

/**
 * Whom a call is with: the entity of the CRM when there is one, else the number; null when neither is known.
 * @param type CRM_ENTITY_TYPE: `LEAD`, `DEAL`, `CONTACT`, `COMPANY`, or empty
 * @param id CRM_ENTITY_ID: `"0"` or 0 when there is none
 * @param phone PHONE_NUMBER; `hidden` and `unknown` are no numbers
 */
export function callerSubject(type: string | null | undefined, id: string | number | null | undefined, phone: string | null | undefined): SubjectRef | null {
  return crmSubject(type, id) ?? phoneSubject(phone)
}

/** An entity of the CRM as telephony names it; null for anything else. */
export function crmSubject(type: string | null | undefined, id: string | number | null | undefined): SubjectRef | null {
  const kind = crmKinds.find(known => known === String(type ?? '').toLowerCase())
  return kind && /^[1-9]\d{0,17}$/.test(String(id ?? '')) ? { kind, id: String(id) } : null
}

/** Longest range of one report, in days. */
export const reportDaysLimit = 92

/** `GET /api/calls?from=2026-11-01&to=2026-11-21`, both days included, in the viewer's time zone. */
export const CallReportQuerySchema = v.strictObject({ from: DateSchema, to: DateSchema })

/** Calls of one person on one day. */
export interface CallCount {
  date: string
  person: number
  /** Calls in all; of `notes` only those that have a note. */
  calls: number
  /** Calls that somebody has noted something about that the viewer may see. */
  noted: number
}

/** `GET /api/calls` */
export interface CallReport {
  from: string
  to: string
  /** `portal`: Bitrix24's statistic. `notes`: the viewer may not see it, so only calls with notes are counted. */
  source: 'portal' | 'notes'
  /** False when there were more calls in the range than one report reads. */
  complete: boolean
  counts: CallCount[]
  people: PersonCard[]
}
