/**
 * What the stand-in's server and the stand-in's page say to each other.
 *
 * The page is the *portal's* page (what Bitrix24 itself would draw), never the app's. Everything here
 * lives on the portal's own origin; the app never sees these routes.
 */
import type { ChangesControl } from './changes'
import type { CrmKind, FieldValue } from './crm'
import type { PlacementControl } from './placements'
import type { TelephonyControl } from './telephony'

/** Language codes as Bitrix24 writes them (`LANG` of a launch). The stand-in itself speaks two. */
export type PortalLanguage = 'en' | 'de'

export interface PortalUser {
  id: number
  name: string
  lastName: string
  position: string
  /** Path on the portal's origin, e.g. `/avatars/3.svg`. */
  photo: string
  email: string
  isAdmin: boolean
  timeZone: string
  /** False for somebody who was dismissed. */
  active: boolean
}

export interface PortalProject {
  id: number
  name: string
  description: string
  ownerId: number
  memberIds: number[]
}

export interface PortalTask {
  id: number
  title: string
  description: string
  createdBy: number
  responsibleId: number
  accompliceIds: number[]
  auditorIds: number[]
  /** Null when the task belongs to no project. */
  groupId: number | null
  /** ISO 8601 with offset, or null. */
  deadline: string | null
  status: 'pending' | 'in_progress' | 'completed'
  createdDate: string
}

/** One registered handler, as the page needs it to draw its place. */
export interface RegisteredPlacement {
  id: number
  placement: string
  /** Already localised for the viewer: LANG_ALL of the language, else TITLE, else the app's name. */
  title: string
  /** GROUP_NAME, localised like the title; empty where none was given. */
  group: string
  options: Record<string, unknown>
}

/** The Market's card of the one app this stand-in offers. Names come from the start options, never from an app's code. */
export interface MarketApp {
  /** Numeric id of the installation; `/marketplace/app/<id>/`. */
  id: number
  code: string
  name: string
  description: string
  version: number
  scopes: string[]
  /** `none`: not in this portal. `installing`: row exists, INSTALLED=N. `installed`: INSTALLED=Y. */
  state: 'none' | 'installing' | 'installed'
}

/** `GET /_portal/state` */
export interface PortalState {
  portal: { key: string, name: string, domain: string, memberId: string, language: PortalLanguage, now: string }
  /** Other portals of the same stand-in, for the switcher. */
  portals: { key: string, name: string, url: string }[]
  me: PortalUser
  users: PortalUser[]
  projects: PortalProject[]
  app: MarketApp
  /** Empty while the app is not `installed` (frame-oauth-events, placements §2.3). */
  placements: RegisteredPlacement[]
}

/** A post of the feed that `postToFeed` wrote. */
export interface PortalPost {
  id: number
  authorId: number
  /** Plain text; addresses in it are links. */
  text: string
  /** ISO 8601 with offset. */
  at: string
}

/** `GET /_portal/feed` → newest first. */
export interface PortalFeed { posts: PortalPost[] }

/** `GET /_portal/tasks` → only those the viewer may see. */
export interface TaskList { tasks: PortalTask[] }

/**
 * `POST /_portal/frame`: opens a placement (or the app itself) for the viewer and returns everything the page
 * needs to build the hidden form and the iframe of frame-oauth-events §2.1. New tokens, new APP_SID, each time.
 */
export interface OpenFrameRequest {
  /** `DEFAULT` opens the app (installer URL while not installed and the viewer is an administrator, §2.2). */
  placement: string
  /** Handler registration to open; needed unless DEFAULT. */
  placementId?: number
  /** Context Bitrix24 would pass, e.g. `{ taskId: '31' }`. Sent on as given; the server adds nothing but `URI`. */
  options: unknown
  /** Path and query of the portal page it is opened from; becomes `URI` for placements other than DEFAULT. */
  uri: string
  /** True for a slider opened by openApplication. */
  popup?: boolean
}

export type OpenFrameResponse =
  | { kind: 'frame', frame: FrameDescription }
  /** §2.1: a non-administrator while the app is not installed gets an error page and no iframe. */
  | { kind: 'not-installed', message: string }

export interface FrameDescription {
  /** Handler URL with `?DOMAIN=…&PROTOCOL=…&LANG=…&APP_SID=…` already appended. */
  action: string
  /** `host|proto|SID` */
  name: string
  appSid: string
  /** Hidden fields in order. */
  fields: [name: string, value: string][]
  /** Origin of the registered application URL: the only one the page listens and posts to (§2.3). */
  appOrigin: string
  /** Base interface is always there; these are the placement's own commands and events (§1.2, §1.3). */
  commands: string[]
  events: string[]
  /** Messenger commands (`im:…`, object messages) that run here though `getInterface` does not list them. */
  messages?: string[]
  /** Methods that stay silent here (§2.1: `setTitle` in placements, `resizeWindow` in popups). */
  denied: string[]
  /** The reply to `getInitData`, real types included (§1.7). */
  initData: Record<string, unknown>
}

/**
 * Frame commands that need the server. `POST /_portal/frame/<appSid>/<command>` with the command's params.
 * - `refreshAuth` → `{AUTH_ID,AUTH_EXPIRES,REFRESH_ID}`, or 409 when the "no reply" fault is on (the page then alerts and stays silent)
 * - `setInstall` → echo · `setInstallFinish` → `{ result: 'true' | 'false' }` (§2.7)
 * - `setUserOption` → echo · `setAppOption` → all options, or 403 for a non-administrator (page stays silent)
 */
export type FrameServerCommand = 'refreshAuth' | 'setInstall' | 'setInstallFinish' | 'setUserOption' | 'setAppOption'

/** `POST /_portal/market/install` | `/update` | `/uninstall` (body for the last: `{ clean: boolean }`). Administrators only. */
export interface MarketAnswer { app: MarketApp }

/** `POST /_portal/profile` `{ userId }` switches the viewer (a cookie of this portal). */
export interface SwitchProfileRequest { userId: number }

/** Faults that can be switched on. Each is described in the README with the recorded fact it imitates. */
export interface Faults {
  /** Every access token counts as expired (`expired_token`) until refreshed. Switching it on expires all live tokens once. */
  expireTokens: boolean
  /** `/oauth/token/` answers `invalid_grant`. */
  refuseRefresh: boolean
  /** `/oauth/token/` answers `PAYMENT_REQUIRED`. */
  paymentRequired: boolean
  /** A refresh token works once only (off: the old one stays valid for a while). */
  strictRotation: boolean
  /** REST answers 503 `QUERY_LIMIT_EXCEEDED`. */
  rateLimit: boolean
  /** Milliseconds each REST and OAuth answer is delayed. */
  slowMs: number
  /** Milliseconds between what a REST call does and its answer. */
  slowAnswerMs: number
  /** REST endpoint of this portal answers nothing useful: connection is dropped. */
  portalDown: boolean
  /** Authorization server drops connections. */
  oauthDown: boolean
  /** `refreshAuth` from a frame gets no reply. */
  silentRefreshAuth: boolean
  /** The product does not know these codes: `placement.list` leaves them out, `placement.bind` answers ERROR_PLACEMENT_NOT_FOUND. What is registered stays. */
  refusePlacements: string[]
  /** Events: dropped, delivered twice, or delayed by milliseconds. */
  dropEvents: boolean
  duplicateEvents: boolean
  eventDelayMs: number
  /** Launch form without APPLICATION_TOKEN / APPLICATION_SCOPE / SERVER_ENDPOINT, as on-premise 25.750 sends it. */
  legacyForm: boolean
}

/** `GET /_portal/faults`, `PATCH /_portal/faults` (partial). Per portal, but `oauthDown`, which is the one server's. */

/** One line of the panel. Secrets are shortened to their first six characters by the server. `GET /_portal/journal` is an EventSource of these. */
export interface JournalEntry {
  id: number
  at: string
  kind: 'rest' | 'oauth' | 'event' | 'launch' | 'frame'
  /** `app → portal`, `portal → app` */
  direction: 'in' | 'out'
  /** Method, event or command: `tasks.task.get`, `ONAPPINSTALL`, `openPath`. */
  title: string
  /** HTTP status, `ok`, `silent`, an error code. */
  outcome: string
  ms?: number
  /** Params and answer, shortened, pretty to show as JSON. */
  detail?: unknown
}

/** `POST /_portal/journal`: the page reports frame messages, so that all three stand in one list. */
export type FrameJournalReport = Pick<JournalEntry, 'direction' | 'title' | 'outcome' | 'detail'>

/*
 * Control for tests and tools. In the process of the stand-in: `standIn.control.<name>(args)`. From another process:
 * `POST <oauthOrigin>/_control/<name>` with the arguments as a JSON object; the answer is the JSON of the result
 * (`{}` in place of nothing), 400 `{ error }` for a wrong argument. `GET /_control/describe` works too.
 * The app never sees these routes.
 */

export interface StandInDescription {
  oauthOrigin: string
  app: { clientId: string, code: string, name: string, url: string, installUrl: string, version: number, scopes: string[] }
  portals: {
    key: string
    name: string
    origin: string
    domain: string
    memberId: string
    language: PortalLanguage
    users: { id: number, name: string, isAdmin: boolean }[]
    tasks: { id: number, title: string, visibleTo: number[] }[]
    app: MarketApp
    applicationToken: string | null
  }[]
}

export interface IssuedToken {
  accessToken: string
  refreshToken: string
  /** Unix seconds. */
  expires: number
  expiresIn: number
  userId: number
  memberId: string
  clientEndpoint: string
  serverEndpoint: string
  scope: string
}

export interface BoundPlacement {
  id: number
  placement: string
  handler: string
  userId: number
  title: string
  options: Record<string, unknown>
  langAll: Record<string, { TITLE: string, DESCRIPTION: string, GROUP_NAME: string }>
}

export interface BoundEvent { id: number, event: string, handler: string, authType: number }

export interface StandInNotification {
  id: number
  kind: 'system' | 'personal'
  /** 0 for the system. */
  from: number
  to: number
  message: string
  tag: string
  /** Whether they looked at it. */
  read: boolean
  at: string
}

/** `portal` is a portal's key everywhere. */
export interface StandInControl extends TelephonyControl, ChangesControl, PlacementControl {
  describe: () => StandInDescription
  /** The app's card; what is left out stays. A new `version` or scopes reach a portal with its next install or update. */
  setApp: (args: Partial<{ clientId: string, clientSecret: string, code: string, name: string, description: string, url: string, installUrl: string, version: number, scopes: string[], titles: Record<string, string> }>) => StandInDescription['app']
  setFaults: (args: { portal: string, faults: Partial<Faults> }) => Faults
  /** What the two sources of Bitrix24 leave open: HTTP status of OAuth errors (400 at start), handlers gone on update (true at start), messenger older than im 25.1600 (false at start). */
  setBehaviour: (args: { oauthErrorStatus?: 200 | 400, updateRemovesHandlers?: boolean, olderMessenger?: boolean }) => { oauthErrorStatus: 200 | 400, updateRemovesHandlers: boolean, olderMessenger: boolean }
  journal: (args: { portal: string, kind?: JournalEntry['kind'] }) => JournalEntry[]
  /** A negative `expiresIn` gives an expired token. `expireTokens` does not touch what is issued here. */
  issueToken: (args: { portal: string, userId: number, expiresIn?: number }) => IssuedToken
  revokeTokens: (args: { portal: string }) => void
  /** Every access and refresh token ever issued for the portal, dead ones included: nobody else may keep one in clear. */
  issuedTokens: (args: { portal: string }) => string[]
  /** A code as the portal's `/oauth/authorize/` hands out; 30 seconds. */
  issueCode: (args: { portal: string, userId: number }) => { code: string }
  /** Calls that passed the token and scope checks, by method; without `portal`, those of the authorization server (`app.info`, `refresh_token`, …). */
  calls: (args: { portal?: string }) => Record<string, number>
  /** Forgets journal and counts: of the portal, or of everything. */
  clear: (args: { portal?: string }) => void
  placements: (args: { portal: string }) => BoundPlacement[]
  handlers: (args: { portal: string }) => BoundEvent[]
  notifications: (args: { portal: string }) => StandInNotification[]
  /** A post for everybody in the portal's feed, by its administrator unless `userId` says otherwise. */
  postToFeed: (args: { portal: string, text: string, userId?: number }) => PortalPost
  /** What a custom field of an entity of the CRM holds; null for nothing. */
  crmValue: (args: { portal: string, entity: CrmKind, id: number, field: string }) => FieldValue
  /** Sends to the handlers bound to it, under the same rules as any event. `userId` null: nobody acted, no tokens. */
  sendEvent: (args: { portal: string, event: string, data?: Record<string, unknown>, userId?: number | null }) => void
  install: (args: { portal: string }) => MarketApp
  /** What `installFinish` of an administrator's frame does. */
  finishInstall: (args: { portal: string, userId?: number }) => MarketApp
  update: (args: { portal: string, userId?: number, removeHandlers?: boolean }) => MarketApp
  /** `tokensLiveMs`: the authorization server forgets the tokens that much later than the event is sent. */
  uninstall: (args: { portal: string, clean?: boolean, tokensLiveMs?: number }) => MarketApp
  /** A launch as the page would make it. Without `placementId` the first handler of the placement is opened. */
  launch: (args: { portal: string, userId: number, placement?: string, placementId?: number, options?: unknown, uri?: string, popup?: boolean }) => OpenFrameResponse
  /** Gives the portal another address; the old one is gone. */
  rename: (args: { portal: string }) => Promise<{ origin: string, domain: string }>
  /** The portal's people read it in another language from their next page on. */
  setLanguage: (args: { portal: string, language: PortalLanguage }) => void
  /** Back to the start: nothing installed, no faults, tokens dead, options and notifications gone. Addresses stay. */
  reset: (args: { portal?: string }) => void
}
