import * as v from 'valibot'
import { subjectKey } from '#shared/subjects'
import type { KindOfSubject } from './types'
import { TextSchema } from './types'

const FoundSchema = v.array(v.object({ CRM_ENTITY_TYPE: TextSchema, NAME: v.fallback(TextSchema, '') }))

/** Numbers inside the house are short, and those of the own country begin with 0; any other begins with its country. */
const shortest = 7
const written = (id: string) => id.startsWith('0') || id.length < shortest ? id : `+${id}`

/**
 * A phone number. Whoever may ask the telephony about it may see what is noted on it (docs/decisions/0015);
 * api-reference/telephony/telephony-external-call-search-crm-entities also tells whose it is, as far as the CRM knows.
 */
export const phone: KindOfSubject = {
  request: id => ({ method: 'telephony.externalCall.searchCrmEntities', params: { PHONE_NUMBER: written(id) } }),
  read(result, id) {
    const found = v.safeParse(FoundSchema, result)
    if (!found.success) return null
    const named = (company: boolean) => found.output.find(({ CRM_ENTITY_TYPE, NAME }) => NAME && (CRM_ENTITY_TYPE === 'COMPANY') === company)?.NAME ?? null
    return {
      key: subjectKey('phone', id), kind: 'phone', title: written(id), image: null, people: [], project: null,
      crm: { contact: named(false), company: named(true), phone: written(id) },
    }
  },
  tellsOfCrm: true,
  denies: () => true,
  path: () => null,
}
