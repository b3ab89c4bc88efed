import type { DataRepository } from '#db/repositories/data'
import type { EventsRepository, InboxEvent } from '#db/repositories/events'
import type { PortalsRepository } from '#db/repositories/portals'
import { eraseInSteps, forgetInSteps } from '../data/erase'
import type { Log } from '../log'
import type { EventMessage } from './message'
import type { ProbeDeps } from './probe'
import { probePortal } from './probe'
import type { Verdict } from './verdict'
import { done, ignored, waiting } from './verdict'

export interface UninstallDeps extends ProbeDeps {
  portals: PortalsRepository
  events: Pick<EventsRepository, 'hasSuccessor'>
  data: Pick<DataRepository, 'eraseSome' | 'forgetSome'>
  log: Log
}

/**
 * Obeys ONAPPUNINSTALL once the app is really gone from the portal, and not before: everybody who uses the app could
 * have sent it. With CLEAN=1 everything of the portal is erased; otherwise its tokens go and the notes stay.
 * A portal that was installed again meanwhile is alive, and its old uninstall comes to nothing.
 * @see api-reference/common/events/on-app-uninstall
 */
export async function obeyUninstall(event: InboxEvent, message: EventMessage, deps: UninstallDeps): Promise<Verdict> {
  const { portals, events, data, clock, log } = deps
  const portal = await portals.findByMemberId(event.memberId)
  if (!portal) return ignored('portal_unknown')
  if (portal.status === 'uninstalled') return ignored('uninstalled_before')
  if (event.ts < portal.lastEventTs) return ignored('outdated')
  // Of several, the last one to arrive stands nearest to the real thing: an earlier one may be somebody's invention.
  if (await events.hasSuccessor(event)) return ignored('superseded')

  const life = await probePortal(portal, deps)
  if (life === 'alive') return waiting('portal_alive', 'ignored')
  if (life === 'unsure') return waiting('authorization_unavailable')

  // The probe took its time; whoever proved themselves on this portal meanwhile has brought it back to life.
  const isUnchanged = async () => {
    const now = await portals.findById(portal.id)
    return now?.updatedAt === portal.updatedAt && now.epoch === portal.epoch
  }
  if (!await isUnchanged()) return waiting('portal_changed', 'ignored')
  // In steps, whatever there is much of. Whoever dies half-way leaves the event waiting, and the rest to the next one.
  const isErased = !message.clean || await eraseInSteps(portal.id, isUnchanged, data) !== null
  if (!isErased || !await forgetInSteps(portal.id, message.clean, isUnchanged, data)) return waiting('portal_changed', 'ignored')
  if (message.clean) {
    await portals.erase(portal.id)
    // Whoever restores an older backup has to erase this portal once more (docs/operating.md).
    log.info({ portal: portal.id }, 'portal.erase.done')
    return done('erased')
  }
  await portals.markUninstalled(portal.id, event.ts, clock())
  return done('uninstalled')
}
