import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'
import { AppError } from '#shared/errors'
import type { AuthorizationServers } from '../bitrix24/types'
import { addressKey, clientAddress } from '../limits/address'
import { meterProofs } from '../limits/metered'
import { useServices } from '../services'

/** The authorization servers, for the proof of somebody unknown. */
export function authorizationFor(event: H3Event): AuthorizationServers {
  const { authorization, limits } = useServices()
  return meterProofs(authorization, limits, () => strangerKey(event))
}

/**
 * This request comes from a portal that was proven: from here on it is the portal's allowance that counts, and no refusal is held against the address.
 * @throws AppError `rate_limited`
 */
export function admitPortal(event: H3Event, portalId: number, doing: 'launch' | 'call'): void {
  event.context.isKnown = true
  if (!isExempt(event)) useServices().limits.takeFromPortal(portalId, doing)
}

/**
 * An event is about to be stored: at the expense of the portal that proved itself, or else of the address.
 * @throws AppError `rate_limited`
 */
export function admitSender(event: H3Event, memberId: string, isProven: boolean): void {
  const { limits } = useServices()
  const stranger = strangerKey(event)
  if (stranger === null) return
  if (!isProven) return limits.takeFromAddress(stranger)
  event.context.isKnown = true
  limits.takeFromSender(memberId)
}

/**
 * Counts a refusal, if it is a stranger's.
 * @returns the refusal, or `rate_limited` once the address has had too many
 */
export function countedRefusal(event: H3Event, refusal: AppError): AppError {
  // A session that ran out was ours once: an office whose pages are an hour old is no stranger.
  if (event.context.isKnown || refusal.status >= 500 || refusal.code === 'rate_limited' || refusal.code === 'session_expired') return refusal
  const stranger = strangerKey(event)
  if (stranger === null) return refusal
  try {
    useServices().limits.takeFromAddress(stranger)
    return refusal
  }
  catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** Of the stand-in's world everything is on loopback. */
function isExempt(event: H3Event): boolean {
  return useServices().config.allowLoopback && strangerKey(event) === null
}

/**
 * What the sender's address is counted under; null when it is not counted. Events come from few addresses of Bitrix24 for all portals, so what
 * goes wrong with some is not held against people, nor the other way round.
 */
function strangerKey(event: H3Event): string | null {
  const { config } = useServices()
  const address = clientAddress(event.node.req.socket.remoteAddress, getRequestHeader(event, 'x-forwarded-for'), config.trustedProxies)
  if (config.allowLoopback && address?.range() === 'loopback') return null
  const key = address ? addressKey(address) : 'unknown'
  return event.path.startsWith('/events') ? `events ${key}` : key
}
