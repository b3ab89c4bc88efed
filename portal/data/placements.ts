/**
 * Every placement code this stand-in knows, as data: what `placement.bind` needs and keeps, and what a frame opened
 * there can do. Source: the "Widgets" section of the Bitrix24 REST documentation, one page per placement.
 */
export type OptionRules = 'im' | 'worker' | null

export interface PlacementFacts {
  /** Scopes `placement.bind` needs, besides `placement`. */
  scope: string | null
  /** Keys of OPTIONS that are kept; all others are dropped without a word. Names are case-sensitive. */
  options: readonly string[]
  /** Which set of checks OPTIONS go through. */
  rules: OptionRules
  /** Whether `iconName` must be given (most messenger places). */
  iconRequired: boolean
  /** Handlers one application may have here. */
  max: number
  /** Whether a registration for one person (`USER_ID`) is possible. */
  userMode: boolean
  /** The placement's own frame commands and events, besides the general ones. */
  commands: readonly string[]
  events: readonly string[]
  /** Messenger commands that run here, as object messages, and that `getInterface` does not list. */
  messages: readonly string[]
  /** False where Bitrix24 adds no `URI` to PLACEMENT_OPTIONS (the mobile app). */
  uri: boolean
  /** Bound and listed, but never called any more. */
  retired: boolean
}

/** General frame methods a page in a placement may not use; an opened slider loses `resizeWindow` instead. */
export const deniedInPlacement = ['setTitle'] as const
export const deniedInPopup = ['resizeWindow'] as const

const plain: PlacementFacts = { scope: null, options: [], rules: null, iconRequired: false, max: Infinity, userMode: false, commands: [], events: [], messages: [], uri: true, retired: false }

const place = (scope: string | null, more: Partial<PlacementFacts> = {}): PlacementFacts => ({ ...plain, scope, ...more })

const messenger = (options: string[], more: Partial<PlacementFacts> = {}): PlacementFacts =>
  place('im', { options, rules: 'im', iconRequired: options.includes('iconName'), ...more })

const crmCard = place('crm', { commands: ['reloadData'] })

const textareaMessages = ['im:getImTextareaContent', 'im:setImTextareaContent']

const backgroundCard = [
  'initialized', 'addCommentButtonClick', 'muteButtonClick', 'holdButtonClick', 'closeButtonClick', 'transferButtonClick',
  'cancelTransferButtonClick', 'completeTransferButtonClick', 'hangupButtonClick', 'nextButtonClick', 'skipButtonClick',
  'answerButtonClick', 'entityChanged', 'makeCallButtonClick', 'qualityMeterClick', 'dialpadButtonClick', 'notifyAdminButtonClick',
].map(name => `BackgroundCallCard::${name}`)

const workerCommands = [
  'CallCardSetMute', 'CallCardSetHold', 'CallCardSetUiState', 'CallCardGetListUiStates', 'CallCardSetCardTitle',
  'CallCardSetStatusText', 'CallCardStartTimer', 'CallCardStopTimer', 'CallCardClose',
]

export const placementFacts: Record<string, PlacementFacts> = {
  LEFT_MENU: place(null),
  TASK_LIST_CONTEXT_MENU: place('task'),
  TASK_VIEW_TAB: place('task', { options: ['groupId'] }),
  TASK_VIEW_SIDEBAR: place('task', { options: ['groupId'] }),
  TASK_VIEW_TOP_PANEL: place('task'),
  TASK_USER_LIST_TOOLBAR: place('task'),
  TASK_GROUP_LIST_TOOLBAR: place('task'),
  TASK_ROBOT_DESIGNER_TOOLBAR: place('task'),
  SONET_GROUP_DETAIL_TAB: place('sonet_group'),
  SONET_GROUP_TOOLBAR: place('sonet_group'),
  SONET_GROUP_ROBOT_DESIGNER_TOOLBAR: place('sonet_group'),
  USER_PROFILE_MENU: place('user'),
  USER_PROFILE_TOOLBAR: place('user'),
  CALENDAR_GRIDVIEW: place('calendar', {
    commands: ['getEvents', 'viewEvent', 'addEvent', 'editEvent', 'deleteEvent'],
    events: ['refreshEntries', 'decreaseViewRangeDate', 'increaseViewRangeDate', 'adjustToDate'].map(name => `Calendar.customView:${name}`),
  }),
  CALL_CARD: place('telephony', {
    commands: ['getStatus', 'disableAutoClose', 'enableAutoClose'],
    events: ['CallCard::EntityChanged', 'CallCard::BeforeClose', 'CallCard::CallStateChanged'],
  }),
  TELEPHONY_ANALYTICS_MENU: place('telephony'),
  IM_NAVIGATION: messenger(['iconName', 'extranet', 'role'], { messages: textareaMessages }),
  IM_TEXTAREA: messenger(['iconName', 'extranet', 'context', 'role', 'color', 'width', 'height'], { messages: textareaMessages }),
  IM_SIDEBAR: messenger(['iconName', 'extranet', 'context', 'role', 'color'], { messages: textareaMessages }),
  IM_CONTEXT_MENU: messenger(['extranet', 'context', 'role'], { messages: textareaMessages }),
  IM_SMILES_SELECTOR: messenger(['extranet', 'role', 'context'], { scope: null, retired: true }),
  IMMOBILE_CONTEXT_MENU: messenger(['context', 'extranet', 'role'], { uri: false }),
  CONTACT_CENTER: place('contact_center'),
  REST_APP_URI: place(null, { max: 1 }),
  PAGE_BACKGROUND_WORKER: place(null, { options: ['errorHandlerUrl'], rules: 'worker', max: 1, userMode: true, commands: workerCommands, events: backgroundCard }),
  CRM_LEAD_DETAIL_TAB: crmCard,
  CRM_LEAD_DETAIL_ACTIVITY: crmCard,
  CRM_LEAD_LIST_MENU: crmCard,
  CRM_DEAL_DETAIL_TAB: crmCard,
  CRM_DEAL_DETAIL_ACTIVITY: crmCard,
  CRM_DEAL_LIST_MENU: crmCard,
  CRM_CONTACT_DETAIL_TAB: crmCard,
  CRM_CONTACT_DETAIL_ACTIVITY: crmCard,
  CRM_CONTACT_LIST_MENU: crmCard,
  CRM_COMPANY_DETAIL_TAB: crmCard,
  CRM_COMPANY_DETAIL_ACTIVITY: crmCard,
  CRM_COMPANY_LIST_MENU: crmCard,
}

/** USERFIELD_TYPE is registered with `userfieldtype.add`, never with `placement.bind`; a frame there has these commands. */
export const userfieldCommands = ['setValue', 'getValue'] as const

export const imColors = [
  'RED', 'GREEN', 'MINT', 'LIGHT_BLUE', 'DARK_BLUE', 'PURPLE', 'AQUA', 'PINK', 'LIME', 'BROWN', 'AZURE', 'KHAKI', 'SAND',
  'ORANGE', 'MARENGO', 'GRAY', 'GRAPHITE',
] as const
