/** What the specs know of the seed of portal "acme" (portal/data/portals/acme.ts); tests/contract checks that it stays true. */
export const people = { admin: 1, employee1: 3, employee2: 5 } as const
export type Who = keyof typeof people

export const tasks = {
  /** In a project of all three people. */
  everybody: 31,
  everybodyToo: 32,
  /** The administrator's and employee 1's, in a project that employee 2 does not see. */
  notEmployee2: 34,
  /** The administrator's alone. */
  adminOnly: 36,
} as const

export const projects = {
  /** Of all three people. */
  everybody: 11,
} as const

/** Entities of the CRM that everybody sees, but for one. */
export const crm = {
  /** Priya's (employee 2), with Eleanor Whitby of Northwind Gardens. */
  deal: 22,
  contact: 5,
  company: 3,
  lead: 15,
  /** The administrator's and employee 1's. */
  dealNotEmployee2: 23,
} as const

export const phones = {
  /** Eleanor Whitby's. */
  contact: '+44 20 7946 0018',
  /** Nobody's in the CRM. */
  stranger: '+44 20 7946 0123',
} as const

/** All tasks; the administrator sees every one. */
export const allTasks = [31, 32, 33, 34, 35, 36, 37, 38, 39]

/** What a fresh installation registers, in this order. */
export const defaultPlacements = [
  'TASK_VIEW_TAB', 'TASK_LIST_CONTEXT_MENU', 'TASK_USER_LIST_TOOLBAR', 'TASK_GROUP_LIST_TOOLBAR', 'TASK_ROBOT_DESIGNER_TOOLBAR',
  'SONET_GROUP_DETAIL_TAB', 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR', 'USER_PROFILE_MENU', 'USER_PROFILE_TOOLBAR',
  'CALENDAR_GRIDVIEW', 'CALL_CARD', 'TELEPHONY_ANALYTICS_MENU',
  'IM_NAVIGATION', 'IM_TEXTAREA', 'IM_SIDEBAR', 'IM_CONTEXT_MENU', 'IMMOBILE_CONTEXT_MENU', 'CONTACT_CENTER',
  'CRM_LEAD_DETAIL_TAB', 'CRM_LEAD_LIST_MENU', 'CRM_DEAL_DETAIL_TAB', 'CRM_DEAL_LIST_MENU',
  'CRM_CONTACT_DETAIL_TAB', 'CRM_CONTACT_LIST_MENU', 'CRM_COMPANY_DETAIL_TAB', 'CRM_COMPANY_LIST_MENU',
  'PAGE_BACKGROUND_WORKER', 'REST_APP_URI',
]
