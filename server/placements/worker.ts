import { randomUUID } from 'node:crypto'
import type { Portal } from '#db/repositories/portals'
import type { User } from '#db/repositories/users'
import type { ItemOutcome } from '#shared/installation'
import type { Services } from '../services'
import { bringPlaces } from './places'

/** Bitrix24's reason when it removes the worker (api-reference/widgets/universal/background-worker). */
const overtime = 'ERROR_PLACEMENT_LOADING_OVERTIME'

/** Pause between two attempts for one portal, in milliseconds: whatever refuses the worker rarely changes its mind at once. */
export const workerRetryAfter = 10 * 60_000

/** It is as the portal's administrators want it: there, or switched off. */
const restored: ReadonlySet<ItemOutcome> = new Set(['added', 'kept', 'repaired', 'removed'])

type Needs = Pick<Services, 'config' | 'repositories' | 'restFor' | 'clock' | 'log'>

/**
 * Bitrix24, or anybody, says that the background worker of a portal was removed. It carries no token and proves nothing,
 * so it only makes us look the next time that an administrator is here ({@link restoreWorker}).
 * @param error as the form names it; anything but the documented one is ignored
 */
export async function noteRemovedWorker(memberId: string, error: string, { repositories, clock, log }: Pick<Services, 'repositories' | 'clock' | 'log'>): Promise<void> {
  if (error !== overtime) return
  const portal = await repositories.portals.noteWorkerRemoved(memberId, clock())
  if (portal) log.warn({ portal: portal.id, error }, 'worker.registration.removed')
}

/**
 * Registers the background worker again, if it was said to be removed and an administrator is here: for that Bitrix24
 * wants their token. Meant to run beside a launch, so it never throws: what fails is logged and tried again later.
 * @returns once it is done, for whoever wants to wait
 */
export async function restoreWorker(portal: Portal, user: User, services: Needs): Promise<void> {
  const { repositories, restFor, clock, log } = services
  const { id, workerRemovedAt: removedAt } = portal
  if (removedAt === null || !user.isAdmin || portal.status !== 'installed') return
  const lock = `worker:${id}`
  const holder = randomUUID()
  try {
    // Kept after a failure: that is the pause.
    if (!await repositories.locks.acquire(lock, holder, workerRetryAfter, clock())) return
    const { items: [item] } = await bringPlaces(portal, restFor(id, user.userId), services, ['PAGE_BACKGROUND_WORKER'])
    if (item && !restored.has(item.outcome)) return log.error({ portal: id, item }, 'worker.registration.failed')
    await repositories.portals.noteWorkerRestored(id, removedAt)
    await repositories.locks.release(lock, holder)
    log.info({ portal: id, item }, 'worker.registration.restored')
  }
  catch (error) {
    log.error({ err: error, portal: id }, 'worker.registration.failed')
  }
}
