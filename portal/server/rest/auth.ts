import { asText, type Params } from '../core/php'
import type { TokenPair } from '../core/tokens'
import { userOf, type Person, type Portal, type World } from '../core/world'
import { expiredToken, invalidToken, noAuth, RestError } from './errors'

/** Token of a request; the header wins over parameters (published source of the `rest` module, `lib/oauth/auth.php`). */
export function tokenOf(params: Params, bearer: string | null): string {
  return bearer ?? (asText(params.auth) || asText(params.access_token))
}

/** Order of checks as in the published source: application, expiry, person. */
export function authorize(world: World, portal: Portal, access: string): { token: TokenPair, user: Person } {
  if (!access) throw noAuth()
  const token = world.tokens.find(access)
  if (!token || token.portal !== portal.key) throw invalidToken()
  if (!portal.installation) throw new RestError('APPLICATION_NOT_FOUND', 'Application not found', 401)
  if (token.revoked) throw invalidToken()
  if (token.expiresAt <= Date.now()) throw expiredToken()
  const user = userOf(portal, token.userId)
  if (!user?.active) throw new RestError('authorization_error', 'Unable to authorize user', 401)
  return { token, user }
}

export function requireScope(token: TokenPair, scopes: readonly string[] | undefined): void {
  if (!scopes) return
  const granted = token.scope.split(',')
  if (!scopes.some(scope => granted.includes(scope))) {
    throw new RestError('insufficient_scope', 'The request requires higher privileges than provided by the access token', 403)
  }
}
