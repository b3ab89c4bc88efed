import { randomUUID } from 'node:crypto'
import type { Portal } from '#db/repositories/portals'
import { AppError } from '#shared/errors'
import type { ItemOutcome } from '#shared/installation'
import type { PlacementCode } from '#shared/placements'
import { scopesIn } from '#shared/scopes'
import type { PlacesReport, PlacesState } from '#shared/settings'
import { patient } from '../bitrix24/patient'
import type { Rest } from '../bitrix24/types'
import { isAdministrator } from '../installation/administrator'
import type { Services } from '../services'
import { comparePlaces } from './compare'
import type { Reconciled } from './reconcile'
import { reconcilePlaces } from './reconcile'
import { readPortalPlaces } from './registered'
import { wantedPlaces } from './wanted'

type Needs = Pick<Services, 'config' | 'repositories' | 'clock'>

/** Who asks, made from a session whose person the portal called an administrator. */
interface Administrator { portal: Portal, user: { userId: number } }

/** Longer than any reconciliation lasts, in milliseconds; only a process that died holds it to the end. */
const lockedFor = 60_000

/** How long a busy portal is asked again before people are told, in milliseconds. */
const asksWithin = 5_000

/** Outcomes that changed something on the portal. */
const changes: ReadonlySet<ItemOutcome> = new Set(['added', 'repaired', 'removed', 'lost'])

/**
 * How the places of a portal are, compared with its settings; asked from the portal now.
 * @throws AppError `admin_required`, or when the portal cannot be asked
 */
export async function openPlaces({ portal, user }: Administrator, services: Needs & Pick<Services, 'restFor'>): Promise<PlacesState> {
  const found = await readPortalPlaces(asking(portal, user, services))
  const places = comparePlaces(await wantedOf(portal, services), found, scopesIn(portal.scopes))
  return { places: places.map(({ code, state, reason, drift }) => ({ code, state, reason, drift })) }
}

/**
 * Makes the portal's places as its settings want them, and writes down who did it.
 * @param codes some places only
 * @throws AppError `admin_required`, `places_busy` while somebody else does the same, or when the portal cannot be asked
 */
export async function repairPlaces({ portal, user }: Administrator, codes: readonly PlacementCode[] | undefined, services: Needs & Pick<Services, 'restFor' | 'log'>): Promise<PlacesReport> {
  const { repositories, restFor, clock, log } = services
  // Rights can be taken away while a session lives.
  if (!await isAdministrator(asking(portal, user, services))) throw new AppError('admin_required', 'Only an administrator of the portal changes its places')
  const { items, stopped } = await bringPlaces(portal, restFor(portal.id, user.userId), services, codes)
  const changed = items.filter(({ outcome }) => changes.has(outcome))
  if (changed.length > 0) {
    const details = { count: changed.length, ...(changed.length === 1 && { code: changed[0]!.code }) }
    await repositories.audit.append({ portalId: portal.id, userId: user.userId, at: clock(), action: 'places_repaired', details })
  }
  log.info({ portal: portal.id, user: user.userId, items: items.filter(({ outcome }) => outcome !== 'kept'), stopped: stopped?.code }, `places.repair.${stopped ? 'stopped' : 'done'}`)
  return { items, stopped: stopped && { code: stopped.code, retryAfter: stopped.retryAfter ?? null } }
}

/**
 * The one way by which installer, settings and worker change placements: as the settings want them at this moment, one of
 * them at a time on each portal.
 * @param rest speaks for an administrator
 * @throws as {@link reconcilePlaces}; AppError `places_busy`
 */
export async function bringPlaces(portal: Portal, rest: Rest, services: Needs, codes?: readonly PlacementCode[]): Promise<Reconciled> {
  const { repositories: { locks }, clock } = services
  const lock = `places:${portal.id}`
  const holder = randomUUID()
  if (!await locks.acquire(lock, holder, lockedFor, clock())) throw new AppError('places_busy', 'Somebody else is changing the places of this portal', { retryAfter: 5 })
  try {
    return await reconcilePlaces({ rest, wanted: await wantedOf(portal, services), codes, granted: scopesIn(portal.scopes), clock })
  }
  finally {
    await locks.release(lock, holder)
  }
}

/** For a question or two: the calls of a change just made may have filled the portal's bucket. */
function asking({ id }: Portal, { userId }: { userId: number }, { restFor, clock }: Pick<Services, 'restFor' | 'clock'>): Rest {
  return patient(restFor(id, userId), { clock, until: clock() + asksWithin })
}

async function wantedOf({ id, memberId }: Portal, { repositories: { settings }, config }: Needs) {
  return wantedPlaces(await settings.find(id), { origin: config.origin, memberId })
}
