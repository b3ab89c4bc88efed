import { defaultPlacement } from './default'
import { leftMenu } from './left-menu'
import { restAppUri } from './rest-app-uri'
import { sonetGroupDetailTab } from './sonet-group-detail-tab'
import { sonetGroupRobotDesignerToolbar } from './sonet-group-robot-designer-toolbar'
import { sonetGroupToolbar } from './sonet-group-toolbar'
import { taskGroupListToolbar } from './task-group-list-toolbar'
import { taskListContextMenu } from './task-list-context-menu'
import { taskRobotDesignerToolbar } from './task-robot-designer-toolbar'
import { taskUserListToolbar } from './task-user-list-toolbar'
import { taskViewSidebar } from './task-view-sidebar'
import { taskViewTab } from './task-view-tab'
import { taskViewTopPanel } from './task-view-top-panel'
import { userProfileMenu } from './user-profile-menu'
import { userProfileToolbar } from './user-profile-toolbar'
import type { PlacementEntry } from './types'

export type { Destination, PlacementEntry } from './types'

/** The catalogue: one entry per placement, and no other place in the code that knows a code. */
const entries = {
  DEFAULT: defaultPlacement,
  LEFT_MENU: leftMenu,
  TASK_VIEW_TAB: taskViewTab,
  TASK_VIEW_SIDEBAR: taskViewSidebar,
  TASK_VIEW_TOP_PANEL: taskViewTopPanel,
  TASK_LIST_CONTEXT_MENU: taskListContextMenu,
  TASK_USER_LIST_TOOLBAR: taskUserListToolbar,
  TASK_GROUP_LIST_TOOLBAR: taskGroupListToolbar,
  TASK_ROBOT_DESIGNER_TOOLBAR: taskRobotDesignerToolbar,
  SONET_GROUP_DETAIL_TAB: sonetGroupDetailTab,
  SONET_GROUP_TOOLBAR: sonetGroupToolbar,
  SONET_GROUP_ROBOT_DESIGNER_TOOLBAR: sonetGroupRobotDesignerToolbar,
  USER_PROFILE_MENU: userProfileMenu,
  USER_PROFILE_TOOLBAR: userProfileToolbar,
  REST_APP_URI: restAppUri,
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
