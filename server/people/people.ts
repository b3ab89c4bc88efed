import { userPath } from '#shared/paths'
import type { PersonCard } from '#shared/subjects'
import type { Services } from '../services'

/** People of a portal as pages show them, by their ids. Whom nobody named yet is known by their number alone. */
export async function peopleOf(portalId: number, userIds: readonly number[], { repositories }: Pick<Services, 'repositories'>): Promise<Map<number, PersonCard>> {
  const ids = [...new Set(userIds)]
  const known = new Map((await repositories.users.findMany(portalId, ids)).map(user => [user.userId, user]))
  return new Map(ids.map((id) => {
    const user = known.get(id)
    return [id, { id, name: user?.name ?? `#${id}`, photo: user?.photo ?? null, path: userPath(id) }]
  }))
}
