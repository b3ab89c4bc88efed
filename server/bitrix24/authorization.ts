import * as v from 'valibot'
import { AppError } from '#shared/errors'
import type { Log } from '../log'
import type { Health } from './breaker'
import { createGate } from './gate'
import type { AppInfoAnswer, AuthorizationServers } from './types'
import { RestError } from './types'

/** From the first byte out to the last byte in. */
const timeoutMs = 5_000
const answerLimit = 64 * 1024

/** First launches of a morning come together; each takes a fraction of a second. */
const room = { atOnce: 32, waiting: 128, patience: 3_000, atOnceInAll: 64, refusal: 'authorization_unavailable' } as const

/** settings/oauth/error-codes: what an authorization server says of a token that was good once. */
const expiredCodes = new Set(['expired_token'])
/** Answers that say the token, or the app's right to it, is gone for good. Anything else is the server's trouble, not the token's. */
const deadCodes = new Set(['invalid_token', 'NO_AUTH_FOUND', 'invalid_grant', 'invalid_client', 'authorization_error', 'APPLICATION_NOT_FOUND', 'ACCESS_DENIED', 'user_access_error', 'PAYMENT_REQUIRED', 'insufficient_scope', 'PORTAL_DELETED'])

const EndpointSchema = v.pipe(v.string(), v.url(), v.check(text => /^https?:$/.test(new URL(text).protocol)), v.transform(text => text.endsWith('/') ? text : `${text}/`))
const NumberLike = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer())

/** As `app.info` of the authorization server answers (frame-oauth-events, 3.1: the shape official client libraries read). */
const AppInfoSchema = v.object({
  result: v.object({
    client_id: v.string(),
    expires: v.union([v.string(), v.number()]),
    user_id: v.pipe(NumberLike, v.minValue(1)),
    install: v.object({
      installed: v.boolean(),
      version: v.optional(v.nullable(NumberLike)),
      scope: v.optional(v.string(), ''),
      client_endpoint: EndpointSchema,
      member_id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    }),
  }),
})

/** settings/oauth/auto-renewal. `expires` may be missing in some answers; then `expires_in` counts from now. */
const RefreshSchema = v.object({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  refresh_token: v.pipe(v.string(), v.nonEmpty()),
  expires: v.optional(NumberLike),
  expires_in: v.optional(NumberLike, 3600),
  client_endpoint: EndpointSchema,
  member_id: v.string(),
  user_id: v.optional(NumberLike),
})

const ErrorSchema = v.object({ error: v.pipe(v.string(), v.nonEmpty()), error_description: v.optional(v.string(), '') })

interface Options {
  clientId: string
  clientSecret: string
  servers: readonly string[]
  clock: () => number
  log: Log
  /** Milliseconds that a server has for a whole answer. */
  timeout?: number
  fetch?: typeof globalThis.fetch
}

/** Talks to the configured authorization servers, and to no other: our client secret goes there. */
export function createAuthorizationServers({ clientId, clientSecret, servers, clock, log, timeout = timeoutMs, fetch = globalThis.fetch }: Options): AuthorizationServers {
  const pass = createGate<string>({ ...room, name: 'oauth.server', clock, log, healthAfter: isUnavailable })

  async function ask(server: string, path: string, form: Record<string, string>): Promise<{ status: number, body: unknown }> {
    if (!servers.includes(server)) throw new AppError('launch_foreign_server', 'Only configured authorization servers are asked')
    return pass(server, async () => {
      const answer = await send(`${server}${path}`, form)
      // An answer that nobody understands may be about the token, which can be anybody's invention: it closes the server to nobody else.
      if (answer.status >= 500 && !v.is(ErrorSchema, answer.body)) throw unavailable('does not answer')
      return answer
    })
  }

  async function send(url: string, form: Record<string, string>): Promise<{ status: number, body: unknown }> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'error',
        signal: AbortSignal.timeout(timeout),
        headers: { accept: 'application/json' },
      })
      return { status: response.status, body: asJson(await limitedText(response)) }
    }
    catch (cause) {
      throw unavailable('does not answer', cause)
    }
  }

  async function appInfoAt(accessToken: string, server: string): Promise<AppInfoAnswer> {
    let answer: Awaited<ReturnType<typeof ask>>
    try {
      answer = await ask(server, '/rest/app.info', { auth: accessToken })
    }
    catch (error) {
      if (error instanceof AppError) return { state: 'unavailable', error }
      throw error
    }
    const parsed = v.safeParse(AppInfoSchema, answer.body)
    if (parsed.success && answer.status === 200) {
      const { client_id, expires, user_id, install } = parsed.output.result
      return {
        state: 'live',
        info: {
          clientId: client_id,
          userId: user_id,
          expiresAt: typeof expires === 'number' ? expires * 1000 : Date.parse(expires),
          scopes: install.scope,
          memberId: install.member_id,
          clientEndpoint: install.client_endpoint,
          origin: new URL(install.client_endpoint).origin,
          installed: install.installed,
          appVersion: install.version ?? null,
          oauthServer: server,
        },
      }
    }
    const refusal = v.safeParse(ErrorSchema, answer.body)
    if (refusal.success && expiredCodes.has(refusal.output.error)) return { state: 'expired' }
    if (refusal.success && deadCodes.has(refusal.output.error)) return { state: 'dead', code: refusal.output.error }
    return { state: 'unavailable', error: unavailable('answers nothing useful') }
  }

  return {
    origins: servers,

    async appInfo(accessToken, server) {
      if (server !== undefined) return appInfoAt(accessToken, server)
      // Older portals name no server in the form; each configured one may be the right one.
      let last: AppInfoAnswer = { state: 'dead', code: 'invalid_token' }
      for (const origin of servers) {
        const answer = await appInfoAt(accessToken, origin)
        if (answer.state === 'live' || answer.state === 'expired') return answer
        if (answer.state === 'unavailable' || last.state !== 'unavailable') last = answer
      }
      return last
    },

    async refresh(server, refreshToken) {
      const { status, body } = await ask(server, '/oauth/token/', {
        grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken,
      })
      const refusal = v.safeParse(ErrorSchema, body)
      if (refusal.success) throw new RestError('oauth/token', refusal.output.error, refusal.output.error_description, status)
      const parsed = v.safeParse(RefreshSchema, body)
      if (!parsed.success || status !== 200) {
        throw unavailable('answers nothing useful')
      }
      const pair = parsed.output
      return {
        access: pair.access_token,
        refresh: pair.refresh_token,
        expiresAt: pair.expires ? pair.expires * 1000 : clock() + pair.expires_in * 1000,
        clientEndpoint: pair.client_endpoint,
        memberId: pair.member_id,
        userId: pair.user_id ?? null,
      }
    },
  }
}

function unavailable(how: string, cause?: unknown): AppError {
  return new AppError('authorization_unavailable', `The authorization server ${how}`, { cause, retryAfter: 15 })
}

const isUnavailable = (error: unknown): Health => error instanceof AppError && error.code === 'authorization_unavailable' ? 'ill' : 'unknown'

/** @returns undefined when it is none */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {
    return undefined
  }
}

async function limitedText(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks).toString('utf8')
    size += value.byteLength
    if (size > answerLimit) {
      await reader.cancel()
      throw new Error('The answer is too large')
    }
    chunks.push(value)
  }
}
