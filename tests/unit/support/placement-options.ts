import type { Destination, PlacementCode } from '#shared/placements'
import { parseSubjectKey } from '#shared/subjects'

const uri = { URI: '/company/personal/user/1/tasks/' }
const home: Destination = { view: 'home', subject: { kind: 'portal', id: '0' } }
const at = (key: string): Destination => ({ view: 'subject', subject: parseSubjectKey(key) })
const listOf = (key: string): Destination => ({ view: 'list', subject: parseSubjectKey(key) })
const noteId = '7f4df1b2-54f5-4f0c-9c9a-0b1d3c9f3a11'
/** Who opens. */
export const viewer = 3
const templatesFor = (key: string): Destination => ({ view: 'templates', subject: parseSubjectKey(key) })

const grid = { viewRangeFrom: '2026-10-26', viewRangeTo: '2026-12-06' }
const week = { from: '2026-10-26', to: '2026-12-06' }
const calendarOf = (owner: string | null): Destination => ({ view: 'calendar', subject: { kind: 'day', id: week.from }, range: week, owner })

/** The card of a call as documented: everything a string. */
const ringing = {
  CALL_ID: 'externalCall.716a33a5f1b4bd6ae5ba6ee9eb5eb0a7.1732179781', PHONE_NUMBER: '+4930901820', LINE_NUMBER: '+49301234567', LINE_NAME: 'Hotline',
  CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: '21', CRM_BINDINGS: [{ ENTITY_TYPE: 'CONTACT', ENTITY_ID: '21' }, { ENTITY_TYPE: 'DEAL', ENTITY_ID: '22' }],
  CRM_ACTIVITY_ID: 'undefined', CALL_DIRECTION: 'incoming', CALL_STATE: 'idle', CALL_LIST_MODE: 'false', URI: '/crm/deal/',
}
const number = parseSubjectKey('phone:4930901820')
const deal = parseSubjectKey('deal:22')
type Call = Extract<Destination, { view: 'call' }>['call']
const callOf = (subject: Destination['subject'], call: Partial<Call> = {}): Destination => ({
  view: 'call', subject, call: { id: ringing.CALL_ID, direction: 'incoming', state: 'idle', phone: '+4930901820', line: 'Hotline', related: [deal, number], ...call },
})
/** A call of which only the call itself is known. */
const bare = (call: Partial<Call> = {}) => callOf(null, { direction: 'outgoing', state: null, phone: null, line: null, related: [], ...call })

/** The custom field as documented. */
const field = {
  MODE: 'edit', ENTITY_ID: 'CRM_DEAL', FIELD_NAME: 'UF_CRM_NEXT', ENTITY_VALUE_ID: '22', VALUE: 'Call Eleanor (2026-11-25)', MULTIPLE: 'N', MANDATORY: 'N', XML_ID: null,
  ENTITY_DATA: { entityTypeId: 2, entityId: '22', module: 'crm' }, URI: '/crm/deal/details/22/',
}
type Field = Extract<Destination, { view: 'field' }>['field']
const fieldOf = (subject: Destination['subject'], about: Partial<Field> = {}): Destination => ({
  view: 'field', subject, field: { mode: 'edit', name: 'UF_CRM_NEXT', values: ['Call Eleanor (2026-11-25)'], multiple: false, mandatory: false, ...about },
})

const chatPlaces = ['IM_SIDEBAR', 'IMMOBILE_CONTEXT_MENU'] as const
const crmKindOf = (code: string) => code.split('_')[1]!.toLowerCase()
const crmPlaces = (['LEAD', 'DEAL', 'CONTACT', 'COMPANY'] as const).flatMap(kind => [`CRM_${kind}_DETAIL_TAB`, `CRM_${kind}_LIST_MENU`] as const)

/** PLACEMENT_OPTIONS as documented, and in the shapes that PHP and scripts make of them, with where each leads. */
export const leads: [PlacementCode, unknown, Destination][] = [
  ['LEFT_MENU', uri, home],
  ['LEFT_MENU', [], home],
  ['TASK_VIEW_TAB', { taskId: '31', URI: '/company/personal/user/1/tasks/task/view/31/' }, at('task:31')],
  ['TASK_VIEW_SIDEBAR', { taskId: '31', ...uri }, at('task:31')],
  ['TASK_VIEW_SIDEBAR', { taskId: 31 }, at('task:31')],
  ['TASK_VIEW_TOP_PANEL', { taskId: '31', ...uri, somethingNew: { a: 1 } }, at('task:31')],
  ['TASK_LIST_CONTEXT_MENU', { ID: '31', ...uri }, at('task:31')],
  ['TASK_LIST_CONTEXT_MENU', { ID: 31 }, at('task:31')],
  ['TASK_USER_LIST_TOOLBAR', { USER_ID: '5', ...uri }, listOf('user:5')],
  ['TASK_USER_LIST_TOOLBAR', { USER_ID: 5 }, listOf('user:5')],
  ['TASK_GROUP_LIST_TOOLBAR', { GROUP_ID: '11', ...uri }, listOf('project:11')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: '5', ...uri }, at('automation:user-5')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { GROUP_ID: '11', ...uri }, at('automation:group-11')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: '0', GROUP_ID: 11 }, at('automation:group-11')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: 5, GROUP_ID: '' }, at('automation:user-5')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: 'undefined', GROUP_ID: '11' }, at('automation:group-11')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: [], GROUP_ID: '11' }, at('automation:group-11')],
  ['SONET_GROUP_ROBOT_DESIGNER_TOOLBAR', { GROUP_ID: '11', ...uri }, at('automation:group-11')],
  ['SONET_GROUP_DETAIL_TAB', { GROUP_ID: '11', URI: '/workgroups/group/11/' }, at('project:11')],
  ['SONET_GROUP_DETAIL_TAB', { GROUP_ID: 11 }, at('project:11')],
  ['SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/11/' }, at('project:11')],
  ['SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/11/tasks/?F_STATE=1' }, at('project:11')],
  ['SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/11?IFRAME=Y' }, at('project:11')],
  ['SONET_GROUP_TOOLBAR', { URI: '/extranet/workgroups/group/11/general/' }, at('project:11')],
  ['USER_PROFILE_MENU', { USER_ID: '3', ...uri }, home],
  ['USER_PROFILE_MENU', '', home],
  ['USER_PROFILE_TOOLBAR', { USER_ID: '5', URI: '/company/personal/user/5/' }, at('user:5')],
  ['USER_PROFILE_TOOLBAR', { USER_ID: 5 }, at('user:5')],
  ['REST_APP_URI', { note: noteId, URI: '/marketplace/view/sidenote.notes/' }, { view: 'note', subject: null, noteId }],
  ['REST_APP_URI', { subject: 'task:286' }, at('task:286')],
  ['REST_APP_URI', { subject: 'automation:user-5' }, at('automation:user-5')],
  ['REST_APP_URI', { note: '', subject: 'project:11' }, at('project:11')],
  ['REST_APP_URI', { note: 'docs', subject: 'task:286' }, { view: 'note', subject: null, noteId: undefined }],
  ['REST_APP_URI', { subject: 'task:1 or 1=1' }, { view: 'subject', subject: null }],
  ['REST_APP_URI', { subject: ['task:286'] }, { view: 'subject', subject: null }],
  ['REST_APP_URI', { docId: '42' }, home],
  ['REST_APP_URI', [], home],
  ['REST_APP_URI', '', home],
  ['CALENDAR_GRIDVIEW', { ...grid, URI: '/company/personal/user/5/calendar/' }, calendarOf('user-5')],
  ['CALENDAR_GRIDVIEW', { ...grid, URI: '/company/personal/user/5/calendar/?IFRAME=Y' }, calendarOf('user-5')],
  ['CALENDAR_GRIDVIEW', { ...grid, URI: '/calendar/' }, calendarOf(null)],
  ['CALENDAR_GRIDVIEW', { ...grid, URI: [] }, calendarOf(null)],
  ['CALENDAR_GRIDVIEW', grid, calendarOf(null)],
  ['CALL_CARD', ringing, callOf({ kind: 'contact', id: '21' })],
  ['CALL_CARD', { ...ringing, CRM_ENTITY_ID: 21, CALL_STATE: 'connected', CALL_DIRECTION: 'callback' }, callOf({ kind: 'contact', id: '21' }, { state: 'connected', direction: 'callback' })],
  ['CALL_CARD', { ...ringing, CRM_ENTITY_TYPE: '', CRM_ENTITY_ID: '0', CRM_BINDINGS: [] }, callOf(number, { related: [] })],
  ['CALL_CARD', { ...ringing, CRM_ENTITY_TYPE: 'undefined', CRM_ENTITY_ID: 'undefined', CRM_BINDINGS: '' }, callOf(number, { related: [] })],
  ['CALL_CARD', { ...ringing, PHONE_NUMBER: 'hidden', LINE_NAME: '' }, callOf({ kind: 'contact', id: '21' }, { phone: null, related: [deal], line: '+49301234567' })],
  ['CALL_CARD', { ...ringing, CRM_BINDINGS: [{ ENTITY_TYPE: 'CONTACT', ENTITY_ID: 21 }, 'nonsense', { ENTITY_TYPE: 'ORDER', ENTITY_ID: 4 }, { ENTITY_TYPE: 'deal', ENTITY_ID: 22 }] }, callOf({ kind: 'contact', id: '21' })],
  ['CALL_CARD', { CALL_ID: ringing.CALL_ID, CALL_DIRECTION: 'outgoing' }, bare()],
  ['CALL_CARD', { CALL_ID: ringing.CALL_ID, CALL_DIRECTION: 'outgoing', CALL_STATE: 'newer' }, bare()],
  ['CALL_CARD', { CALL_ID: ringing.CALL_ID }, bare({ direction: 'incoming' })],
  ['TELEPHONY_ANALYTICS_MENU', { URI: '/report/telephony/' }, { ...home, view: 'calls' } as Destination],
  ['TELEPHONY_ANALYTICS_MENU', [], { ...home, view: 'calls' } as Destination],
  ['IM_NAVIGATION', { URI: '/online/' }, { ...home, view: 'chats' } as Destination],
  ['IM_NAVIGATION', '', { ...home, view: 'chats' } as Destination],
  ...[...chatPlaces, 'IM_TEXTAREA' as const].flatMap((code): [PlacementCode, unknown, Destination][] => {
    const leadsTo = code === 'IM_TEXTAREA' ? templatesFor : at
    return [
      [code, { dialogId: 'chat40', ...uri }, leadsTo('chat:chat40')],
      [code, { dialogId: '5', ...uri }, leadsTo('chat:3-5')],
      [code, { dialogId: 2 }, leadsTo('chat:2-3')],
      [code, { dialogId: '3' }, leadsTo('chat:3-3')],
    ]
  }),
  ['IM_CONTEXT_MENU', { messageId: '84877', dialogId: 'chat40', ...uri }, { view: 'message', subject: { kind: 'chat', id: 'chat40' }, messageId: '84877' }],
  ['IM_CONTEXT_MENU', { messageId: 84877, dialogId: 5 }, { view: 'message', subject: { kind: 'chat', id: '3-5' }, messageId: '84877' }],
  ['IM_SMILES_SELECTOR', { dialogId: 'chat40' }, { view: 'templates', subject: null }],
  ['IM_SMILES_SELECTOR', [], { view: 'templates', subject: null }],
  ['CONTACT_CENTER', { ID: '17', URI: '/contact_center/' }, { view: 'templates', subject: null }],
  ['CONTACT_CENTER', [], { view: 'templates', subject: null }],
  ...crmPlaces.flatMap((code): [PlacementCode, unknown, Destination][] => [
    [code, { ID: '22', URI: '/crm/deal/details/22/' }, at(`${crmKindOf(code)}:22`)],
    [code, { ID: 22, somethingNew: [] }, at(`${crmKindOf(code)}:22`)],
  ]),
  ['USERFIELD_TYPE', field, fieldOf(deal)],
  ['USERFIELD_TYPE', { ...field, MODE: 'view', MANDATORY: 'Y' }, fieldOf(deal, { mode: 'view', mandatory: true })],
  ['USERFIELD_TYPE', { ...field, MULTIPLE: 'Y', VALUE: ['one', '', 2, null, { x: 1 }] }, fieldOf(deal, { multiple: true, values: ['one', '2'] })],
  ['USERFIELD_TYPE', { ...field, VALUE: ['one', 'two'] }, fieldOf(deal, { values: ['one'] })],
  ['USERFIELD_TYPE', { ...field, ENTITY_VALUE_ID: 0, VALUE: false }, fieldOf(null, { values: [] })],
  ['USERFIELD_TYPE', { ...field, ENTITY_VALUE_ID: '', VALUE: [] }, fieldOf(null, { values: [] })],
  ['USERFIELD_TYPE', { ...field, ENTITY_ID: 'CRM_COMPANY', ENTITY_VALUE_ID: 7 }, fieldOf({ kind: 'company', id: '7' })],
  ['USERFIELD_TYPE', { ...field, ENTITY_ID: 'TASKS_TASK' }, fieldOf(null)],
  ['USERFIELD_TYPE', { MODE: 'view', ENTITY_ID: 'CRM_DEAL', FIELD_NAME: 'UF_CRM_NEXT' }, fieldOf(null, { mode: 'view', values: [] })],
  ['PAGE_BACKGROUND_WORKER', { ID: 'PAGE_BACKGROUND_WORKER', ...uri }, { view: 'worker', subject: null }],
  ['PAGE_BACKGROUND_WORKER', '', { view: 'worker', subject: null }],
  ['DEFAULT', { any: '6/' }, { ...home, slider: false }],
  ['DEFAULT', [], { ...home, slider: false }],
  ['DEFAULT', { view: 'subject', subject: 'user:5' }, { ...at('user:5'), slider: true }],
  ['DEFAULT', { view: 'subject', subject: 'automation:group-11' }, { ...at('automation:group-11'), slider: true }],
  ['DEFAULT', { view: 'templates' }, { view: 'templates', subject: null, slider: true }],
  ['DEFAULT', { view: 'settings' }, { view: 'settings', subject: null, tab: 'places', slider: true }],
  ['DEFAULT', { view: 'settings', tab: 'audit' }, { view: 'settings', subject: null, tab: 'audit', slider: true }],
  ['DEFAULT', { view: 'settings', tab: '../health' }, { view: 'settings', subject: null, tab: 'places', slider: true }],
]

/** What no such place sends. */
export const nonsense: [PlacementCode, unknown][] = [
  ...(['TASK_VIEW_SIDEBAR', 'TASK_VIEW_TOP_PANEL'] as const).flatMap((code): [PlacementCode, unknown][] => [[code, []], [code, { taskId: '0' }], [code, { ID: '31' }]]),
  ['TASK_LIST_CONTEXT_MENU', { taskId: '31' }],
  ['TASK_LIST_CONTEXT_MENU', { ID: '31 or 1=1' }],
  ['TASK_USER_LIST_TOOLBAR', ''],
  ['TASK_USER_LIST_TOOLBAR', { USER_ID: 'undefined' }],
  ['TASK_GROUP_LIST_TOOLBAR', { GROUP_ID: '../11' }],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', {}],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: '5', GROUP_ID: '11' }],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { GROUP_ID: 'x' }],
  ['SONET_GROUP_ROBOT_DESIGNER_TOOLBAR', { USER_ID: '5' }],
  ['SONET_GROUP_DETAIL_TAB', { GROUP_ID: null }],
  ['SONET_GROUP_TOOLBAR', []],
  ['SONET_GROUP_TOOLBAR', { URI: '/company/personal/user/11/' }],
  ['SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/new/' }],
  ['SONET_GROUP_TOOLBAR', { URI: '/x/?back=/workgroups/group/11/' }],
  ['USER_PROFILE_TOOLBAR', []],
  ['USER_PROFILE_TOOLBAR', 'USER_ID=5'],
  ['CALENDAR_GRIDVIEW', []],
  ['CALENDAR_GRIDVIEW', { ...grid, viewRangeTo: '2026-02-30' }],
  ['CALENDAR_GRIDVIEW', { viewRangeFrom: grid.viewRangeTo, viewRangeTo: grid.viewRangeFrom }],
  ['CALENDAR_GRIDVIEW', { viewRangeFrom: '2026-01-01', viewRangeTo: '2026-12-31' }],
  ['CALENDAR_GRIDVIEW', { viewRangeFrom: '10/26/2026', viewRangeTo: '12/06/2026' }],
  ['CALL_CARD', []],
  ['CALL_CARD', { ...ringing, CALL_ID: undefined }],
  ['CALL_CARD', { ...ringing, CALL_ID: 'a call' }],
  ...[...chatPlaces, 'IM_TEXTAREA' as const].flatMap((code): [PlacementCode, unknown][] => [
    [code, ''], [code, uri], [code, { dialogId: '0' }], [code, { dialogId: 'undefined' }], [code, { dialogId: 'chat40; drop' }],
  ]),
  ['IM_CONTEXT_MENU', { dialogId: 'chat40' }],
  ['IM_CONTEXT_MENU', { messageId: '0', dialogId: 'chat40' }],
  ['IM_CONTEXT_MENU', { messageId: '84877' }],
  ...crmPlaces.flatMap((code): [PlacementCode, unknown][] => [[code, []], [code, { ID: '0' }], [code, { ID: 'undefined' }], [code, { ENTITY_ID: '22' }]]),
  ['USERFIELD_TYPE', ''],
  ['USERFIELD_TYPE', { ...field, MODE: 'main.edit' }],
  ['USERFIELD_TYPE', { ...field, FIELD_NAME: undefined }],
  ['USERFIELD_TYPE', { ...field, ENTITY_ID: [] }],
]

/** Which option the page says is missing. */
export const misses: [PlacementCode, unknown, string | null][] = [
  ['TASK_VIEW_TAB', [], 'taskId'],
  ['TASK_VIEW_TAB', 'taskId=31', null],
  ['IM_SIDEBAR', uri, 'dialogId'],
  ['IM_CONTEXT_MENU', { dialogId: 'chat40' }, 'messageId'],
  ['CALENDAR_GRIDVIEW', { viewRangeFrom: '2026-10-26' }, 'viewRangeTo'],
  ['CALL_CARD', '', 'CALL_ID'],
  ['CRM_DEAL_DETAIL_TAB', { ID: 'undefined' }, 'ID'],
  ['USERFIELD_TYPE', { ...field, MODE: 'x' }, 'MODE'],
  ['TASK_VIEW_TAB', { taskId: '31' }, null],
]
