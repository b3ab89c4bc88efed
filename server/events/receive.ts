import type { EventsRepository } from '#db/repositories/events'
import type { PortalsRepository } from '#db/repositories/portals'
import type { Keyring } from '#db/sealing'
import { AppError } from '#shared/errors'
import type { AuthorizationServers } from '../bitrix24/types'
import type { Log } from '../log'
import { isApplicationToken } from './application-token'
import { isLifecycleEvent } from './lifecycle'
import type { EventMessage } from './message'
import { parseEvent } from './message'
import type { OurApp, SenderProof } from './sender'
import { proveSender } from './sender'

/** Bitrix24 slows down for handlers that are slow; a proof that takes longer is made after the answer. */
const proofPatience = 3_000

/** How many events of one portal may wait: those that nobody has vouched for yet, and all. */
const pendingLimits = { unproven: 20, proven: 100 }

export interface ReceiveDeps {
  portals: Pick<PortalsRepository, 'findByMemberId'>
  events: Pick<EventsRepository, 'append' | 'countPending'>
  keyring: Keyring
  authorization: AuthorizationServers
  app: OurApp
  /** Asked before anything is stored. @throws AppError `rate_limited` */
  admit: (memberId: string, isProven: boolean) => void
  clock: () => number
  log: Log
}

/** `stored`: in the inbox now. `repeated`: the very same delivery is there already. `ignored`: nothing of ours. */
export type Receipt = 'stored' | 'repeated' | 'ignored'

/**
 * Takes an event in. What this returns may be answered with 200, because by then the event is committed: Bitrix24
 * sends each one once (api-reference/events/index). It is obeyed later, by the inbox.
 *
 * An event of a portal's life has to prove itself first: ONAPPINSTALL and ONAPPUPDATE by the access token they carry,
 * every other one by the portal's stored application token (api-reference/events/safe-event-handlers).
 * @param body the form as it came
 * @throws AppError `event_refused` (nothing is stored), `bad_request`, `rate_limited`
 */
export async function receiveEvent(body: string, deps: ReceiveDeps): Promise<Receipt> {
  const message = parseEvent(body)
  const introducesItself = message.event === 'ONAPPINSTALL' || message.event === 'ONAPPUPDATE'
  const proven = introducesItself ? await isProvenSender(message, deps) : await isProvenPortal(message, deps)
  if (!isLifecycleEvent(message.event)) return 'ignored'

  const { events, admit, clock, log } = deps
  admit(message.memberId, proven)
  const waiting = await events.countPending(message.memberId)
  if (waiting >= (proven ? pendingLimits.proven : pendingLimits.unproven)) throw refused(message, 'inbox_full', log)
  const ts = message.ts ?? Math.floor(clock() / 1000)
  const id = await events.append({ memberId: message.memberId, event: message.event, ts, body }, clock())
  log.info({ event: message.event, id, proven }, id === null ? 'events.receive.repeated' : 'events.receive.stored')
  return id === null ? 'repeated' : 'stored'
}

/** @returns true, or throws */
async function isProvenPortal(message: EventMessage, { portals, keyring, log }: ReceiveDeps): Promise<true> {
  const portal = await portals.findByMemberId(message.memberId)
  if (!isApplicationToken(message.applicationToken, portal, keyring)) throw refused(message, portal ? 'proof_wrong' : 'portal_unknown', log)
  return true
}

/** @returns whether the sender is proven now; false when that can only be told later */
async function isProvenSender(message: EventMessage, { authorization, app, log }: ReceiveDeps): Promise<boolean> {
  if (!message.applicationToken) throw refused(message, 'proof_missing', log)
  const proof = await within(proofPatience, proveSender(message, authorization, app))
  if (proof.state === 'foreign') throw refused(message, proof.reason, log)
  if (proof.state === 'expired' && !message.refreshToken) throw refused(message, 'token_expired', log)
  return proof.state === 'proven'
}

function refused(message: EventMessage, reason: string, log: Log): AppError {
  log.warn({ event: message.event, reason }, 'events.receive.refused')
  return new AppError('event_refused', 'The event does not prove that it comes from a portal of ours')
}

async function within(patience: number, proof: Promise<SenderProof>): Promise<SenderProof> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<SenderProof>((resolve) => {
    timer = setTimeout(resolve, patience, { state: 'unavailable' })
  })
  return Promise.race([proof, tooLate]).finally(() => clearTimeout(timer))
}
