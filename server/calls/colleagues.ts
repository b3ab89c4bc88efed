import { userPath } from '#shared/paths'
import type { PersonCard } from '#shared/subjects'
import type { Rest } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'
import type { Services } from '../services'
import { askForPeople, readPeople } from '../subjects/kinds/people'

/** People that `user.get` answers at once, and how many such questions one batch holds. */
const pageSize = 50
const batchSize = 50

/**
 * Colleagues by their ids, in the same order: those who ever opened Sidenote from what is known, others from Bitrix24 as far
 * as it shows them to the viewer. Whoever is still unknown is known by their number alone.
 * @throws AppError when the portal cannot be asked
 */
export async function findColleagues(portalId: number, ids: number[], rest: Rest, { repositories }: Pick<Services, 'repositories'>): Promise<PersonCard[]> {
  const known = new Map((await repositories.users.findMany(portalId, ids)).map(({ userId, name, photo }): [number, PersonCard] => [userId, { id: userId, name, photo, path: userPath(userId) }]))
  const unknown = ids.filter(id => !known.has(id)).slice(0, pageSize * batchSize)
  if (unknown.length > 0) for (const person of await ask(rest, unknown)) known.set(person.id, person)
  return ids.map(id => known.get(id) ?? { id, name: `#${id}`, photo: null, path: userPath(id) })
}

async function ask(rest: Rest, ids: number[]): Promise<PersonCard[]> {
  const pages = Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, index) => ids.slice(index * pageSize, (index + 1) * pageSize).map(String))
  const commands = Object.fromEntries(pages.map((page, index) => [`page${index}`, askForPeople(page)]))
  try {
    return Object.values(await rest.batch(commands)).flatMap(answer => answer?.ok ? readPeople(answer.result) : [])
  }
  catch (error) {
    if (error instanceof RestError) return []
    throw error
  }
}
