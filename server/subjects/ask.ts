import { AppError } from '#shared/errors'
import type { SubjectKey } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'
import type { Rest, RestOutcome } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'
import type { Services } from '../services'
import { kindsOfSubject } from './kinds'
import type { AnsweredCard, Question } from './kinds/types'

/** What Bitrix24 answered a person about a subject: its card, or the answer that means "not for this person". */
export type Answer = { card: AnsweredCard } | { refusal: RestOutcome }

/**
 * Asks Bitrix24 about a subject with the person's own token.
 * @throws AppError `portal_refused` when it answers with trouble; or what {@link Services.restFor} throws
 */
export async function askAbout(portalId: number, userId: number, key: SubjectKey, { restFor }: Pick<Services, 'restFor'>): Promise<Answer> {
  const { kind, id } = parseSubjectKey(key)
  const { request, further, then, read, denies } = kindsOfSubject[kind]
  const question = request(id, userId)
  const rest = question && restFor(portalId, userId)
  const answers = rest ? await send(rest, question, further?.(id) ?? {}) : { subject: unasked, further: {} }
  const { subject } = answers
  if (!subject.ok) {
    if (denies(subject.error)) return { refusal: subject }
    throw new AppError('portal_refused', `The portal does not answer about this subject (${subject.error.code})`, { cause: subject.error })
  }
  const more = rest ? then?.(subject.result) : null
  const told = rest && more ? results(await rest.batch(more)) : {}
  const card = read(subject.result, id, userId, { ...answers.further, ...told })
  return card ? { card } : { refusal: subject }
}

const unasked: RestOutcome = { ok: true, result: null }

async function send(rest: Rest, question: Question, further: Record<string, Question>): Promise<{ subject: RestOutcome, further: Record<string, unknown> }> {
  if (Object.keys(further).length === 0) return { subject: await single(rest, question), further: {} }
  const { subject, ...others } = await rest.batch({ subject: question, ...further } as Record<string, Question>)
  return { subject: subject ?? { ok: false, error: new RestError(question.method, 'NO_ANSWER', 'The batch does not answer it', 200) }, further: results(others) }
}

async function single(rest: Rest, { method, params }: Question): Promise<RestOutcome> {
  try {
    return { ok: true, result: await rest.call(method, params) }
  }
  catch (error) {
    if (error instanceof RestError) return { ok: false, error }
    throw error
  }
}

/** What was answered; a refused call is missing. */
export function results(outcomes: Record<string, RestOutcome>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(outcomes).flatMap(([name, outcome]) => outcome.ok ? [[name, outcome.result]] : []))
}
