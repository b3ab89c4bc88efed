import type { Portal } from '#db/repositories/portals'
import { AppError } from '#shared/errors'
import type { DataOverview, Erasure } from '#shared/settings'
import type { Rest } from '../bitrix24/types'
import { peopleOf } from '../people/people'
import type { Services } from '../services'
import { whoHasLeft } from './departed'

/** People with private notes that are asked about: whoever has more of them asks again after erasing some. */
const authorsAsked = 500

/**
 * What is stored of a portal, and who of its authors of private notes has left the company.
 * @param rest asks the portal about people; while it cannot be asked, nobody is said to have left
 */
export async function openOverview(portal: Portal, rest: Rest, { repositories }: Pick<Services, 'repositories'>): Promise<DataOverview> {
  const counts = await repositories.data.counts(portal.id)
  const authors = await repositories.data.privateAuthors(portal.id, authorsAsked)
  const left = await whoHasLeft(rest, authors.map(({ userId }) => userId)).catch(unknown)
  const departed = left === null ? [] : authors.filter(({ userId }) => left.has(userId))
  const people = await peopleOf(portal.id, departed.map(({ userId }) => userId), { repositories })
  return {
    ...counts,
    departed: left === null ? null : departed.map(({ userId, notes }) => ({ person: people.get(userId)!, privateNotes: notes })),
    erasure: await erasureOf(portal, { repositories }),
  }
}

/** When everything is going to be erased, and who asked for it; null when nobody did. */
export async function erasureOf({ id, eraseAt, eraseAskedBy }: Portal, { repositories }: Pick<Services, 'repositories'>): Promise<Erasure | null> {
  if (eraseAt === null || eraseAskedBy === null) return null
  const people = await peopleOf(id, [eraseAskedBy], { repositories })
  return { at: eraseAt, by: people.get(eraseAskedBy)! }
}

function unknown(error: unknown): null {
  if (error instanceof AppError) return null
  throw error
}
