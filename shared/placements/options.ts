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
