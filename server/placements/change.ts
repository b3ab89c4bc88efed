import type { AppError } from '#shared/errors'
import type { ItemOutcome } from '#shared/installation'
import type { Rest, RestError, RestParams } from '../bitrix24/types'
import { bindOnce, isAlreadyBound, isRefusal } from './binding'
import type { Comparison } from './compare'
import type { RegisteredPlacement } from './registered'
import type { WantedPlace } from './wanted'

/** What became of one place, and what came between when it did not become as wanted. */
export interface Change { outcome: ItemOutcome, error?: RestError | AppError }

/** Registers what is missing. @throws RestError, AppError; then nothing has changed */
export async function addPlace(rest: Rest, { place }: Comparison): Promise<Change> {
  return { outcome: await bindOnce(rest, 'placement.bind', bindParams(place)) ? 'added' : 'kept' }
}

/**
 * Makes a registration as wanted. At every moment the place has one that works, but for the one change that Bitrix24 makes
 * impossible: it refuses the same handler twice, so for another title or option the old one has to go first.
 * @throws RestError, AppError; then the place works as it did
 */
export async function repairPlace(rest: Rest, { place, current, others, drift }: Comparison): Promise<Change> {
  const isDone = current ? await renew(rest, place, current, drift) : await move(rest, place, others)
  if (isDone.outcome === 'repaired') await unbindAll(rest, others)
  return isDone
}

/** Takes away what is not wanted. @throws RestError, AppError */
export async function removePlace(rest: Rest, registrations: readonly RegisteredPlacement[]): Promise<Change> {
  await unbindAll(rest, registrations)
  return { outcome: 'removed' }
}

async function renew(rest: Rest, place: WantedPlace, current: RegisteredPlacement, drift: Comparison['drift']): Promise<Change> {
  return drift.includes('title') || drift.includes('options') ? exchange(rest, place, [current]) : { outcome: 'repaired' }
}

/** To another address: the new handler comes before the old ones go. */
async function move(rest: Rest, place: WantedPlace, others: readonly RegisteredPlacement[]): Promise<Change> {
  try {
    await bindOnce(rest, 'placement.bind', bindParams(place))
    return { outcome: 'repaired' }
  }
  catch (error) {
    // Some placements take one handler only (REST_APP_URI, PAGE_BACKGROUND_WORKER): there the old one has to go first.
    if (!isRefusal(error, 'ERROR_PLACEMENT_MAX_COUNT')) throw error
    return exchange(rest, place, others)
  }
}

/** Takes the former registrations away for the wanted one; when it fails half-way, they come back. */
async function exchange(rest: Rest, place: WantedPlace, former: readonly RegisteredPlacement[]): Promise<Change> {
  try {
    await unbindAll(rest, former)
    await bindOnce(rest, 'placement.bind', bindParams(place))
    return { outcome: 'repaired' }
  }
  catch (error) {
    return { outcome: await bindAgain(rest, former) ? 'restored' : 'lost', error: error as RestError | AppError }
  }
}

/** Whether the place has a handler again. An answer that was lost may mean that one of ours had never gone, or is there already. */
async function bindAgain(rest: Rest, former: readonly RegisteredPlacement[]): Promise<boolean> {
  try {
    for (const registration of former) await rest.call('placement.bind', paramsOf(registration))
    return true
  }
  catch (error) {
    return isAlreadyBound(error) || isRefusal(error, 'ERROR_PLACEMENT_MAX_COUNT')
  }
}

const bindParams = ({ code, handler, names, options }: WantedPlace): RestParams => ({
  PLACEMENT: code,
  HANDLER: handler,
  // LANG_ALL wins where it is known; TITLE is what a portal without it shows.
  TITLE: Object.values(names)[0]?.TITLE,
  LANG_ALL: names,
  ...(Object.keys(options).length > 0 && { OPTIONS: options }),
})

const paramsOf = ({ placement, handler, userId, title, langAll, options }: RegisteredPlacement): RestParams => ({
  PLACEMENT: placement,
  HANDLER: handler,
  TITLE: title,
  ...(langAll && { LANG_ALL: langAll }),
  ...(Object.keys(options).length > 0 && { OPTIONS: options }),
  ...(userId > 0 && { USER_ID: userId }),
})

async function unbindAll(rest: Rest, registrations: readonly RegisteredPlacement[]): Promise<void> {
  for (const { placement, handler, userId } of registrations) {
    await rest.call('placement.unbind', { PLACEMENT: placement, HANDLER: handler, ...(userId > 0 && { USER_ID: userId }) })
  }
}
