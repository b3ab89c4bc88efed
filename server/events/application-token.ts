import { createHash, timingSafeEqual } from 'node:crypto'
import type { Portal, PortalsRepository } from '#db/repositories/portals'
import type { Keyring } from '#db/sealing'

/** Tells a hash without a key from those that were stored under a key before (docs/decisions/0032). */
export const applicationTokenPrefix = 'sha256.'

type KnownPortal = Pick<Portal, 'id' | 'memberId' | 'applicationTokenHash'>

/**
 * What is stored of a portal's application token. Nobody can guess it (frame-oauth-events, 4.3), so its hash needs no key; with one, no key could
 * ever be given up, because a hash cannot be made anew without the token.
 */
export function hashApplicationToken(token: string, memberId: string): string {
  return applicationTokenPrefix + createHash('sha256').update(`application_token:${memberId}:${token}`).digest('base64url')
}

/** Whether a claimed application token is the stored one (api-reference/events/safe-event-handlers), compared in constant time. */
export function isApplicationToken(claimed: string, portal: KnownPortal | undefined, keyring: Keyring): boolean {
  const stored = portal?.applicationTokenHash
  if (!stored || !claimed) return false
  const expected = Buffer.from(stored)
  const candidates = isKeyed(stored) ? keyring.hashes(claimed, 'application_token') : [hashApplicationToken(claimed, portal.memberId)]
  return candidates.map(hash => Buffer.from(hash)).some(hash => hash.length === expected.length && timingSafeEqual(hash, expected))
}

/** What was stored under a key is stored without one, as soon as somebody brings the same token again. */
export async function restateApplicationToken(claimed: string | undefined, portal: KnownPortal, portals: Pick<PortalsRepository, 'restateApplicationToken'>, keyring: Keyring): Promise<void> {
  const stored = portal.applicationTokenHash
  if (!claimed || !stored || !isKeyed(stored) || !isApplicationToken(claimed, portal, keyring)) return
  await portals.restateApplicationToken(portal.id, stored, hashApplicationToken(claimed, portal.memberId))
}

const isKeyed = (stored: string) => !stored.startsWith(applicationTokenPrefix)
