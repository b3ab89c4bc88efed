import type { SubjectKey } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'
import type { RestOutcome } from '../bitrix24/types'
import { AppError } from '#shared/errors'
import type { Services } from '../services'
import { commandOf } from './commands'
import { kindsOfSubject } from './kinds'
import type { Question } from './kinds/types'

/** A subject that Bitrix24 showed to a person before and now refuses them, with the answer that refuses it. */
export interface Refusal { key: SubjectKey, outcome: RestOutcome }

/**
 * Which of these are there no more. Where the refusal does not say so itself, the portal is asked through whoever installed
 * Sidenote, as long as they are an administrator: one sees everything, so what is refused to them is gone. What they do see is
 * nobody else's for that (docs/decisions/0022).
 * @param refused at most {@link subjectsPerBatch}
 * @throws AppError when the portal cannot be asked now: then nothing is known, and nothing may be concluded
 */
export async function findGone(portalId: number, refused: Refusal[], services: Pick<Services, 'repositories' | 'restFor'>): Promise<Set<SubjectKey>> {
  const doubtful = refused.flatMap(({ key, outcome }) => {
    const { kind, id } = parseSubjectKey(key)
    const { gone } = kindsOfSubject[kind]
    return gone?.possible(outcome) ? [{ key, possible: gone.possible, question: gone.request?.(id) ?? null }] : []
  })
  const found = new Set(doubtful.filter(({ question }) => question === null).map(({ key }) => key))
  const questions = Object.fromEntries(doubtful.flatMap(({ key, question }) => question ? [[commandOf(key), question]] : []))
  const answers = Object.keys(questions).length > 0 ? await askAdministrator(portalId, questions, services) : {}
  for (const { key, possible } of doubtful) {
    const answer = answers[commandOf(key)]
    if (answer && possible(answer)) found.add(key)
  }
  return found
}

/** What an administrator is answered; nothing when there is none who could be asked. */
async function askAdministrator(portalId: number, questions: Record<string, Question>, { repositories, restFor }: Pick<Services, 'repositories' | 'restFor'>): Promise<Record<string, RestOutcome>> {
  const installerId = (await repositories.portals.findById(portalId))?.installerId
  if (!installerId || (await repositories.tokens.find(portalId, installerId))?.state !== 'live') return {}
  try {
    // In the same round trip: they may be an administrator no longer.
    const { administrator, ...answers } = await restFor(portalId, installerId).batch<string>({ administrator: { method: 'user.admin' }, ...questions })
    return administrator?.ok && administrator.result === true ? answers : {}
  }
  catch (error) {
    if (error instanceof AppError && error.code === 'portal_access_lost') return {}
    throw error
  }
}
