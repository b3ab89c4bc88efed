import * as v from 'valibot'
import { fieldSubject, FieldValuesSchema } from '../fields'
import { emptyAsObject, OptionalTextSchema } from './options'
import { definePlacement } from './types'

const isYes = v.pipe(v.unknown(), v.transform(value => value === 'Y' || value === true))

/** api-reference/user-field: what the handler of a field type gets. */
const FieldOptions = emptyAsObject(v.object({
  MODE: v.picklist(['view', 'edit']),
  ENTITY_ID: v.pipe(v.string(), v.maxLength(100)),
  FIELD_NAME: v.pipe(v.string(), v.regex(/^\w{1,100}$/)),
  ENTITY_VALUE_ID: OptionalTextSchema,
  VALUE: v.optional(FieldValuesSchema, []),
  MULTIPLE: v.optional(isYes, 'N'),
  MANDATORY: v.optional(isYes, 'N'),
}))

/** A "next step" in the card of a lead, deal, contact or company. Registered with `userfieldtype.add`, not `placement.bind`. */
export const userfieldType = definePlacement({
  code: 'USERFIELD_TYPE',
  scopes: [],
  page: '/placements/userfield-type',
  options: FieldOptions,
  destination: ({ MODE, ENTITY_ID, FIELD_NAME, ENTITY_VALUE_ID, VALUE, MULTIPLE, MANDATORY }) => ({
    view: 'field',
    subject: fieldSubject(ENTITY_ID, ENTITY_VALUE_ID ?? '0'),
    field: { mode: MODE, name: FIELD_NAME, values: MULTIPLE ? VALUE : VALUE.slice(0, 1), multiple: MULTIPLE, mandatory: MANDATORY },
  }),
  binding: null,
})
