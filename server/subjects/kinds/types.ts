import * as v from 'valibot'
import type { StoredCard } from '#db/repositories/subjects'
import type { SubjectCard } from '#shared/subjects'
import type { RestError, RestOutcome, RestParams } from '../../bitrix24/types'

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
  /** Calls that only the answer tells how to make, in a second round trip; null where there are none. */
  then?: (result: unknown) => Record<string, Question> | null
  /**
   * The card in the answer; null when the answer means "not for this person".
   * @param further what `further` and `then` were answered, by their names; a refused one is absent
   */
  read: (result: unknown, id: string, viewerId: number, further: Record<string, unknown>) => AnsweredCard | null
  /** Whether its card says something of the CRM, which each viewer has to be told for themselves. */
  tellsOfCrm?: true
  /** Whether an error of the call means "not for this person" rather than trouble. */
  denies: (error: RestError) => boolean
  /** How what is there no more is told from what is merely not for this person; absent where Bitrix24 tells nobody. */
  gone?: {
    /** Whether a refusal may mean that there is no such thing. */
    possible: (outcome: RestOutcome) => boolean
    /** The call that refuses an administrator only what is not there; absent where a refusal says by itself which it is. */
    request?: (id: string) => Question
  }
  /** What Bitrix24 tells the viewer of somebody else's access; absent where it tells nothing. */
  shownTo?: {
    /** Calls made with the viewer's token; none where the subject's id says it all. */
    requests: (id: string, personId: number) => Record<string, Question>
    /**
     * @param answers what the calls were answered, by their names; a refused one is absent
     * @returns null where they do not tell
     */
    read: (answers: Record<string, unknown>, id: string, personId: number) => boolean | null
  }
  /** Opens the subject in Bitrix24 (`openPath`) for this viewer; null where there is nothing to open. */
  path: (id: string, viewerId: number) => string | null
  /** What of the card is different for each viewer. */
  seenBy?: (card: StoredCard, id: string, viewerId: number) => { title?: string, image?: string | null, dialog?: string | null }
}

/** Several methods answer this for what is not there, and for what is there but not for this person. */
export const isEmptyList = (outcome: RestOutcome): boolean => outcome.ok && Array.isArray(outcome.result) && outcome.result.length === 0

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
