import * as v from 'valibot'
import type { ItemReport } from './installation'
import type { ErrorCode } from './errors'
import { ExportQuerySchema } from './export-schemas'
import { FieldLabelSchema } from './fields'
import type { LanguageCode } from './languages'
import { languageOf, languages } from './languages'
import type { Visibility } from './notes'
import { visibilities } from './notes'
import type { PlacementCode } from './placements'
import { bindablePlacements, chosenOptionsSchema, findPlacement } from './placements'
import type { PersonCard, SubjectKind } from './subjects'
import { subjectKinds } from './subjects'

/*
 * What administrators decide for their portal. Only what differs from our own defaults is stored, so that a default that
 * improves reaches every portal that never touched it.
 */

/** Longest title of a widget: what still fits where Bitrix24 shows one. */
export const placeTitleLimit = 50

const ownLanguages = languages.filter(({ messages }) => messages).map(({ code }) => code) as [LanguageCode, ...LanguageCode[]]
const LanguageSchema = v.picklist(ownLanguages)
const TitleSchema = v.pipe(v.string('place_title_too_long'), v.trim(), v.maxLength(placeTitleLimit, 'place_title_too_long'))

/** What was chosen for one place; whatever is absent is as we ship it. An empty title is ours too. */
export const PlaceChoiceSchema = v.strictObject({
  on: v.optional(v.boolean()),
  titles: v.optional(v.record(LanguageSchema, TitleSchema)),
  /** OPTIONS of `placement.bind`; each placement has its own keys and limits. */
  options: v.optional(v.record(v.pipe(v.string(), v.regex(/^[a-z]{1,32}$/i)), v.union([v.pipe(v.string(), v.maxLength(500)), v.number()]))),
})
export type PlaceChoice = v.InferOutput<typeof PlaceChoiceSchema>

const CodeSchema = v.picklist(bindablePlacements.map(({ code }) => code as PlacementCode))

/** By placement code. */
export const PlaceChoicesSchema = v.pipe(
  v.record(CodeSchema, PlaceChoiceSchema),
  v.check(choices => Object.entries(choices).every(([code, { options }]) => !options || takesOptions(code, options)), 'place_option_invalid'),
)
export type PlaceChoices = v.InferOutput<typeof PlaceChoicesSchema>

function takesOptions(code: string, options: Record<string, unknown>): boolean {
  const entry = findPlacement(code)
  return entry !== undefined && v.is(chosenOptionsSchema(entry), options)
}

const DayTimeSchema = v.pipe(v.string('rule_time_invalid'), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'rule_time_invalid'))

/** How long before its due time a reminder may come, in minutes. */
export const reminderLeads = [0, 5, 15, 30, 60] as const

/** Who may change a ready text that the whole portal uses, beside administrators. */
export const templateEditors = ['owner', 'everyone', 'administrators'] as const

/** The rules of a portal, each optional: absent ones are {@link usualRules}. */
const rules = {
  /** `owner`: who wrote it. `everyone`: all colleagues. `administrators`: they alone share and change. */
  sharedTemplates: v.picklist(templateEditors),
  /** How new notes on a kind of subject start out. */
  visibility: v.record(v.picklist(subjectKinds), v.picklist(visibilities)),
  /** When "tomorrow" and "next week" are, and when "later today" is: `09:00`, in each person's own time. */
  morning: DayTimeSchema,
  evening: DayTimeSchema,
  /** Minutes. */
  remindBefore: v.picklist(reminderLeads),
  /** Languages that Sidenote speaks on this portal; whoever uses another one gets the first. */
  languages: v.pipe(v.array(LanguageSchema), v.minLength(1, 'rule_language_missing')),
}
export const RulesSchema = v.pipe(
  v.strictObject(rules),
  v.check(({ morning, evening }) => morning < evening, 'rule_time_invalid'),
)
export type Rules = v.InferOutput<typeof RulesSchema>
export const usualRules: Rules = {
  sharedTemplates: 'owner',
  visibility: { user: 'private', day: 'private' },
  morning: '09:00', evening: '17:00',
  remindBefore: 0,
  languages: [...ownLanguages],
}

/** What is stored of a portal's settings; read with {@link readSettings}. */
export interface StoredSettings { places: PlaceChoices, rules: Partial<Rules> }

/** What is stored, as far as this version still understands it: settings outlive updates in both directions. */
export function readSettings(stored: unknown): StoredSettings {
  const { places = {}, rules: chosen = {} } = (stored ?? {}) as { places?: Record<string, unknown>, rules?: Record<string, unknown> }
  const known = Object.entries(places).map(([code, choice]) => [code, readChoice(code, choice)] as const).filter(([, choice]) => Object.keys(choice).length > 0)
  const kept = Object.entries(rules).flatMap(([name, schema]) => {
    const parsed = v.safeParse(schema as v.GenericSchema, chosen[name])
    return parsed.success ? [[name, parsed.output]] : []
  })
  return { places: Object.fromEntries(known) as PlaceChoices, rules: Object.fromEntries(kept) as Partial<Rules> }
}

/** Part by part: an option that is no longer understood must not switch a place on again that was switched off. */
function readChoice(code: string, choice: unknown): PlaceChoice {
  return Object.fromEntries(Object.entries(choice ?? {}).filter(([part, value]) => v.is(PlaceChoicesSchema, { [code]: { [part]: value } })))
}

/** The rules that hold: what was chosen, else what is usual; of each kind of subject too. */
export function rulesOf({ rules: chosen }: Pick<StoredSettings, 'rules'>): Rules {
  return { ...usualRules, ...chosen, visibility: { ...usualRules.visibility, ...chosen.visibility } }
}

/** What is to be stored of rules: only what is not usual. */
export function chosenRules(wanted: Rules): Partial<Rules> {
  const { visibility, ...others } = wanted
  const kinds = Object.entries(visibility).filter(([kind, chosen]) => chosen !== usualVisibility(kind as SubjectKind))
  const differing = Object.entries(others).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(usualRules[name as keyof Rules]))
  return { ...Object.fromEntries(differing), ...(kinds.length > 0 && { visibility: Object.fromEntries(kinds) }) }
}

/** Who reads a new note on a kind of subject, unless the portal or the writer says otherwise. */
export function usualVisibility(kind: SubjectKind): Visibility {
  return usualRules.visibility[kind] ?? 'team'
}

/** `GET /api/admin/settings`, and the answer to a saved change. `version` counts the changes. */
export interface SettingsState {
  version: number
  places: PlaceChoices
  rules: Rules
}

/**
 * `PUT /api/admin/settings`. `version` is the one that the administrator saw; when somebody else saved meanwhile, nothing is
 * written and the answer is `settings_changed`. A place that is given replaces what was chosen for it; absent ones stay.
 */
export const SettingsChangeSchema = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  places: v.optional(PlaceChoicesSchema),
  rules: v.optional(RulesSchema),
})
export type SettingsChange = v.InferOutput<typeof SettingsChangeSchema>

/**
 * A place on the portal, compared with what is wanted. `registered`: as wanted. `missing`: wanted and not there. `drift`: there,
 * but not as wanted. `leftover`: there and not wanted. `off`: neither. `unavailable`: the portal does not offer it.
 */
export interface PlaceState {
  code: PlacementCode
  state: 'registered' | 'missing' | 'drift' | 'leftover' | 'off' | 'unavailable'
  /** Why it is not offered: a scope that was not granted, or a product that does not know the place (too old or too new). */
  reason: { kind: 'scope', scopes: string[] } | { kind: 'product' } | null
  /** What is different. `twice`: more than one of our addresses is registered. */
  drift: ('title' | 'options' | 'address' | 'twice')[]
}

/** `GET /api/admin/places`: asked from the portal now. */
export interface PlacesState { places: PlaceState[] }

/** `POST /api/admin/places/reconcile`: makes the portal as wanted; of some places only, when `codes` names them. */
export const ReconcileSchema = v.strictObject({ codes: v.optional(v.pipe(v.array(CodeSchema), v.minLength(1), v.maxLength(64))) })

/**
 * What became of each place. `stopped` says why the rest had to be left as it was: the portal went down or is busy. Saving or
 * repairing again completes it.
 */
export interface PlacesReport {
  items: ItemReport[]
  stopped: { code: ErrorCode, retryAfter: number | null } | null
}

/** A "next step" field in a card of the CRM. `id` is Bitrix24's. */
export interface PortalField {
  id: string
  entity: 'lead' | 'deal' | 'contact' | 'company'
  name: string
  label: string
  multiple: boolean
  mandatory: boolean
}

/** `GET /api/admin/fields`, and the answer to every change of them. `fields` are those of our type. */
export interface FieldsState {
  type: 'registered' | 'missing' | 'drift' | 'unavailable'
  fields: PortalField[]
  /** Why the fields cannot be listed or changed: a scope that was not granted, or Bitrix24 refuses. */
  closed: 'scope' | 'refused' | null
}

/** `PATCH /api/admin/fields/:id` */
export const FieldRenameSchema = v.strictObject({ label: FieldLabelSchema })

/** `GET /api/admin/data`: what is stored of the portal. Times are milliseconds since 1970. */
export interface DataOverview {
  notes: { team: number, private: number, deleted: number }
  followUps: { open: number, done: number }
  templates: { shared: number, personal: number }
  subjects: number
  people: number
  /** When the first note was written; null without any. */
  since: number | null
  /** People who left the company and have private notes here; null while the portal cannot be asked. */
  departed: { person: PersonCard, privateNotes: number }[] | null
  erasure: Erasure | null
}
/** Everything that people wrote is going to be erased at a time, because an administrator asked for it; null when nobody did. */
export interface Erasure { at: number, by: PersonCard }

export const portalExportFormats = ['json', 'csv'] as const
export type PortalExportFormat = typeof portalExportFormats[number]
/**
 * `GET /api/admin/export?format=json&language=de&zone=Europe/Berlin`: the team's notes of the whole portal, streamed. Private ones are
 * their authors' alone.
 */
export const PortalExportSchema = v.strictObject({ ...ExportQuerySchema.entries, format: v.picklist(portalExportFormats) })
export type PortalExportQuery = v.InferOutput<typeof PortalExportSchema>
/** What the file is called: `sidenote-acme.bitrix24.com-2026-11-21.json`. @param date the day it was made */
export const portalExportName = (host: string, date: string, format: PortalExportFormat) => `sidenote-${host.replaceAll(/[^\w.-]/g, '-')}-${date}.${format}`

/** How long everything stays that an administrator asked to erase, in milliseconds: three days to think again. */
export const erasureGrace = 3 * 24 * 60 * 60_000

/** `POST /api/admin/erasure`: `confirm` is the portal's host, typed by hand. `DELETE` takes it back. */
export const ErasureSchema = v.strictObject({ confirm: v.pipe(v.string('erasure_unconfirmed'), v.trim(), v.maxLength(253, 'erasure_unconfirmed')) })

/** `GET /api/admin/health`. What we know without asking the portal. Never a token. Times are milliseconds since 1970. */
export interface HealthReport {
  installation: { status: 'installing' | 'installed' | 'uninstalled', since: number | null, version: number | null }
  scopes: { granted: string[], missing: string[] }
  /** Of the administrator who speaks for the portal, and of the viewer. */
  tokens: { speaker: TokenHealth | null, viewer: TokenHealth | null }
  people: { withLiveToken: number, withDeadToken: number }
  events: { event: string, at: number, state: 'pending' | 'done' | 'ignored' | 'failed', outcome: string | null }[]
  /** The last refusals of REST, newest first; equal ones in a row are one. */
  restErrors: { method: string, code: string, status: number, at: number, times: number }[]
  rest: { calls: number, failed: number, medianMs: number | null }
  worker: { state: 'registered' | 'removed', since: number | null }
  reminders: { waiting: number, late: number, oldestDueAt: number | null }
}
export interface TokenHealth { person: PersonCard, state: 'live' | 'dead', expiresAt: number }

export const checkSteps = ['token', 'administrator', 'scopes', 'placements', 'fields', 'events', 'time'] as const
export type CheckStep = typeof checkSteps[number]
/** `POST /api/admin/health/check`: exercises the portal, one step per request, so that a slow one keeps nobody from seeing the others. */
export const CheckSchema = v.strictObject({ step: v.picklist(checkSteps) })
/** What a step found. `details` names what it is about: scopes, placements, events. */
export interface CheckResult {
  step: CheckStep
  outcome: 'ok' | 'warning' | 'failed'
  /** Stable code with a sentence at `settings.health.finding.<code>`; null when all is well. */
  finding: CheckFinding | null
  details: string[]
  durationMs: number
}
export const checkFindings = [
  'token_dead', 'portal_unavailable', 'portal_busy', 'portal_refused', 'authorization_unavailable', 'not_administrator', 'scopes_missing', 'places_differ', 'field_type_missing', 'events_missing', 'clock_differs',
] as const
export type CheckFinding = typeof checkFindings[number]

export const auditActions = [
  'place_on', 'place_off', 'place_titles', 'place_options', 'rules', 'places_repaired', 'field_type_added', 'field_type_removed', 'field_added', 'field_renamed',
  'field_removed', 'exported', 'private_notes_erased', 'erasure_asked', 'erasure_taken_back', 'erased',
] as const
export type AuditAction = typeof auditActions[number]
/** Never a note's text. `before` and `after` are what a person reads: a title, a rule's value. */
export interface AuditDetails { code?: string, before?: string, after?: string, count?: number, person?: number }
export interface AuditEntry { id: number, at: number, by: PersonCard | null, action: AuditAction, details: AuditDetails }
/** `GET /api/admin/audit?before=…`: newest first. */
export interface AuditPage { entries: AuditEntry[], more: string | null }
export const auditPageSize = 50

/** What of a portal's rules its people's pages need. */
export interface PageRules { visibility: Partial<Record<SubjectKind, Visibility>>, morning: string, evening: string, sharedTemplates: Rules['sharedTemplates'] }

export function pageRulesOf({ visibility, morning, evening, sharedTemplates }: Rules): PageRules {
  return { visibility, morning, evening, sharedTemplates }
}

/** The language of a `LANG` of the wire, if the portal speaks it; else the portal's first. */
export function spokenLanguage(lang: unknown, { languages: spoken }: Pick<Rules, 'languages'>): LanguageCode {
  const wanted = languageOf(lang)
  return spoken.includes(wanted) ? wanted : spoken[0] ?? wanted
}
