import type { ItemOutcome, ItemReport } from '#shared/installation'
import { fallbackLanguage } from '#shared/languages'
import type { PlacementEntry } from '#shared/placements'
import type { Rest } from '../bitrix24/types'
import { bindOnce, isRefusal, readRegistered, reportItem } from './binding'
import { isAsWanted, languagesOf, OfferedSchema, RegisteredSchema } from './registered'
import type { RegisteredPlacement } from './registered'

export interface Reconciliation {
  /** Speaks for an administrator: `placement.bind` and `placement.get` are theirs alone. */
  rest: Rest
  /** Catalogue entries that shall be registered; whatever else of ours is there goes. */
  wanted: readonly PlacementEntry[]
  /** Address that Bitrix24 opens for an entry. */
  handlerUrl: (entry: PlacementEntry) => string
}

/**
 * Makes a portal's registered placements equal to the wanted ones. Running it again changes nothing, or repairs what
 * is missing. One call after the other: `placement.bind` is not taken in a batch by every portal, and one refusal must
 * not hide the others.
 * @returns one line per wanted code, then one per removed code
 * @throws AppError when the portal cannot be used at all, or this person is no administrator
 * @see api-reference/widgets/placement-bind, placement-get, placement-list, placement-unbind
 */
export async function reconcilePlacements({ rest, wanted, handlerUrl }: Reconciliation): Promise<ItemReport[]> {
  const offered = new Set(await readRegistered(rest, 'placement.list', OfferedSchema))
  const registered = await readRegistered(rest, 'placement.get', RegisteredSchema)
  const items: ItemReport[] = []

  for (const entry of wanted) {
    const here = registered.filter(({ placement }) => placement === entry.code)
    items.push(await reportItem(entry.code, async () => offered.has(entry.code)
      ? await reconcileOne(rest, entry, handlerUrl(entry), here)
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

async function reconcileOne(rest: Rest, entry: PlacementEntry, handler: string, here: RegisteredPlacement[]): Promise<ItemOutcome> {
  const current = here.find(registration => registration.handler === handler)
  const outdated = here.filter(registration => registration.handler !== handler)

  if (current && isAsWanted(entry, current)) {
    await unbindAll(rest, outdated)
    return outdated.length > 0 ? 'repaired' : 'kept'
  }
  // The same handler cannot be registered twice: to change its title or options it has to go first.
  if (current) await unbindAll(rest, [current])
  const isNew = await replace(rest, entry, handler, outdated)
  if (here.length > 0) return 'repaired'
  return isNew ? 'added' : 'kept'
}

/** The new handler comes before the old ones go, so that a failure half-way leaves one that works. */
async function replace(rest: Rest, entry: PlacementEntry, handler: string, outdated: RegisteredPlacement[]): Promise<boolean> {
  try {
    const isNew = await bind(rest, entry, handler)
    await unbindAll(rest, outdated)
    return isNew
  }
  catch (error) {
    // Some placements take one handler only (REST_APP_URI, PAGE_BACKGROUND_WORKER): there the old one has to go first.
    if (outdated.length === 0 || !isRefusal(error, 'ERROR_PLACEMENT_MAX_COUNT')) throw error
    await unbindAll(rest, outdated)
    return bind(rest, entry, handler)
  }
}

async function bind(rest: Rest, entry: PlacementEntry, handler: string): Promise<boolean> {
  const { titles, options } = entry.binding ?? { titles: undefined, options: {} }
  return bindOnce(rest, 'placement.bind', {
    PLACEMENT: entry.code,
    HANDLER: handler,
    // LANG_ALL wins where it is known; TITLE is what a portal without it shows.
    ...(titles && { TITLE: titles[fallbackLanguage], LANG_ALL: languagesOf(entry) }),
    ...(Object.keys(options).length > 0 && { OPTIONS: options }),
  })
}

async function unbindAll(rest: Rest, registrations: readonly RegisteredPlacement[]): Promise<void> {
  for (const { placement, handler } of registrations) {
    await rest.call('placement.unbind', { PLACEMENT: placement, HANDLER: handler })
  }
}
