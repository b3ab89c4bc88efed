import type { SessionAnswer } from '#shared/launch'
import { userPath } from '#shared/paths'
import { defineApi } from '../utils/api'
import { requireInstalled } from '../utils/session'

/** Who and where one is. */
export default defineApi(async (event): Promise<SessionAnswer> => {
  const { portal, user, expiresAt } = await requireInstalled(event)
  return {
    portal: { origin: portal.origin },
    user: { id: user.userId, name: user.name, photo: user.photo, path: userPath(user.userId), isAdmin: user.isAdmin },
    expiresAt,
  }
})
