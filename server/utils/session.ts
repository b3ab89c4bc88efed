import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'
import type { Portal } from '#db/repositories/portals'
import type { User } from '#db/repositories/users'
import { AppError } from '#shared/errors'
import type { Rest } from '../bitrix24/types'
import { isAdministrator } from '../installation/administrator'
import { useServices } from '../services'
import { readSession } from '../session/session'
import { admitPortal } from './limits'

/** Who calls, from what the server itself knows: never from the browser. */
export interface Session { portal: Portal, user: User, expiresAt: number }

/**
 * The session of an API call. A session made before an uninstall of its portal is refused.
 * @throws AppError `session_missing`, `session_invalid`, `session_expired`, `rate_limited`
 */
export async function requireSession(event: H3Event): Promise<Session> {
  const [, token] = /^Bearer ([\w.-]{20,2000})$/.exec(getRequestHeader(event, 'authorization') ?? '') ?? []
  if (!token) throw new AppError('session_missing', 'Send the session as Authorization: Bearer')
  const { keyring, repositories, clock } = useServices()
  const claims = await readSession(keyring, token, clock())
  admitPortal(event, claims.portalId, 'call')
  const portal = await repositories.portals.findById(claims.portalId)
  if (!portal || portal.epoch !== claims.epoch) throw new AppError('session_expired', 'The session has ended')
  const user = await repositories.users.find(portal.id, claims.userId)
  if (!user) throw new AppError('session_invalid', 'The session is for somebody unknown')
  return { portal, user, expiresAt: claims.expiresAt }
}

/** An administrator, as the portal says now, and their voice there. */
export type AdministratorNow = Session & { rest: Rest }

/** Like {@link requireSession}, on a portal where Sidenote is installed. @throws AppError `not_installed` */
export async function requireInstalled(event: H3Event): Promise<Session> {
  const session = await requireSession(event)
  if (session.portal.status !== 'installed') throw new AppError('not_installed', 'Sidenote is not installed on this portal')
  return session
}

/** Like {@link requireSession}, for an administrator of the portal. @throws AppError `admin_required` */
export async function requireAdmin(event: H3Event): Promise<Session> {
  const session = await requireSession(event)
  if (!session.user.isAdmin) throw new AppError('admin_required', 'Only an administrator of the portal may do this')
  return session
}

/**
 * Like {@link requireAdmin}, and the portal says so now: rights can be taken away while a session lives. For whatever changes the
 * portal or erases data.
 * @returns also the administrator's voice on the portal
 * @throws AppError `admin_required`; or when the portal cannot be asked
 */
export async function requireAdminNow(event: H3Event): Promise<AdministratorNow> {
  const session = await requireAdmin(event)
  const rest = useServices().restFor(session.portal.id, session.user.userId)
  if (!await isAdministrator(rest)) throw new AppError('admin_required', 'The portal does not call this person an administrator any more')
  return { ...session, rest }
}
