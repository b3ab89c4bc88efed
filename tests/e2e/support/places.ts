import type { PlacementCode } from '../../../shared/placements'
import { crm, people, phones, projects, tasks } from './acme'

const task = String(tasks.everybody)
const project = String(projects.everybody)
const dialog = String(people.employee2)
const entity = (id: number) => ({ ID: String(id) })

/** PLACEMENT_OPTIONS of every place, for something in portal "acme" that employee 1 may see. */
export const optionsOfPlaces: Readonly<Record<PlacementCode, unknown>> = {
  DEFAULT: [],
  LEFT_MENU: [],
  TASK_VIEW_TAB: { taskId: task },
  TASK_VIEW_SIDEBAR: { taskId: task },
  TASK_VIEW_TOP_PANEL: { taskId: task },
  TASK_LIST_CONTEXT_MENU: { ID: task },
  TASK_USER_LIST_TOOLBAR: { USER_ID: String(people.employee1) },
  TASK_GROUP_LIST_TOOLBAR: { GROUP_ID: project },
  TASK_ROBOT_DESIGNER_TOOLBAR: { GROUP_ID: project },
  SONET_GROUP_DETAIL_TAB: { GROUP_ID: project },
  SONET_GROUP_TOOLBAR: { URI: `/workgroups/group/${project}/` },
  SONET_GROUP_ROBOT_DESIGNER_TOOLBAR: { GROUP_ID: project },
  USER_PROFILE_MENU: [],
  USER_PROFILE_TOOLBAR: { USER_ID: String(people.employee2) },
  CALENDAR_GRIDVIEW: { viewRangeFrom: '2026-10-26', viewRangeTo: '2026-12-06' },
  CALL_CARD: {
    CALL_ID: 'externalCall.716a33a5f1b4bd6ae5ba6ee9eb5eb0a7.1732179781', PHONE_NUMBER: phones.contact, CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: String(crm.contact),
    CRM_BINDINGS: [{ ENTITY_TYPE: 'DEAL', ENTITY_ID: String(crm.deal) }], CALL_DIRECTION: 'incoming', CALL_STATE: 'connected',
  },
  TELEPHONY_ANALYTICS_MENU: [],
  IM_NAVIGATION: [],
  IM_TEXTAREA: { dialogId: dialog },
  IM_SIDEBAR: { dialogId: dialog },
  IM_CONTEXT_MENU: { messageId: '502', dialogId: 'chat40' },
  IM_SMILES_SELECTOR: { dialogId: dialog },
  IMMOBILE_CONTEXT_MENU: { dialogId: dialog },
  CONTACT_CENTER: { ID: '1' },
  CRM_LEAD_DETAIL_TAB: entity(crm.lead),
  CRM_LEAD_LIST_MENU: entity(crm.lead),
  CRM_DEAL_DETAIL_TAB: entity(crm.deal),
  CRM_DEAL_LIST_MENU: entity(crm.deal),
  CRM_CONTACT_DETAIL_TAB: entity(crm.contact),
  CRM_CONTACT_LIST_MENU: entity(crm.contact),
  CRM_COMPANY_DETAIL_TAB: entity(crm.company),
  CRM_COMPANY_LIST_MENU: entity(crm.company),
  USERFIELD_TYPE: { MODE: 'edit', ENTITY_ID: 'CRM_DEAL', FIELD_NAME: 'UF_CRM_NEXT', ENTITY_VALUE_ID: String(crm.deal), VALUE: 'Call Eleanor (2026-11-25)', MULTIPLE: 'N', MANDATORY: 'N' },
  PAGE_BACKGROUND_WORKER: [],
  REST_APP_URI: { subject: `task:${task}` },
}
