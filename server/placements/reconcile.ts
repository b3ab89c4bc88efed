import type { ItemOutcome, ItemReport } from '#shared/installation'
import { fallbackLanguage } from '#shared/languages'
import type { BindingContext, PlacementEntry } from '#shared/placements'
import { bindOptionsOf } from '#shared/placements'
import type { BindOptions } from '#shared/placements/bind-options'
import type { Rest, RestParams } from '../bitrix24/types'
import { bindOnce, isRefusal, readRegistered, reportItem } from './binding'
import { isAsWanted, languagesOf, OfferedSchema, RegisteredSchema } from './registered'
import type { RegisteredPlacement } from './registered'

export interface Reconciliation {
  /** Speaks for an administrator: `placement.bind` and `placement.get` are theirs alone. */
  rest: Rest
  /** Catalogue entries that shall be registered; whatever else of ours is there goes. */
  wanted: readonly PlacementEntry[]
  context: BindingContext
}

/** Address that Bitrix24 opens for an entry. */
const handlerOf = (entry: PlacementEntry, { origin }: BindingContext) => `${origin}${entry.page}`

/**
 * Makes a portal's registered placements equal to the wanted ones. Running it again changes nothing, or repairs what
 * is missing. One call after the other: `placement.bind` is not taken in a batch by every portal, and one refusal must
 * not hide the others.
 * @returns one line per wanted code, then one per removed code
 * @throws AppError when the portal cannot be used at all, or this person is no administrator
 * @see api-reference/widgets/placement-bind, placement-get, placement-list, placement-unbind
 */
export async function reconcilePlacements({ rest, wanted, context }: Reconciliation): Promise<ItemReport[]> {
  const offered = new Set(await readRegistered(rest, 'placement.list', OfferedSchema))
  const registered = await readRegistered(rest, 'placement.get', RegisteredSchema)
  const items: ItemReport[] = []

  for (const entry of wanted) {
    items.push(await reportItem(entry.code, async () => offered.has(entry.code)
      ? await reconcileOne(rest, entry, context, registered)
      : 'unavailable'))
  }

  const wantedCodes = new Set(wanted.map(({ code }) => code))
  const leftovers = new Set(registered.map(({ placement }) => placement).filter(code => !wantedCodes.has(code)))
  for (const code of leftovers) {
    items.push(await reportItem(code, async () => {
      await unbindAll(rest, registered.filter(({ placement }) => placement === code))
      return 'removed'
    }))
  }
  return items
}

/**
 * Makes one placement right and touches no other: for what Bitrix24 takes away by itself.
 * @throws as {@link reconcilePlacements}
 */
export async function reconcilePlacement(rest: Rest, entry: PlacementEntry, context: BindingContext): Promise<ItemReport> {
  const registered = await readRegistered(rest, 'placement.get', RegisteredSchema)
  return reportItem(entry.code, () => reconcileOne(rest, entry, context, registered))
}

async function reconcileOne(rest: Rest, entry: PlacementEntry, context: BindingContext, registered: RegisteredPlacement[]): Promise<ItemOutcome> {
  const handler = handlerOf(entry, context)
  const options = bindOptionsOf(entry, context)
  const here = registered.filter(({ placement }) => placement === entry.code)
  const current = here.find(registration => registration.handler === handler)
  const outdated = here.filter(registration => registration.handler !== handler)

  if (current && isAsWanted(entry, options, current)) {
    await unbindAll(rest, outdated)
    return outdated.length > 0 ? 'repaired' : 'kept'
  }
  // The same handler cannot be registered twice: to change its title or options it has to go first.
  if (current) await unbindAll(rest, [current])
  const isNew = await replace(rest, bindParams(entry, handler, options), outdated)
  if (here.length > 0) return 'repaired'
  return isNew ? 'added' : 'kept'
}

/** The new handler comes before the old ones go, so that a failure half-way leaves one that works. */
async function replace(rest: Rest, params: RestParams, outdated: RegisteredPlacement[]): Promise<boolean> {
  try {
    const isNew = await bindOnce(rest, 'placement.bind', params)
    await unbindAll(rest, outdated)
    return isNew
  }
  catch (error) {
    // Some placements take one handler only (REST_APP_URI, PAGE_BACKGROUND_WORKER): there the old one has to go first.
    if (outdated.length === 0 || !isRefusal(error, 'ERROR_PLACEMENT_MAX_COUNT')) throw error
    await unbindAll(rest, outdated)
    return bindOnce(rest, 'placement.bind', params)
  }
}

function bindParams(entry: PlacementEntry, handler: string, options: BindOptions): RestParams {
  return {
    PLACEMENT: entry.code,
    HANDLER: handler,
    // LANG_ALL wins where it is known; TITLE is what a portal without it shows.
    ...(entry.binding && { TITLE: entry.binding.titles[fallbackLanguage], LANG_ALL: languagesOf(entry) }),
    ...(Object.keys(options).length > 0 && { OPTIONS: options }),
  }
}

async function unbindAll(rest: Rest, registrations: readonly RegisteredPlacement[]): Promise<void> {
  for (const { placement, handler } of registrations) {
    await rest.call('placement.unbind', { PLACEMENT: placement, HANDLER: handler })
  }
}
