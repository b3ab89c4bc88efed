import * as v from 'valibot'
import type { StoredCard } from '#db/repositories/subjects'
import type { RestError, RestParams } from '../../bitrix24/types'

/** How Bitrix24 is asked whether a person may see a subject of one kind, and what its answer says. */
export interface KindOfSubject {
  /** The call, made with the viewer's own token; null where nothing has to be asked, and `read` gets null. */
  request: (id: string, viewerId: number) => { method: string, params: RestParams } | null
  /** The card in the answer; null when the answer means "not for this person". */
  read: (result: unknown, id: string) => StoredCard | null
  /** Whether an error of the call means "not for this person" rather than trouble. */
  denies: (error: RestError) => boolean
  /** Opens the subject in Bitrix24 (`openPath`) for this viewer; null where there is nothing to open. */
  path: (id: string, viewerId: number) => string | null
}

/** An id in an answer: old methods give numbers as strings. */
export const AnsweredIdSchema = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer(), v.minValue(1))

/** Text that may be missing. */
export const TextSchema = v.optional(v.nullable(v.string()), '')
