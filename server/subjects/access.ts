import type { StoredCard } from '#db/repositories/subjects'
import { AppError } from '#shared/errors'
import type { SubjectCard, SubjectKey } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'
import { RestError } from '../bitrix24/types'
import type { Services } from '../services'
import { kindsOfSubject } from './kinds'

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
  if (fresh) {
    const stored = await repositories.subjects.find(portalId, key)
    if (stored) return withPath(stored.card, userId)
  }

  const card = await ask(portalId, userId, key, services)
  await repositories.subjects.saveGrant(portalId, userId, key, card !== null, now)
  if (card === null) throw denied()
  await repositories.subjects.save(portalId, key, card, now)
  return withPath(card, userId)
}

async function ask(portalId: number, userId: number, key: SubjectKey, { restFor }: Needs): Promise<StoredCard | null> {
  const { kind, id } = parseSubjectKey(key)
  const { request, read, denies } = kindsOfSubject[kind]
  const question = request(id, userId)
  if (question === null) return read(null, id)
  try {
    return read(await restFor(portalId, userId).call(question.method, question.params), id)
  }
  catch (error) {
    if (error instanceof RestError && denies(error)) return null
    if (error instanceof RestError) throw new AppError('portal_refused', `The portal does not answer about this subject (${error.code})`, { cause: error })
    throw error
  }
}

/** The card with the path that opens the subject for this viewer. */
export function withPath(card: StoredCard, viewerId: number): SubjectCard {
  const { kind, id } = parseSubjectKey(card.key)
  // Cards stored before there were images have none.
  return { ...card, image: card.image ?? null, path: kindsOfSubject[kind].path(id, viewerId) }
}

function denied(): AppError {
  return new AppError('subject_denied', 'Bitrix24 does not show this to you')
}
