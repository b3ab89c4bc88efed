import type { SubjectRow } from '#db/repositories/subjects'
import { AppError } from '#shared/errors'
import type { SubjectCard, SubjectKey } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'
import type { Services } from '../services'
import { keepIfPossible } from '../storage/keep'
import { askAbout } from './ask'
import { findGone } from './gone'
import { kindsOfSubject } from './kinds'

/** How long Bitrix24's "yes" to a person is good, and its "no", in milliseconds. A "no" is asked again soon: people gain access, and deleted things come back. */
export const grantFreshFor = 10 * 60_000
export const denialFreshFor = 30_000

type Needs = Pick<Services, 'repositories' | 'restFor' | 'clock'>

/**
 * The subject, if Bitrix24 shows it to this person (DESIGN §4), or showed it to them before it was deleted: a note is exactly as
 * visible as its subject. Asked with the person's own token, kept for a while together with the subject's title and people.
 * @throws AppError `subject_denied`; or what {@link Services.restFor} throws when the portal cannot be asked
 */
export async function openSubject(portalId: number, userId: number, key: SubjectKey, services: Needs): Promise<SubjectCard> {
  const { repositories: { subjects }, clock } = services
  const now = clock()
  const grant = await subjects.findGrant(portalId, userId, key)
  const known = grant?.allowed ? await subjects.find(portalId, key) : undefined
  if (known && isFresh(known, grant!, now)) return cardFor(known, userId, grant!.crm)
  if (grant && !grant.allowed && now - grant.checkedAt < denialFreshFor) throw denied()

  const answer = await askAbout(portalId, userId, key, services)
  if ('card' in answer) {
    // Whoever sees a deal need not see its contact: only what everybody is told stands in the card that all share.
    const { crm, ...card } = answer.card
    await keepIfPossible(subjects.saveGrant(portalId, userId, key, true, now, crm))
    await keepIfPossible(subjects.save(portalId, key, card, now))
    return cardFor({ card, deletedAt: null }, userId, crm)
  }
  if (known && (known.deletedAt !== null || (await findGone(portalId, [{ key, outcome: answer.refusal }], services)).has(key))) {
    const deleted = await subjects.markDeleted(portalId, key, now)
    if (deleted) return cardFor(deleted, userId, grant!.crm)
  }
  await keepIfPossible(subjects.saveGrant(portalId, userId, key, false, now))
  throw denied()
}

/** Whether what is known of it will do for whom Bitrix24 has shown it. */
function isFresh({ key, refreshedAt, deletedAt }: SubjectRow, grant: { checkedAt: number, crm: SubjectCard['crm'] }, now: number): boolean {
  if (deletedAt !== null) return now - refreshedAt < denialFreshFor
  return now - grant.checkedAt < grantFreshFor && (grant.crm !== null || !kindsOfSubject[parseSubjectKey(key).kind].tellsOfCrm)
}

/**
 * A stored subject as this viewer sees it: with what opens it for them.
 * @param crm what the CRM told them; lists do without it
 */
export function cardFor({ card, deletedAt }: Pick<SubjectRow, 'card' | 'deletedAt'>, viewerId: number, crm: SubjectCard['crm'] = null): SubjectCard {
  const { kind, id } = parseSubjectKey(card.key)
  const { path, seenBy } = kindsOfSubject[kind]
  const isDeleted = deletedAt !== null
  return {
    ...card,
    // Cards stored before there were images have none.
    image: card.image ?? null, crm,
    ended: isDeleted ? 'deleted' : card.ended ?? null,
    path: isDeleted ? null : path(id, viewerId), dialog: null,
    ...seenBy?.(card, id, viewerId),
  }
}

function denied(): AppError {
  return new AppError('subject_denied', 'Bitrix24 does not show this to you')
}
