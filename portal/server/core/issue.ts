import type { TokenPair } from './tokens'
import type { Portal, World } from './world'

/** Tokens for a person of a portal, with the scopes of the installation there. `fresh` ones ignore the fault `expireTokens`. */
export function issueFor(world: World, portal: Portal, userId: number, { fresh = false, expiresIn = world.tokenLifetime } = {}): TokenPair {
  const scopes = portal.installation?.scopes ?? world.app.scopes
  return world.tokens.issue({ portal: portal.key, userId, scope: scopes.join(','), expiresIn, expired: !fresh && portal.faults.expireTokens })
}
