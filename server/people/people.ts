import type { User } from '#db/repositories/users'
import { userPath } from '#shared/paths'
import type { PersonCard } from '#shared/subjects'
import type { Services } from '../services'

/** A person as pages show one. Whom nobody named yet is known by their number alone. */
export function personCard(id: number, user: Pick<User, 'name' | 'photo'> | undefined): PersonCard {
  return { id, name: user?.name ?? `#${id}`, photo: user?.photo ?? null, path: userPath(id) }
}

/** People of a portal by their ids. */
export async function peopleOf(portalId: number, userIds: readonly number[], { repositories }: Pick<Services, 'repositories'>): Promise<Map<number, PersonCard>> {
  const ids = [...new Set(userIds)]
  const known = new Map((await repositories.users.findMany(portalId, ids)).map(user => [user.userId, user]))
  return new Map(ids.map(id => [id, personCard(id, known.get(id))]))
}
