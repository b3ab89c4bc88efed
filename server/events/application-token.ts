import { timingSafeEqual } from 'node:crypto'
import type { Portal } from '#db/repositories/portals'
import type { Keyring } from '#db/sealing'

/** Purpose under which an application token is hashed; the launch stores it under the same. */
export const applicationTokenPurpose = 'application_token'

/**
 * Whether a claimed application token is the stored one (api-reference/events/safe-event-handlers). Compared as keyed
 * hashes and in constant time, under every configured key: what was stored before a key rotation still counts.
 */
export function isApplicationToken(claimed: string, portal: Pick<Portal, 'applicationTokenHash'> | undefined, keyring: Keyring): boolean {
  const stored = portal?.applicationTokenHash
  if (!stored || !claimed) return false
  const expected = Buffer.from(stored)
  return keyring.hashes(claimed, applicationTokenPurpose)
    .map(hash => Buffer.from(hash))
    .some(hash => hash.length === expected.length && timingSafeEqual(hash, expected))
}
