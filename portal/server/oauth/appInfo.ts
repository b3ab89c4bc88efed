import { clientEndpoint, portalByKey, type Portal, type World } from '../core/world'
import { expiredToken, invalidToken, noAuth } from '../rest/errors'

/**
 * `app.info` at the authorization server: the one trusted statement about who holds a token, for which app, on which
 * portal. Source: "OAuth, trusted status"; shape as published clients read it.
 */
export function appInfo(world: World, access: string): { portal: Portal, result: Record<string, unknown> } {
  if (!access) throw noAuth()
  const token = world.tokens.find(access)
  const portal = token && portalByKey(world, token.portal)
  if (!token || !portal || token.revoked) throw invalidToken()
  if (token.expiresAt <= Date.now()) throw expiredToken()
  return {
    portal,
    result: {
      client_id: world.app.clientId,
      scope: token.scope,
      expires: new Date(token.expiresAt).toISOString().replace(/\.\d+Z$/, '+00:00'),
      user_id: token.userId,
      install: {
        // True from "Install" on: the authorization server knows nothing of the installer's last step.
        installed: portal.installation !== null || Date.now() < portal.forgottenAt,
        version: portal.installation?.version ?? world.app.version,
        status: portal.installation?.status ?? 'F',
        scope: token.scope,
        domain: portal.domain,
        uri: portal.origin,
        client_endpoint: clientEndpoint(portal),
        member_id: portal.memberId,
        member_type: 'B24',
      },
    },
  }
}
