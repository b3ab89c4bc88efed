import { unixNow } from '../core/clock'
import { issueFor } from '../core/issue'
import { asText, type Params } from '../core/php'
import type { TokenPair } from '../core/tokens'
import { clientEndpoint, portalByKey, serverEndpoint, type Portal, type World } from '../core/world'

/** A refusal of the token endpoint. Source: "OAuth, error codes". */
export class OAuthError extends Error {
  constructor(readonly code: string, message: string, readonly portal: string | null = null) {
    super(message)
  }
}

export interface Granted { portal: Portal, body: Params }

function answer(world: World, portal: Portal, token: TokenPair): Params {
  return {
    access_token: token.access,
    client_endpoint: clientEndpoint(portal),
    // The authorization server, not the portal.
    domain: new URL(world.oauthOrigin).host,
    expires_in: token.expiresIn,
    member_id: portal.memberId,
    refresh_token: token.refresh,
    scope: token.scope,
    server_endpoint: serverEndpoint(world),
    status: portal.installation?.status ?? 'F',
  }
}

/** Faults and state that refuse every grant of a portal. */
function refuse(portal: Portal): void {
  if (portal.faults.paymentRequired) throw new OAuthError('PAYMENT_REQUIRED', 'Payment required', portal.key)
  if (portal.faults.refuseRefresh || !portal.installation) throw new OAuthError('invalid_grant', 'Invalid grant', portal.key)
}

function byRefreshToken(world: World, refresh: string): Granted {
  const known = world.tokens.findByRefresh(refresh)
  const portal = known && portalByKey(world, known.portal)
  if (!portal) throw new OAuthError('invalid_grant', 'Invalid refresh token')
  refuse(portal)
  const token = world.tokens.rotate(refresh, { strict: portal.faults.strictRotation, expiresIn: world.tokenLifetime })
  if (!token) throw new OAuthError('invalid_grant', 'Invalid refresh token', portal.key)
  return { portal, body: { ...answer(world, portal, token), expires: unixNow() + token.expiresIn, user_id: token.userId } }
}

/** The documented answer to a code has neither `expires` nor `user_id`. */
function byCode(world: World, code: string): Granted {
  const portal = portalByKey(world, world.tokens.peekCode(code)?.portal ?? '')
  if (!portal) throw new OAuthError('invalid_grant', 'Invalid authorization code')
  refuse(portal)
  const taken = world.tokens.takeCode(code)
  if (!taken) throw new OAuthError('invalid_grant', 'Invalid authorization code', portal.key)
  return { portal, body: answer(world, portal, issueFor(world, portal, taken.userId, { fresh: true })) }
}

/** `/oauth/token/`. Source: "OAuth 2.0" of the REST documentation: full protocol, automatic renewal, error codes. */
export function grant(world: World, params: Params): Granted {
  const type = asText(params.grant_type)
  if (!type || !asText(params.client_id)) throw new OAuthError('invalid_request', 'Missing parameters')
  if (asText(params.client_id) !== world.app.clientId || asText(params.client_secret) !== world.app.clientSecret) {
    throw new OAuthError('invalid_client', 'Invalid client')
  }
  if (type === 'refresh_token') return byRefreshToken(world, asText(params.refresh_token))
  if (type === 'authorization_code') return byCode(world, asText(params.code))
  throw new OAuthError('invalid_request', 'Invalid grant_type parameter or parameter missing')
}
