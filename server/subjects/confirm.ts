import type { SubjectKey } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'
import type { RestError } from '../bitrix24/types'
import type { Services } from '../services'
import { denialFreshFor, grantFreshFor } from './access'
import { kindsOfSubject } from './kinds'
import type { Question } from './kinds/types'

/** Commands of one batch (settings/how-to-call-rest-api/batch). */
const batchSize = 50

/**
 * Which of these subjects Bitrix24 shows to this person: for lists that reach further than what is in front of them. What it
 * answered lately counts; everything else is asked in batches with the person's own token, and its answers are kept.
 * @throws AppError when the portal cannot be asked
 */
export async function confirmSubjects(portalId: number, userId: number, keys: SubjectKey[], { repositories, restFor, clock }: Pick<Services, 'repositories' | 'restFor' | 'clock'>): Promise<Set<SubjectKey>> {
  const now = clock()
  const shown = new Set<SubjectKey>()
  const asked: { key: SubjectKey, question: Question | null }[] = []
  const grants = new Map((await repositories.subjects.findGrants(portalId, userId, keys)).map(grant => [grant.key, grant]))
  for (const key of new Set(keys)) {
    const grant = grants.get(key)
    if (!grant || now - grant.checkedAt >= (grant.allowed ? grantFreshFor : denialFreshFor)) asked.push({ key, question: questionOf(key, userId) })
    else if (grant.allowed) shown.add(key)
  }

  for (let first = 0; first < asked.length; first += batchSize) {
    const some = asked.slice(first, first + batchSize)
    const commands = Object.fromEntries(some.flatMap(({ key, question }) => question ? [[nameOf(key), question]] : []))
    const answers = Object.keys(commands).length > 0 ? await restFor(portalId, userId).batch(commands) : {}
    for (const { key, question } of some) {
      const answer = question ? answers[nameOf(key)] : { ok: true as const, result: null }
      const isAllowed = answer?.ok ? isShown(key, userId, answer.result) : answer && denies(key, answer.error) ? false : null
      // No answer, or one that says neither yes nor no: it is not shown now, and asked again next time.
      if (isAllowed === null) continue
      await repositories.subjects.saveGrant(portalId, userId, key, isAllowed, now)
      if (isAllowed) shown.add(key)
    }
  }
  return shown
}

/** A command's name in a batch: letters, digits and `_`. */
const nameOf = (key: SubjectKey) => key.replaceAll(/\W/g, '_')

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
