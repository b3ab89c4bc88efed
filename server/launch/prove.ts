import type { Portal } from '#db/repositories/portals'
import { AppError } from '#shared/errors'
import type { AppInfo } from '../bitrix24/types'
import type { Services } from '../services'

export interface Claim {
  authId: string
  refreshId: string
  memberId: string
  /** Origin of the authorization server the request names; null when it names none. */
  server: string | null
}

export interface Proven {
  portal: Portal
  userId: number
  /** False when this token was proven before: nothing was asked and nothing stored. */
  firstSight: boolean
}

type Needs = Pick<Services, 'authorization' | 'repositories' | 'config' | 'clock' | 'log'>

/**
 * Proves a launch (DESIGN §5.1–2): a configured authorization server is asked who the token belongs to; its answer
 * must name our app and the portal that the request names. A proof holds until the token expires. A proven portal and
 * the person's tokens are stored; a failed proof stores nothing.
 * @throws AppError `launch_foreign_server`, `launch_foreign_portal`, `launch_foreign_app`, `launch_token_expired`,
 *   `launch_token_invalid`, `authorization_unavailable`, `portal_refused`
 */
export async function proveLaunch(claim: Claim, services: Needs): Promise<Proven> {
  const { authorization, repositories, clock } = services
  if (claim.server !== null && !authorization.origins.includes(claim.server)) {
    throw new AppError('launch_foreign_server', 'The request names an authorization server that is not configured')
  }

  const known = await repositories.proofs.find(claim.authId, clock())
  if (known) {
    const portal = await repositories.portals.findById(known.portalId)
    if (portal?.memberId !== claim.memberId) throw new AppError('launch_foreign_portal', 'The token belongs to another portal')
    return { portal, userId: known.userId, firstSight: false }
  }

  const info = await vouchedFor(claim, services)
  const portal = await repositories.portals.record({
    memberId: info.memberId,
    clientEndpoint: info.clientEndpoint,
    origin: info.origin,
    oauthServer: info.oauthServer,
    scopes: info.scopes,
    appVersion: info.appVersion,
  }, clock())
  await repositories.tokens.save(portal.id, info.userId, { access: claim.authId, refresh: claim.refreshId, expiresAt: info.expiresAt }, clock())
  await repositories.proofs.save(claim.authId, { portalId: portal.id, userId: info.userId, expiresAt: info.expiresAt })
  return { portal, userId: info.userId, firstSight: true }
}

async function vouchedFor(claim: Claim, { authorization, config }: Needs): Promise<AppInfo> {
  const answer = await authorization.appInfo(claim.authId, claim.server ?? undefined)
  switch (answer.state) {
    case 'expired': throw new AppError('launch_token_expired', 'The token has expired')
    case 'dead': throw new AppError('launch_token_invalid', 'The authorization server does not know the token')
    case 'unavailable': throw answer.error
  }
  const { info } = answer
  if (info.clientId !== config.bitrix24.clientId) throw new AppError('launch_foreign_app', 'The token belongs to another app')
  if (info.memberId !== claim.memberId) throw new AppError('launch_foreign_portal', 'The token belongs to another portal')
  if (!config.allowLoopback && new URL(info.clientEndpoint).protocol !== 'https:') {
    throw new AppError('portal_refused', 'The portal does not use https')
  }
  return info
}
