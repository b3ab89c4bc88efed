import type { CallEntity, CallRecord } from '../../shared/telephony'

export interface SeedLine { number: string, name: string }

/** A call of the past: days ago, time of day in the portal's zone, who, type, other number, seconds, and what became of it. */
export interface SeedCall {
  daysAgo: number
  time: string
  userId: number
  type: CallRecord['type']
  phone: string
  seconds: number
  /** Unless said otherwise `200`, or `304` for a call that took no time. */
  code?: string
  entity?: CallEntity
}

export interface TelephonySeed { lines: SeedLine[], calls: SeedCall[] }

type Row = [daysAgo: number, time: string, userId: number, type: CallRecord['type'], seconds: number, code?: string]

/** Calls with one number, and the entity of the CRM it belongs to. */
export const callsWith = (phone: string, entity: CallEntity | undefined, rows: Row[]): SeedCall[] =>
  rows.map(([daysAgo, time, userId, type, seconds, code]) =>
    ({ daysAgo, time, userId, type, phone, seconds, ...code ? { code } : {}, ...entity ? { entity } : {} }))
