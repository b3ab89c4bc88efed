import type { SubjectKey } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'
import type { RestError, RestOutcome } from '../bitrix24/types'
import type { Services } from '../services'
import { keepIfPossible } from '../storage/keep'
import { denialFreshFor, grantFreshFor } from './access'
import { commandOf, subjectsPerBatch } from './commands'
import type { Refusal } from './gone'
import { findGone } from './gone'
import { kindsOfSubject } from './kinds'
import type { Question } from './kinds/types'

/**
 * Which of these subjects this person may read the notes of: for lists that reach further than what is in front of them. What
 * Bitrix24 answered lately counts, and what it showed them before it was deleted; everything else is asked in batches with the
 * person's own token, and its answers are kept.
 * @throws AppError when the portal cannot be asked
 */
export async function confirmSubjects(portalId: number, userId: number, keys: SubjectKey[], services: Pick<Services, 'repositories' | 'restFor' | 'clock'>): Promise<Set<SubjectKey>> {
  const { repositories, restFor, clock } = services
  const now = clock()
  const shown = new Set<SubjectKey>()
  const asked: { key: SubjectKey, question: Question | null, hadGrant: boolean }[] = []
  const grants = new Map((await repositories.subjects.findGrants(portalId, userId, keys)).map(grant => [grant.key, grant]))
  for (const key of new Set(keys)) {
    const grant = grants.get(key)
    if (grant?.allowed && grant.deleted) shown.add(key)
    else if (!grant || now - grant.checkedAt >= (grant.allowed ? grantFreshFor : denialFreshFor)) asked.push({ key, question: questionOf(key, userId), hadGrant: grant?.allowed ?? false })
    else if (grant.allowed) shown.add(key)
  }

  for (let first = 0; first < asked.length; first += subjectsPerBatch) {
    const some = asked.slice(first, first + subjectsPerBatch)
    const commands = Object.fromEntries(some.flatMap(({ key, question }) => question ? [[commandOf(key), question]] : []))
    const answers = Object.keys(commands).length > 0 ? await restFor(portalId, userId).batch(commands) : {}
    const lost: Refusal[] = []
    for (const { key, question, hadGrant } of some) {
      const outcome: RestOutcome | undefined = question ? answers[commandOf(key)] : { ok: true, result: null }
      const isAllowed = outcome?.ok ? isShown(key, userId, outcome.result) : outcome && denies(key, outcome.error) ? false : null
      // No answer, or one that says neither yes nor no: it is not shown now, and asked again next time.
      if (isAllowed === null || !outcome) continue
      if (!isAllowed && hadGrant) {
        lost.push({ key, outcome })
        continue
      }
      await keepIfPossible(repositories.subjects.saveGrant(portalId, userId, key, isAllowed, now))
      if (isAllowed) shown.add(key)
    }
    const gone = await findGone(portalId, lost, services)
    for (const { key } of lost) {
      if (gone.has(key) && await repositories.subjects.markDeleted(portalId, key, now)) shown.add(key)
      else await keepIfPossible(repositories.subjects.saveGrant(portalId, userId, key, false, now))
    }
  }
  return shown
}

function questionOf(key: SubjectKey, userId: number): Question | null {
  const { kind, id } = parseSubjectKey(key)
  return kindsOfSubject[kind].request(id, userId)
}

function isShown(key: SubjectKey, userId: number, result: unknown): boolean {
  const { kind, id } = parseSubjectKey(key)
  return kindsOfSubject[kind].read(result, id, userId, {}) !== null
}

function denies(key: SubjectKey, error: RestError): boolean {
  return kindsOfSubject[parseSubjectKey(key).kind].denies(error)
}
