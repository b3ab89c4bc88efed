import * as v from 'valibot'
import type { User } from '#db/repositories/users'
import { AppError } from '#shared/errors'
import type { Services } from '../services'
import { keepIfPossible } from '../storage/keep'

/** How long the portal's word on a person (name, administrator) is good, in milliseconds. */
export const personFreshFor = 15 * 60_000

/** api-reference/common/users/profile: old methods give numbers as strings, and leave out what is empty. */
const ProfileSchema = v.object({
  ID: v.pipe(v.union([v.string(), v.number()]), v.transform(Number)),
  NAME: v.optional(v.nullable(v.string()), ''),
  LAST_NAME: v.optional(v.nullable(v.string()), ''),
  PERSONAL_PHOTO: v.optional(v.nullable(v.string()), null),
  TIME_ZONE: v.optional(v.nullable(v.string()), null),
})

/**
 * Who the person is, as their portal says with their own token: name, photo, time zone, and whether they administer
 * it. Kept for a while; asked in one batch when unknown or stale.
 * @throws AppError `portal_refused` when the portal's answer makes no sense, or what {@link Services.restFor} throws
 */
export async function findPerson(portalId: number, userId: number, services: Pick<Services, 'repositories' | 'restFor' | 'clock'>, options: { fresh?: boolean } = {}): Promise<User> {
  const { repositories, restFor, clock } = services
  const stored = await repositories.users.find(portalId, userId)
  if (stored && !options.fresh && clock() - stored.checkedAt < personFreshFor) return stored

  const answers = await restFor(portalId, userId).batch({
    profile: { method: 'profile' },
    admin: { method: 'user.admin' },
  })
  if (!answers.profile.ok || !answers.admin.ok) throw new AppError('portal_refused', 'The portal does not say who this person is')
  const profile = v.safeParse(ProfileSchema, answers.profile.result)
  if (!profile.success || profile.output.ID !== userId) throw new AppError('portal_refused', 'The portal says nothing useful of this person')
  const { NAME, LAST_NAME, PERSONAL_PHOTO, TIME_ZONE } = profile.output
  const user: User = {
    portalId,
    userId,
    name: [NAME, LAST_NAME].filter(Boolean).join(' ') || `#${userId}`,
    photo: PERSONAL_PHOTO || null,
    timeZone: knownTimeZone(TIME_ZONE),
    isAdmin: answers.admin.result === true,
    checkedAt: clock(),
  }
  await keepIfPossible(repositories.users.save(user))
  return user
}

function knownTimeZone(name: string | null): string | null {
  if (!name) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  }
  catch {
    return null
  }
}
