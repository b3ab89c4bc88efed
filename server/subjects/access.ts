import type { StoredCard } from '#db/repositories/subjects'
import { AppError } from '#shared/errors'
import type { SubjectCard, SubjectKey } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'
import type { Rest } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'
import type { Services } from '../services'
import { kindsOfSubject } from './kinds'
import type { AnsweredCard, Question } from './kinds/types'

/** How long Bitrix24's "yes" to a person is good, and its "no", in milliseconds. A "no" is asked again soon: people gain access. */
export const grantFreshFor = 10 * 60_000
export const denialFreshFor = 30_000

type Needs = Pick<Services, 'repositories' | 'restFor' | 'clock'>

/**
 * The subject, if Bitrix24 shows it to this person (DESIGN §4): a note is exactly as visible as its subject. Asked with
 * the person's own token, kept for a while together with the subject's title and people.
 * @throws AppError `subject_denied`; or what {@link Services.restFor} throws when the portal cannot be asked
 */
export async function openSubject(portalId: number, userId: number, key: SubjectKey, services: Needs): Promise<SubjectCard> {
  const { repositories, clock } = services
  const now = clock()
  const grant = await repositories.subjects.findGrant(portalId, userId, key)
  const fresh = grant !== undefined && now - grant.checkedAt < (grant.allowed ? grantFreshFor : denialFreshFor)
  if (fresh && !grant.allowed) throw denied()
  if (fresh && (grant.crm !== null || !kindsOfSubject[parseSubjectKey(key).kind].tellsOfCrm)) {
    const stored = await repositories.subjects.find(portalId, key)
    if (stored) return cardFor(stored.card, userId, grant.crm)
  }

  const answer = await ask(portalId, userId, key, services)
  await repositories.subjects.saveGrant(portalId, userId, key, answer !== null, now, answer?.crm)
  if (answer === null) throw denied()
  // Whoever sees a deal need not see its contact: only what everybody is told stands in the card that all share.
  const { crm, ...card } = answer
  await repositories.subjects.save(portalId, key, card, now)
  return cardFor(card, userId, crm)
}

async function ask(portalId: number, userId: number, key: SubjectKey, { restFor }: Needs): Promise<AnsweredCard | null> {
  const { kind, id } = parseSubjectKey(key)
  const { request, further, read, denies } = kindsOfSubject[kind]
  const question = request(id, userId)
  if (question === null) return read(null, id, userId, {})
  try {
    const answers = await send(restFor(portalId, userId), question, further?.(id))
    return read(answers.subject, id, userId, answers.further)
  }
  catch (error) {
    if (error instanceof RestError && denies(error)) return null
    if (error instanceof RestError) throw new AppError('portal_refused', `The portal does not answer about this subject (${error.code})`, { cause: error })
    throw error
  }
}

async function send(rest: Rest, question: Question, further: Record<string, Question> | undefined): Promise<{ subject: unknown, further: Record<string, unknown> }> {
  if (!further) return { subject: await rest.call(question.method, question.params), further: {} }
  const { subject, ...others } = await rest.batch({ subject: question, ...further } as Record<string, Question>)
  if (!subject?.ok) throw subject?.error ?? new RestError(question.method, 'NO_ANSWER', 'The batch does not answer it', 200)
  return { subject: subject.result, further: Object.fromEntries(Object.entries(others).flatMap(([name, outcome]) => outcome.ok ? [[name, outcome.result]] : [])) }
}

/**
 * The card as this viewer sees it: with what opens the subject for them.
 * @param crm what the CRM told them; lists do without it
 */
export function cardFor(card: StoredCard, viewerId: number, crm: SubjectCard['crm'] = null): SubjectCard {
  const { kind, id } = parseSubjectKey(card.key)
  const { path, seenBy } = kindsOfSubject[kind]
  return {
    ...card,
    // Cards stored before there were images have none.
    image: card.image ?? null, crm,
    ended: card.ended ?? null,
    path: path(id, viewerId), dialog: null,
    ...seenBy?.(card, id, viewerId),
  }
}

function denied(): AppError {
  return new AppError('subject_denied', 'Bitrix24 does not show this to you')
}
