import * as v from 'valibot'
import type { LanguageCode } from './languages'
import type { CrmKind, SubjectRef } from './subjects'
import { crmKinds } from './subjects'

/**
 * The "next step" field type (api-reference/user-field): what Bitrix24 calls it in full is `rest_<APP_ID>_<code>`, of at
 * most 50 characters.
 */
export const nextStepType = {
  code: 'nextstep',
  titles: { en: 'Next step (Sidenote)', de: 'Nächster Schritt (Sidenote)' } satisfies Record<LanguageCode, string>,
  descriptions: { en: 'What happens next, and when', de: 'Was als Nächstes geschieht, und wann' } satisfies Record<LanguageCode, string>,
  /** Height of the field's frame in pixels. */
  height: 150,
} as const

/** A field of a card that the person looks at or edits (PLACEMENT_OPTIONS of USERFIELD_TYPE). */
export interface FieldContext {
  mode: 'view' | 'edit'
  /** FIELD_NAME */
  name: string
  /** What Bitrix24 has stored; one element at most unless `multiple`. */
  values: string[]
  multiple: boolean
  mandatory: boolean
}

const noValue: ReadonlySet<unknown> = new Set(['', null, undefined, false])

/** One value or an array of them, as text; whatever else somebody stored there is left out. */
export const FieldValuesSchema = v.pipe(
  v.unknown(),
  v.transform(value => (Array.isArray(value) ? value : [value]).filter(one => !noValue.has(one))),
  v.transform(values => values.filter(one => typeof one === 'string' || typeof one === 'number').map(String)),
)

/** What a "next step" says. `date` is a day, or null for none. */
export interface NextStep { text: string, date: string | null }

const written = /^(?<text>[^]*?)\s*\((?<date>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\)$/

/** How a next step is stored, readable wherever Bitrix24 shows the bare value: `Call Eleanor (2026-11-25)`. Empty for none. */
export function writeNextStep({ text, date }: NextStep): string {
  const plain = text.trim().replaceAll(/\s+/g, ' ')
  if (plain === '') return ''
  return date ? `${plain} (${date})` : plain
}

/** Reads a stored value; whatever somebody else wrote there is a text without a date. */
export function readNextStep(value: string): NextStep {
  const { text, date } = written.exec(value.trim())?.groups ?? {}
  return text && date ? { text, date } : { text: value.trim(), date: null }
}

/**
 * What a field belongs to: `CRM_DEAL` and `"22"` are the deal 22. Null for a new entity (`"0"`), and for whatever is no
 * lead, deal, contact or company.
 */
export function fieldSubject(entity: string, id: string): SubjectRef | null {
  const kind = crmKinds.find(known => `CRM_${known.toUpperCase()}` === entity)
  return kind && /^[1-9]\d{0,17}$/.test(id) ? { kind, id } : null
}

/** What a field is called in a card. */
export const FieldLabelSchema = v.pipe(v.string(), v.trim(), v.minLength(1, 'field_label_empty'), v.maxLength(100, 'field_label_too_long'))

/** `POST /api/admin/fields`: adds a "next step" field to the cards of an entity. */
export const NewFieldSchema = v.strictObject({
  entity: v.picklist(crmKinds),
  label: FieldLabelSchema,
  multiple: v.optional(v.boolean(), false),
  mandatory: v.optional(v.boolean(), false),
})
export type NewField = v.InferOutput<typeof NewFieldSchema>

/** A field that was added. */
export interface FieldAnswer { entity: CrmKind, name: string }
