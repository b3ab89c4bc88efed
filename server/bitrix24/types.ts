import type { AppError } from '#shared/errors'

/** Parameters of a REST call, as JSON. */
export type RestParams = Record<string, unknown>

/**
 * Bitrix24's REST on behalf of one person of one portal. Refresh, locks, limits and the journal are behind it.
 * A call is sent once: a write is never repeated blindly.
 */
export interface Rest {
  /**
   * @returns `result` of the answer
   * @throws RestError when Bitrix24 answered with an error
   * @throws AppError `portal_unavailable`, `portal_busy`, `portal_access_lost`, `authorization_unavailable`
   */
  call: <Result = unknown>(method: string, params?: RestParams) => Promise<Result>
  /**
   * Reads that belong together in one round trip, at most 50 (settings/how-to-call-rest-api/batch).
   * Each command's own outcome stands beside its name.
   */
  batch: <Name extends string>(commands: Record<Name, { method: string, params?: RestParams }>) => Promise<Record<Name, RestOutcome>>
}

export type RestOutcome = { ok: true, result: unknown } | { ok: false, error: RestError }

/** Bitrix24 answered, and the answer is an error of its own. `code` is its `error`, e.g. `ACCESS_DENIED`. */
export class RestError extends Error {
  readonly method: string
  readonly code: string
  readonly status: number

  constructor(method: string, code: string, description: string, status: number) {
    super(`${method} answered ${code}: ${description}`)
    this.name = 'RestError'
    this.method = method
    this.code = code
    this.status = status
  }
}

/** Makes the {@link Rest} of a person on a portal, from the tokens stored for them. */
export type RestFor = (portalId: number, userId: number) => Rest

/** A portal, an app and a person, vouched for by `app.info` of a configured authorization server. */
export interface AppInfo {
  clientId: string
  userId: number
  /** Milliseconds since 1970. */
  expiresAt: number
  scopes: string
  memberId: string
  /** With trailing slash: `https://acme.bitrix24.com/rest/`. */
  clientEndpoint: string
  origin: string
  installed: boolean
  appVersion: number | null
  /** Origin of the server that said so. */
  oauthServer: string
}

/** Outcome of asking an authorization server about a token. `dead`: it says the token is not (or no longer) good. */
export type AppInfoAnswer =
  | { state: 'live', info: AppInfo }
  | { state: 'expired' }
  | { state: 'dead', code: string }
  | { state: 'unavailable', error: AppError }

/** The authorization servers, as the domain sees them. */
export interface AuthorizationServers {
  /** Configured origins; no other is ever asked (DESIGN §5.1). */
  readonly origins: readonly string[]
  /**
   * Asks a configured server who a token belongs to.
   * @param server origin; when undefined, each configured server in turn until one knows the token
   */
  appInfo: (accessToken: string, server?: string) => Promise<AppInfoAnswer>
  /**
   * Exchanges a refresh token for a rotated pair.
   * @throws AppError `authorization_unavailable`; RestError with the server's code (`invalid_grant`, `PAYMENT_REQUIRED`, …)
   */
  refresh: (server: string, refreshToken: string) => Promise<{ access: string, refresh: string, expiresAt: number, clientEndpoint: string, memberId: string, userId: number | null }>
}
