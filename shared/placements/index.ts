import { calendarGridview } from './calendar-gridview'
import { callCard } from './call-card'
import { contactCenter } from './contact-center'
import { crmCompanyDetailTab } from './crm-company-detail-tab'
import { crmCompanyListMenu } from './crm-company-list-menu'
import { crmContactDetailTab } from './crm-contact-detail-tab'
import { crmContactListMenu } from './crm-contact-list-menu'
import { crmDealDetailTab } from './crm-deal-detail-tab'
import { crmDealListMenu } from './crm-deal-list-menu'
import { crmLeadDetailTab } from './crm-lead-detail-tab'
import { crmLeadListMenu } from './crm-lead-list-menu'
import { defaultPlacement } from './default'
import { imContextMenu } from './im-context-menu'
import { imNavigation } from './im-navigation'
import { imSidebar } from './im-sidebar'
import { imSmilesSelector } from './im-smiles-selector'
import { imTextarea } from './im-textarea'
import { immobileContextMenu } from './immobile-context-menu'
import { leftMenu } from './left-menu'
import { pageBackgroundWorker } from './page-background-worker'
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
import { telephonyAnalyticsMenu } from './telephony-analytics-menu'
import { userProfileMenu } from './user-profile-menu'
import { userProfileToolbar } from './user-profile-toolbar'
import { userfieldType } from './userfield-type'
import type { PlacementEntry } from './types'

export { bindOptionsOf, chosenOptionsSchema, placeGroups } from './types'
export type { BindingContext, Destination, PlacementEntry, PlacePicture } from './types'

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
  CALENDAR_GRIDVIEW: calendarGridview,
  CALL_CARD: callCard,
  TELEPHONY_ANALYTICS_MENU: telephonyAnalyticsMenu,
  IM_NAVIGATION: imNavigation,
  IM_TEXTAREA: imTextarea,
  IM_SIDEBAR: imSidebar,
  IM_CONTEXT_MENU: imContextMenu,
  IM_SMILES_SELECTOR: imSmilesSelector,
  IMMOBILE_CONTEXT_MENU: immobileContextMenu,
  CONTACT_CENTER: contactCenter,
  CRM_LEAD_DETAIL_TAB: crmLeadDetailTab,
  CRM_LEAD_LIST_MENU: crmLeadListMenu,
  CRM_DEAL_DETAIL_TAB: crmDealDetailTab,
  CRM_DEAL_LIST_MENU: crmDealListMenu,
  CRM_CONTACT_DETAIL_TAB: crmContactDetailTab,
  CRM_CONTACT_LIST_MENU: crmContactListMenu,
  CRM_COMPANY_DETAIL_TAB: crmCompanyDetailTab,
  CRM_COMPANY_LIST_MENU: crmCompanyListMenu,
  USERFIELD_TYPE: userfieldType,
  PAGE_BACKGROUND_WORKER: pageBackgroundWorker,
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

/** Paths that Bitrix24 opens with a POST and that are pages. */
export const launchPaths: ReadonlySet<string> = new Set([...Object.values(placementCatalogue).filter(entry => !entry.plain).map(entry => entry.page), '/install'])
