/** An entity of the CRM as telephony names it. */
export interface CallEntity { type: 'LEAD' | 'DEAL' | 'CONTACT' | 'COMPANY', id: number }

export type CallDirection = 'incoming' | 'outgoing' | 'callback'
export type CallState = 'idle' | 'connecting' | 'connected'

/** A call that has a card, from its first ring until the card is closed. */
export interface PortalCall {
  id: string
  userId: number
  /** Empty while nobody knows it: a hidden number. */
  phone: string
  lineNumber: string
  /** Empty for a line without a name. */
  lineName: string
  direction: CallDirection
  state: CallState
  /** SIP code of a call that failed, such as `486`; empty otherwise. */
  failedCode: string
  entity: CallEntity | null
  bindings: CallEntity[]
  activityId: number | null
  /** One of a list of calls to make. */
  callList: boolean
  /** Raised by the application with `telephony.externalCall.register`, which then leads the call. */
  external: boolean
  /** ISO 8601 with offset. */
  startedAt: string
  connectedAt: string | null
  finished: boolean
  /** Name of the entity, and the name of its company; empty when nothing is known. */
  callerName: string
  callerCompany: string
}

/** `GET /_portal/call` → the newest call whose card the viewer should see. */
export interface CurrentCall { call: PortalCall | null }

/* `POST /_portal/call` { phone, direction } rings for the viewer. `POST /_portal/call/:id/:action`: `answer`, `hangup`, `close`. */

/** A finished call in the statistic. */
export interface CallRecord {
  id: number
  callId: string
  userId: number
  lineNumber: string
  phone: string
  /** 1 outgoing, 2 incoming, 3 incoming and redirected, 4 callback. */
  type: 1 | 2 | 3 | 4
  seconds: number
  /** ISO 8601 with offset. */
  startedAt: string
  /** `200` for a conversation, `304` missed, `486` busy, … */
  code: string
  entity: CallEntity | null
  activityId: number | null
  /** Made known by the application. */
  external: boolean
  externalId: string | null
}

/** `GET /_portal/telephony` → without the right to see the statistic there are no calls. */
export interface TelephonyReport { allowed: boolean, calls: CallRecord[] }

/** Controls of telephony and of the background worker; `portal` is a portal's key. */
export interface TelephonyControl {
  /** A call for a person. Without `crm` the caller is looked for in the CRM by the number; `null` leaves them unknown. Without a `phone` the number is hidden. */
  ring: (args: { portal: string, userId: number, phone?: string, direction?: CallDirection, crm?: CallEntity | null, bindings?: CallEntity[], activityId?: number, line?: string, callList?: boolean }) => PortalCall
  /** Of the newest call unless `callId` says which; `idle` ends it. */
  setCallState: (args: { portal: string, callId?: string, state: CallState, failedCode?: string }) => PortalCall
  setCallEntity: (args: { portal: string, callId?: string, entity: CallEntity | null, phone?: string }) => PortalCall
  endCall: (args: { portal: string, callId?: string, failedCode?: string }) => PortalCall
  /** The calls of the statistic, newest first. */
  callRecords: (args: { portal: string }) => CallRecord[]
  /** The right "Call statistics: view". At the start administrators alone have it. */
  allowStatistics: (args: { portal: string, userId: number, allowed: boolean }) => { allowed: number[] }
  /** What Bitrix24 does to a background worker that was too slow too often: the registration is gone and its `errorHandlerUrl` is told. */
  removeWorker: (args: { portal: string }) => { removed: number }
}
