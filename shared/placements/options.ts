import * as v from 'valibot'

/**
 * PLACEMENT_OPTIONS arrive as PHP printed them: an empty array for an empty object, an empty string for nothing
 * (api-reference/widgets/ui-interaction, frame getInitData). Both become `{}` before a placement's own schema looks.
 */
export function emptyAsObject<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(
    v.unknown(),
    v.transform(value => (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) ? {} : value),
    schema,
  )
}

/** An id of Bitrix24 as it arrives: digits in a string, or a number. Output: digits, no leading zero. */
export const IdSchema = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform(String),
  v.regex(/^[1-9]\d{0,17}$/, 'An id of Bitrix24 is a positive whole number'),
)

/** What stands in an id's place where there is none: Bitrix24's pages put in what their script or PHP had at hand. */
const noId: ReadonlySet<unknown> = new Set(['', '0', 0, 'undefined', 'null', null])

/** An id that may be missing: absent, or one of the ways Bitrix24 writes "none". Output: digits or undefined. */
export const OptionalIdSchema = v.optional(v.pipe(
  v.unknown(),
  v.transform(value => noId.has(value) || (Array.isArray(value) && value.length === 0) ? undefined : value),
  v.optional(IdSchema),
))

/** Text that may be missing, in any of the ways Bitrix24 writes "none". Output: text or undefined. */
export const OptionalTextSchema = v.optional(v.pipe(
  v.unknown(),
  v.transform(value => noId.has(value) || (Array.isArray(value) && value.length === 0) ? undefined : value),
  v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.maxLength(500))),
))

/** The messenger's name of a chat: `chat40`, or the id of the other person (api-reference/widgets/im/textarea). */
export const DialogIdSchema = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^(?:chat)?[1-9]\d{0,17}$/, 'A dialog is named chat<id> or by a person\'s id'))

/** Every place of the CRM names its entity so (api-reference/widgets/crm). */
export const CrmOptions = emptyAsObject(v.object({ ID: IdSchema }))
