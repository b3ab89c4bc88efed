import * as v from 'valibot'
import type { ViewRange } from './calendar'
import type { CallContext } from './calls'
import type { ErrorCode } from './errors'
import type { FieldContext } from './fields'
import type { LanguageCode } from './languages'
import type { NoteEntry, NotePage, RecentNotes, SubjectNotes, TaskListNotes } from './notes'
import type { PlacementCode } from './placements'
import type { Erasure, PageRules, SettingsState } from './settings'
import type { SettingsTab } from './settings-tabs'
import type { PersonCard, SubjectCard, SubjectRef } from './subjects'
import type { TemplateView } from './templates'

/** What the launch opens. `view` of an openApplication slider chooses; every other placement has one. */
export const views = ['home', 'note', 'subject', 'list', 'install', 'settings', 'templates', 'message', 'chats', 'call', 'calls', 'calendar', 'field', 'worker'] as const
export type View = typeof views[number]

/** A proven launch: who, where, and what is in front of them. Nothing in it is secret. */
export interface Launch {
  portal: { origin: string }
  /** Our symbolic code in the Market, for links to notes. */
  appCode: string
  user: PersonCard & { isAdmin: boolean, timeZone: string | null }
  language: LanguageCode
  placement: PlacementCode
  view: View
  /** True inside a slider that Sidenote opened itself. */
  slider: boolean
  /** What is in front of the person; of a list its owner. Null where a link names nothing that there is. */
  subject: SubjectRef | null
  /** What the portal's administrators decided. */
  rules: PageRules
}

/** Signed, portal-scoped, short-lived. Sent as `Authorization: Bearer`; lives in memory only. */
export interface SessionGrant { token: string, expiresAt: number }

/** What the opened view shows at first paint; `refused` when this person may not see it or it is gone. */
export type PageData =
  /** The viewer's notes, and their open follow-ups, next due first. */
  | { view: 'home', recent: RecentNotes, followUps: NoteEntry[] }
  | { view: 'subject', notes: SubjectNotes }
  | { view: 'note', page: NotePage }
  | { view: 'list', list: TaskListNotes }
  | { view: 'install' }
  /** For administrators alone. */
  | { view: 'settings', tab: SettingsTab, settings: SettingsState, erasure: Erasure | null }
  /** Ready texts, for the chat they are written into where there is one. */
  | { view: 'templates', chat: SubjectCard | null, templates: TemplateView[] }
  /** One message of a chat, and the chat's notes; `message` is null when it is gone. */
  | { view: 'message', message: ChatMessage | null, notes: SubjectNotes }
  /** The viewer's notes on chats, and their open follow-ups there. */
  | { view: 'chats', recent: RecentNotes, followUps: NoteEntry[] }
  /** A call and the notes on whom it is with: null when nobody knows, or when the viewer may not see them. */
  | { view: 'call', call: CallContext, notes: SubjectNotes | null, related: SubjectCard[], templates: TemplateView[] }
  | { view: 'calls' }
  /** `owner` is whose calendar it is: `user-3` or `company`. */
  | { view: 'calendar', range: ViewRange, owner: string, followUps: NoteEntry[] }
  /** `subject` is the entity whose card it is: null while it is new, or for the viewer not to see. */
  | { view: 'field', field: FieldContext, subject: SubjectCard | null }
  | { view: 'worker' }
  | { view: 'refused', code: ErrorCode }

/** A message as pages show it. `at` is milliseconds since 1970; `author` is null for what the system wrote. */
export interface ChatMessage {
  id: string
  author: { id: number, name: string } | null
  text: string
  at: number | null
}

/** The one state every page starts from, made by the server for each request and by `POST /api/session` later. */
export type PageState =
  | { status: 'launched', launch: Launch, session: SessionGrant, data: PageData }
  /** Proven, but Sidenote is not (or no longer) installed on this portal. Administrators may install there and then. */
  | { status: 'not-installed', launch: Launch, session: SessionGrant }
  /**
   * Not proven, or the other side is down. `retryAfter` in seconds where trying again makes sense; `missing` names the
   * option without which the place means nothing.
   */
  | { status: 'refused', code: ErrorCode, language: LanguageCode, retryAfter: number | null, missing: string | null }
  /** A reload by GET inside a frame: the page asks the frame for fresh auth. */
  | { status: 'reconnecting', language: LanguageCode }
  /** Opened outside Bitrix24. */
  | { status: 'outside', language: LanguageCode }

/**
 * `POST /api/session`: what the frame knows (`getInitData` / `refreshAuth`), exchanged for a fresh page state.
 * Every field is a claim, proven again on the server like a launch's.
 */
export const SessionRequestSchema = v.strictObject({
  authId: v.pipe(v.string(), v.minLength(1), v.maxLength(512)),
  refreshId: v.pipe(v.string(), v.maxLength(512)),
  authExpires: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400)),
  memberId: v.pipe(v.string(), v.maxLength(64)),
  language: v.pipe(v.string(), v.maxLength(8)),
  /** The page's path: `/install` opens the installer. */
  path: v.pipe(v.string(), v.maxLength(200)),
  placement: v.pipe(v.string(), v.maxLength(64)),
  /** As `getInitData` gave it: an object, an array, a string. */
  placementOptions: v.unknown(),
})
export type SessionRequest = v.InferOutput<typeof SessionRequestSchema>

/** `GET /api/session` */
export interface SessionAnswer {
  portal: { origin: string }
  user: PersonCard & { isAdmin: boolean }
  expiresAt: number
}
