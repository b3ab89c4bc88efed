import { AppError } from '#shared/errors'
import type { PersonCard, SubjectKey } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'
import type { Services } from '../services'
import { openSubject } from './access'
import { results } from './ask'
import { kindsOfSubject } from './kinds'
import { askForPeople, hasSomebodyLeft, readPeople } from './kinds/people'

type Needs = Pick<Services, 'repositories' | 'restFor' | 'clock'>

/**
 * Whether a subject is shown to a person, as their own token tells.
 * @returns null when they have none that lives
 * @throws AppError when the portal cannot be asked now
 */
export async function showsItself(portalId: number, personId: number, key: SubjectKey, services: Needs): Promise<boolean | null> {
  try {
    await openSubject(portalId, personId, key, services)
    return true
  }
  catch (error) {
    if (error instanceof AppError && error.code === 'subject_denied') return false
    if (error instanceof AppError && error.code === 'portal_access_lost') return null
    throw error
  }
}

/** What Bitrix24 tells of a person to somebody else. */
export interface Told {
  /** Who they are; null when there is no such person or they left; undefined when it does not tell. */
  person: PersonCard | null | undefined
  /** Whether the subject is shown to them; null when it does not tell. */
  shown: boolean | null
}

/**
 * What Bitrix24 tells the viewer about a person and their access to a subject, in one round trip. Says nothing for sure where the
 * kind of subject, the scope or the viewer's own rights do not reach.
 * @throws AppError when the portal cannot be asked now
 */
export async function askOthersAccess(portalId: number, viewerId: number, personId: number, key: SubjectKey, { restFor }: Pick<Services, 'restFor'>): Promise<Told> {
  const { kind, id } = parseSubjectKey(key)
  const { shownTo } = kindsOfSubject[kind]
  const { person, ...answers } = results(await restFor(portalId, viewerId).batch({ ...shownTo?.requests(id, personId), person: askForPeople(String(personId)) }))
  return {
    person: person === undefined ? undefined : hasSomebodyLeft(person) ? null : readPeople(person).find(found => found.id === personId) ?? null,
    shown: shownTo?.read(answers, id, personId) ?? null,
  }
}
