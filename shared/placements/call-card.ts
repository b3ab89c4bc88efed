import * as v from 'valibot'
import { callDirections, callerSubject, callStates, crmSubject } from '../calls'
import { phoneSubject } from '../subjects'
import type { SubjectRef } from '../subjects'
import { emptyAsObject, OptionalTextSchema } from './options'
import { definePlacement } from './types'

const BindingSchema = v.object({ ENTITY_TYPE: OptionalTextSchema, ENTITY_ID: OptionalTextSchema })

/**
 * api-reference/widgets/telephony/call-card: all strings; what is not known is absent, empty, `"0"` or `"undefined"`.
 * Only the call itself has to be named.
 */
const CallOptions = emptyAsObject(v.object({
  CALL_ID: v.pipe(v.string(), v.regex(/^[\w.:-]{1,128}$/)),
  PHONE_NUMBER: OptionalTextSchema,
  LINE_NUMBER: OptionalTextSchema,
  LINE_NAME: OptionalTextSchema,
  CRM_ENTITY_TYPE: OptionalTextSchema,
  CRM_ENTITY_ID: OptionalTextSchema,
  CRM_BINDINGS: v.fallback(v.optional(v.array(v.fallback(BindingSchema, {})), []), []),
  CALL_DIRECTION: v.fallback(v.picklist(callDirections), 'incoming'),
  CALL_STATE: v.fallback(v.nullish(v.picklist(callStates), null), null),
}))

const nameOf = ({ kind, id }: SubjectRef) => `${kind}:${id}`

/** The card of a call while it rings and lasts. */
export const callCard = definePlacement({
  code: 'CALL_CARD',
  scopes: ['telephony'],
  page: '/placements/call-card',
  options: CallOptions,
  destination(card) {
    const subject = callerSubject(card.CRM_ENTITY_TYPE, card.CRM_ENTITY_ID, card.PHONE_NUMBER)
    const number = phoneSubject(card.PHONE_NUMBER)
    const named = [...card.CRM_BINDINGS.map(({ ENTITY_TYPE, ENTITY_ID }) => crmSubject(ENTITY_TYPE, ENTITY_ID)), number].filter(ref => ref !== null)
    const others = new Map(named.map(ref => [nameOf(ref), ref]))
    if (subject) others.delete(nameOf(subject))
    return {
      view: 'call',
      subject,
      call: {
        id: card.CALL_ID, direction: card.CALL_DIRECTION, state: card.CALL_STATE,
        phone: number ? card.PHONE_NUMBER ?? null : null, line: card.LINE_NAME ?? card.LINE_NUMBER ?? null,
        related: [...others.values()].slice(0, 10),
      },
    }
  },
  binding: {
    group: 'telephony',
    picture: 'callCard',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
