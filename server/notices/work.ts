import type { DeliveryDeps } from '../delivery/deliver'
import { deliver } from '../delivery/deliver'
import { sendNotice } from './send'

/**
 * Tells everybody whom a note concerns and who was not told yet, each time once, whatever process does it.
 * @param portalId only those of this portal
 * @returns how many were told
 */
export function sendDueNotices(deps: DeliveryDeps, portalId?: number): Promise<number> {
  const { notices } = deps.repositories
  const queue = { ...notices, due: (now: number, limit: number) => notices.due(now, limit, portalId) }
  return deliver({ name: 'notices', queue, send: (portal, notice) => sendNotice(portal, notice, deps) }, deps)
}
