import { AppError } from '#shared/errors'
import type { ItemReport } from '#shared/installation'
import { placementCatalogue } from '#shared/placements'
import type { Patience } from '../bitrix24/patient'
import { patient } from '../bitrix24/patient'
import type { Rest } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'
import { isRefusal } from './binding'
import type { Change } from './change'
import { addPlace, removePlace, repairPlace } from './change'
import type { Comparison } from './compare'
import { comparePlaces } from './compare'
import { readPortalPlaces } from './registered'
import type { WantedPlace } from './wanted'

/** No place is begun later than this, in milliseconds; whoever asked is still waiting for the answer then. */
export const beginsWithin = 15_000
/** How much longer a place that was begun may wait for a busy portal. */
const endsWithin = beginsWithin + 5_000

export interface Reconciliation {
  /** Speaks for an administrator: `placement.bind` and `placement.get` are theirs alone. */
  rest: Rest
  /** Every place that could be registered, on or off. */
  wanted: readonly WantedPlace[]
  /** Only these are touched; all, and leftovers of earlier versions, when absent. */
  codes?: readonly string[]
  /** Scopes that the portal granted. */
  granted: readonly string[]
  clock: () => number
  pause?: Patience['pause']
}

/** `stopped`: why the rest was left as it was. */
export interface Reconciled { items: ItemReport[], stopped: AppError | null }

/**
 * Makes a portal's registered placements equal to the wanted ones, one after the other, so that at any moment all but the
 * one in hand work: first comes what is missing, then what differs, and what is not wanted goes last. Running it again
 * changes nothing, or completes what was left. One call at a time: `placement.bind` is not taken in a batch by every portal.
 * @returns one line per place, in the catalogue's order; places that are off and not there have none
 * @throws AppError when the portal cannot be read, or this person is no administrator; then nothing has changed
 * @see api-reference/widgets/placement-bind, placement-get, placement-list, placement-unbind
 */
export async function reconcilePlaces({ rest: hasty, wanted, codes, granted, clock, pause }: Reconciliation): Promise<Reconciled> {
  const begun = clock()
  const rest = patient(hasty, { clock, until: begun + endsWithin, pause })
  const portal = await readPortalPlaces(rest)
  const comparisons = comparePlaces(wanted.filter(({ code }) => !codes || codes.includes(code)), portal, granted)
  const jobs = [...comparisons.flatMap(comparison => jobOf(rest, comparison)), ...(codes ? [] : leftovers())]

  const reports = new Map<Job, ItemReport>()
  let stopped: AppError | null = null
  for (const job of jobs.toSorted((a, b) => a.turn - b.turn)) {
    if (job.turn > 0 && clock() > begun + beginsWithin) stopped ??= new AppError('portal_busy', 'The portal answers too slowly to do everything at once', { retryAfter: 1 })
    const { outcome, error } = stopped && job.turn > 0 ? { outcome: 'waiting' as const } : await attempt(job)
    reports.set(job, { code: job.code, outcome, ...(error && { error: error.code }) })
    stopped ??= endsAll(error)
  }
  return { items: jobs.map(job => reports.get(job)!), stopped }

  /** Codes that an earlier version registered. What the catalogue knows and does not bind is registered in other ways. */
  function leftovers(): Job[] {
    const unknown = portal.registered.filter(({ placement }) => !Object.hasOwn(placementCatalogue, placement))
    return [...new Set(unknown.map(({ placement }) => placement))]
      .map(code => ({ code, turn: 3, run: () => removePlace(rest, unknown.filter(({ placement }) => placement === code)) }))
  }
}

/** Jobs of a lower turn come first; those of turn 0 ask nothing of the portal. */
interface Job { code: string, turn: 0 | 1 | 2 | 3, run: () => Promise<Change> }

function jobOf(rest: Rest, comparison: Comparison): Job[] {
  const { code, state, place, others, current } = comparison
  if (state === 'registered') return [{ code, turn: 0, run: async () => ({ outcome: 'kept' }) }]
  if (state === 'unavailable' && place.on) return [{ code, turn: 0, run: async () => ({ outcome: 'unavailable' }) }]
  if (state === 'missing') return [{ code, turn: 1, run: () => addPlace(rest, comparison) }]
  if (state === 'drift') return [{ code, turn: 2, run: () => repairPlace(rest, comparison) }]
  if (state === 'leftover') return [{ code, turn: 3, run: () => removePlace(rest, current ? [...others, current] : others) }]
  return []
}

/** A refusal of one place leaves the others their turn. */
async function attempt(job: Job): Promise<Change> {
  try {
    return await job.run()
  }
  catch (error) {
    if (error instanceof AppError) return { outcome: 'waiting', error }
    if (!(error instanceof RestError)) throw error
    // The code is unknown to this portal after all, or its scope is not granted (api-reference/widgets/placement-bind).
    return isRefusal(error, 'ERROR_PLACEMENT_NOT_FOUND') ? { outcome: 'unavailable' } : { outcome: 'refused', error }
  }
}

/** What would keep every other place from being changed as well: the portal is gone or busy, or the person is no administrator any more. */
function endsAll(error: Change['error']): AppError | null {
  if (error instanceof AppError) return error
  return isRefusal(error, 'ACCESS_DENIED') ? new AppError('admin_required', 'Only an administrator of the portal changes its places', { cause: error }) : null
}
