import type { PlaceState } from '#shared/settings'
import type { PortalPlaces, RegisteredPlacement } from './registered'
import { hasNames, hasOptions } from './registered'
import type { WantedPlace } from './wanted'

/** A wanted place beside what the portal has of it. */
export interface Comparison extends PlaceState {
  place: WantedPlace
  /** The registration with our address. */
  current: RegisteredPlacement | undefined
  /** Every other registration of ours for this place. */
  others: RegisteredPlacement[]
}

/**
 * Compares places with what a portal has. Asks nobody.
 * @param granted scopes that the portal granted
 */
export function comparePlaces(wanted: readonly WantedPlace[], portal: PortalPlaces, granted: readonly string[]): Comparison[] {
  return wanted.map((place): Comparison => {
    const here = portal.registered.filter(({ placement }) => placement === place.code)
    const current = here.find(({ handler, userId }) => handler === place.handler && userId === 0)
    const others = here.filter(registration => registration !== current)
    const found = { place, code: place.code, current, others }
    if (!place.on && here.length > 0) return { ...found, state: 'leftover', reason: null, drift: [] }
    if (!portal.offered.has(place.code)) return { ...found, state: 'unavailable', reason: reasonOf(place, granted), drift: [] }
    if (here.length === 0) return { ...found, state: place.on ? 'missing' : 'off', reason: null, drift: [] }
    const drift = driftOf(place, current, others)
    return { ...found, state: drift.length > 0 ? 'drift' : 'registered', reason: null, drift }
  })
}

/** Bitrix24 lists only what the granted scopes open, and does not say why something is not there (api-reference/widgets/placement-list). */
function reasonOf({ scopes }: WantedPlace, granted: readonly string[]): NonNullable<PlaceState['reason']> {
  const missing = scopes.filter(scope => !granted.includes(scope))
  return missing.length > 0 ? { kind: 'scope', scopes: missing } : { kind: 'product' }
}

function driftOf(place: WantedPlace, current: RegisteredPlacement | undefined, others: RegisteredPlacement[]): PlaceState['drift'] {
  if (!current) return ['address']
  return [
    ...(hasNames(place, current) ? [] : ['title' as const]),
    ...(hasOptions(place, current) ? [] : ['options' as const]),
    ...(others.length > 0 ? ['twice' as const] : []),
  ]
}
