import { ApiVersion, B24OAuth, EnumAppStatus } from '@bitrix24/b24jssdk'
import type { AjaxResult } from '@bitrix24/b24jssdk'
import type { JournalRepository } from '#db/repositories/journal'
import type { Portal, PortalsRepository } from '#db/repositories/portals'
import type { StoredToken } from '#db/repositories/tokens'
import { AppError } from '#shared/errors'
import type { Log } from '../log'
import { keepIfPossible } from '../storage/keep'
import type { createPortalAgents } from './network'
import { createGate } from './gate'
import { asRestError, firstError, healthAfter, translate } from './rest-errors'
import type { TokenKeeper } from './token-keeper'
import type { RestError, RestFor, RestOutcome, RestParams } from './types'

/** From the first byte out to the last byte in; an answer that trickles does not outlive it. */
const timeoutMs = 10_000
const answerLimit = 5 * 1024 * 1024

/** Bitrix24 lets two calls a second through, fifty in a burst (limits), so eight at once are never the narrow place of a portal that is well. */
const room = { atOnce: 8, waiting: 64, patience: 5_000, atOnceInAll: 256, refusal: 'portal_busy' } as const

interface Dependencies {
  portals: PortalsRepository
  journal: JournalRepository
  tokenKeeper: TokenKeeper
  agents: ReturnType<typeof createPortalAgents>
  app: { clientId: string, clientSecret: string }
  clock: () => number
  log: Log
  /** Milliseconds that a portal has for a whole answer. */
  timeout?: number
}

/**
 * The only place that knows the SDK's server client. It keeps three of its faults out (2.2.0): refreshes are ours
 * (one at a time, stored before use), nothing is retried (it repeats writes after network errors), and connections are
 * guarded (portals name their own host).
 */
export function createRestFor({ portals, journal, tokenKeeper, agents, app, clock, log, timeout = timeoutMs }: Dependencies): RestFor {
  const pass = createGate<string>({ ...room, name: 'rest.portal', clock, log, healthAfter })

  /**
   * A client for one call. A shared one could not tell which token a late 401 was about, and would refresh the fresh
   * one again; and its limiter counts one person's calls, where Bitrix24 counts the portal's.
   */
  function createClient(portal: Portal, userId: number, token: StoredToken): B24OAuth {
    const b24 = new B24OAuth({
      applicationToken: '',
      userId,
      memberId: portal.memberId,
      accessToken: token.access,
      refreshToken: token.refresh,
      // Refresh only when Bitrix24 says `expired_token` (settings/oauth/auto-renewal), never by our own clock.
      expires: Math.floor(Number.MAX_SAFE_INTEGER / 1000),
      expiresIn: 3600,
      scope: portal.scopes,
      domain: new URL(portal.clientEndpoint).host,
      clientEndpoint: portal.clientEndpoint.replace(/\/$/, ''),
      serverEndpoint: `${portal.oauthServer}/rest/`,
      status: EnumAppStatus.Free,
    }, app, { restrictionParams: { maxRetries: 1 } })
    b24.offClientSideWarning()
    b24.setCustomRefreshAuth(async () => {
      const fresh = await tokenKeeper.refresh(portal.id, userId, token.version)
      return {
        access_token: fresh.access, refresh_token: fresh.refresh,
        expires: String(Math.floor(Number.MAX_SAFE_INTEGER / 1000)), expires_in: '3600',
        client_endpoint: portal.clientEndpoint, server_endpoint: `${portal.oauthServer}/rest/`,
        scope: portal.scopes, status: EnumAppStatus.Free, domain: '', member_id: portal.memberId, user_id: userId,
      } as never
    })
    const { ajaxClient } = b24.getHttpClient(ApiVersion.v2)
    Object.assign(ajaxClient.defaults, { ...agents, maxRedirects: 0, maxContentLength: answerLimit, proxy: false })
    // Its own `timeout` only counts how long a connection is silent. Each request has its own time: a refresh may stand between two.
    ajaxClient.interceptors.request.use(request => Object.assign(request, { signal: AbortSignal.timeout(timeout) }))
    return b24
  }

  return (portalId, userId) => {
    async function send<Answer>(method: string, run: (b24: B24OAuth) => Promise<Answer>, failure: (answer: Answer) => unknown): Promise<Answer> {
      const portal = await portals.findById(portalId)
      if (!portal || portal.status === 'uninstalled') throw new AppError('not_installed', 'Sidenote is not installed on this portal')
      return pass(portal.clientEndpoint, () => sendNow(portal, method, run, failure))
    }

    async function sendNow<Answer>(portal: Portal, method: string, run: (b24: B24OAuth) => Promise<Answer>, failure: (answer: Answer) => unknown): Promise<Answer> {
      const client = createClient(portal, userId, await tokenKeeper.current(portal.id, userId))
      const startedAt = clock()
      let trouble: AppError | RestError | undefined
      try {
        const answer = await run(client)
        trouble = failure(answer) ? translate(method, failure(answer)) : undefined
        if (trouble) throw trouble
        return answer
      }
      catch (error) {
        trouble ??= translate(method, error)
        throw trouble
      }
      finally {
        const status = trouble ? trouble.status : 200
        // What was done in Bitrix24 is done, whether it can be written down or not.
        await keepIfPossible(journal.append({ portalId, userId, method, status, errorCode: trouble?.code ?? null, durationMs: clock() - startedAt, at: startedAt }))
        if (trouble) log.warn({ portal: portalId, user: userId, method, code: trouble.code, status }, 'rest.call.failed')
      }
    }

    return {
      async call<Result>(method: string, params: RestParams = {}) {
        const answer = await send(method, b24 => b24.actions.v2.call.make<Result>({ method, params: params as never }), firstError)
        return answer.getData()!.result
      },

      async batch<Name extends string>(commands: Record<Name, { method: string, params?: RestParams }>) {
        const answer = await send('batch', b24 => b24.actions.v2.batch.make({
          calls: commands as never, options: { isHaltOnError: false, returnAjaxResult: true },
        }), () => undefined)
        const results = (answer.getData() ?? {}) as Record<Name, AjaxResult<unknown> | undefined>
        return Object.fromEntries(Object.entries(commands).map(([name, command]) => {
          const { method } = command as { method: string }
          const result = results[name as Name]
          const held = result?.isSuccess ? result.getData()?.result : undefined
          // A refusal without a code looks like success to the SDK, but holds no result.
          const outcome: RestOutcome = held !== undefined
            ? { ok: true, result: held }
            : { ok: false, error: asRestError(method, result ? firstError(result) : undefined) }
          return [name, outcome]
        })) as Record<Name, RestOutcome>
      },
    }
  }
}
