import { defaultPlacement } from './default'
import { leftMenu } from './left-menu'
import { taskViewTab } from './task-view-tab'
import type { PlacementEntry } from './types'

export type { Destination, PlacementEntry } from './types'

/** The catalogue: one entry per placement, and no other place in the code that knows a code. */
const entries = {
  DEFAULT: defaultPlacement,
  LEFT_MENU: leftMenu,
  TASK_VIEW_TAB: taskViewTab,
} as const

export type PlacementCode = keyof typeof entries

export const placementCatalogue: Readonly<Record<PlacementCode, PlacementEntry>> = entries

/** The entry of a code as the wire names it, or undefined. */
export function findPlacement(code: string): PlacementEntry | undefined {
  return Object.hasOwn(placementCatalogue, code) ? placementCatalogue[code as PlacementCode] : undefined
}

/** Entries that `placement.bind` registers. */
export const bindablePlacements = Object.values(placementCatalogue).filter(entry => entry.binding !== null)

/** Paths that Bitrix24 opens with a POST; each is a page. */
export const launchPaths: ReadonlySet<string> = new Set([...Object.values(placementCatalogue).map(entry => entry.page), '/install'])
