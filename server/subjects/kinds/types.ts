import * as v from 'valibot'
import type { StoredCard } from '#db/repositories/subjects'
import type { SubjectCard } from '#shared/subjects'
import type { RestError, RestParams } from '../../bitrix24/types'

/** A card as Bitrix24 answers one person; what the CRM says in it is for this person alone. */
export type AnsweredCard = StoredCard & Pick<SubjectCard, 'crm'>

/** One REST call. */
export interface Question { method: string, params: RestParams }

/** How Bitrix24 is asked whether a person may see a subject of one kind, and what its answer says. */
export interface KindOfSubject {
  /** The call, made with the viewer's own token; null where nothing has to be asked, and `read` gets null. */
  request: (id: string, viewerId: number) => Question | null
  /**
   * Calls of the same round trip that tell more of it, and may build on `$result[subject]`. Whatever is refused to the
   * viewer is missing in the card, and nothing else.
   */
  further?: (id: string) => Record<string, Question>
  /**
   * The card in the answer; null when the answer means "not for this person".
   * @param further what the further calls answered, by their names; a refused one is absent
   */
  read: (result: unknown, id: string, viewerId: number, further: Record<string, unknown>) => AnsweredCard | null
  /** Whether its card says something of the CRM, which each viewer has to be told for themselves. */
  tellsOfCrm?: true
  /** Whether an error of the call means "not for this person" rather than trouble. */
  denies: (error: RestError) => boolean
  /** Opens the subject in Bitrix24 (`openPath`) for this viewer; null where there is nothing to open. */
  path: (id: string, viewerId: number) => string | null
  /** What of the card is different for each viewer. */
  seenBy?: (card: StoredCard, id: string, viewerId: number) => { title?: string, image?: string | null, dialog?: string | null }
}

/** An id in an answer: old methods give numbers as strings. */
export const AnsweredIdSchema = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer(), v.minValue(1))

/** Text that may be missing. */
export const TextSchema = v.optional(v.nullable(v.string()), '')

const closed: ReadonlySet<string> = new Set(['ACCESS_DENIED', 'ACCESS_ERROR', 'NOT_FOUND', 'allowed_only_intranet_user', 'insufficient_scope', 'ERROR_METHOD_NOT_FOUND'])

/**
 * Whether Bitrix24 says that the thing, or all of its kind, is closed to this person: also when the portal has not
 * granted the scope, or is too old to know the method.
 */
export const isClosed = (error: RestError): boolean => closed.has(error.code)
