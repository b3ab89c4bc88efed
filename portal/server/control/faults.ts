import type { Faults } from '../../shared/contract'
import { mergeFaults } from '../core/faults'
import type { Portal, World } from '../core/world'

/** Switches faults. `expireTokens` expires what lives at this moment; `oauthDown` is the one server's, so all portals show it. */
export function applyFaults(world: World, portal: Portal, patch: unknown): Faults {
  const before = portal.faults
  portal.faults = mergeFaults(before, patch)
  if (portal.faults.expireTokens && !before.expireTokens) world.tokens.expireAll(portal.key)
  if (portal.faults.oauthDown !== before.oauthDown) {
    for (const other of world.portals) other.faults = { ...other.faults, oauthDown: portal.faults.oauthDown }
  }
  return portal.faults
}
