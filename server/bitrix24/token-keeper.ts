import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LocksRepository } from '#db/repositories/locks'
import type { PortalsRepository } from '#db/repositories/portals'
import type { StoredToken, TokensRepository } from '#db/repositories/tokens'
import { AppError } from '#shared/errors'
import type { AuthorizationServers } from './types'
import { RestError } from './types'

/** Longer than the authorization server's time-out, so that a live holder is never overtaken. */
const lockMs = 15_000
const pollMs = 50

/**
 * Answers after which a refresh token will never work again (settings/oauth/error-codes). Not `invalid_client`: that
 * is our own secret being wrong, and must not make every portal look uninstalled.
 */
const finalCodes = new Set(['invalid_grant', 'expired_token', 'invalid_token', 'NO_AUTH_FOUND'])

interface Dependencies {
  tokens: TokensRepository
  portals: PortalsRepository
  locks: LocksRepository
  authorization: AuthorizationServers
  clock: () => number
}

export interface TokenKeeper {
  /**
   * The live pair stored for a person.
   * @throws AppError `portal_access_lost` when there is none, or the authorization server refused it
   */
  current: (portalId: number, userId: number) => Promise<StoredToken>
  /**
   * Refreshes the pair of version `from`, once across requests and processes: whoever comes later gets the pair that
   * the first one stored. The rotated pair is stored before anybody uses it.
   * @throws AppError `portal_access_lost` (refused: the next launch heals it) or `authorization_unavailable`
   */
  refresh: (portalId: number, userId: number, from: number) => Promise<StoredToken>
}

export function createTokenKeeper({ tokens, portals, locks, authorization, clock }: Dependencies): TokenKeeper {
  const inFlight = new Map<string, Promise<StoredToken>>()

  async function current(portalId: number, userId: number): Promise<StoredToken> {
    const token = await tokens.find(portalId, userId)
    if (!token || token.state === 'dead') throw new AppError('portal_access_lost', 'No live token is stored for this person')
    return token
  }

  async function underLock(portalId: number, userId: number, from: number): Promise<StoredToken> {
    const name = `refresh:${portalId}:${userId}`
    const holder = randomUUID()
    const deadline = clock() + lockMs
    while (!await locks.acquire(name, holder, lockMs, clock())) {
      const newer = await current(portalId, userId)
      if (newer.version > from) return newer
      if (clock() > deadline) throw new AppError('authorization_unavailable', 'Another process is still refreshing this token', { retryAfter: 5 })
      await sleep(pollMs)
    }
    try {
      return await rotate(portalId, userId, from)
    }
    finally {
      await locks.release(name, holder)
    }
  }

  async function rotate(portalId: number, userId: number, from: number): Promise<StoredToken> {
    const before = await current(portalId, userId)
    if (before.version > from) return before
    const portal = await portals.findById(portalId)
    if (!portal) throw new AppError('not_installed', 'The portal is not known')
    try {
      const pair = await authorization.refresh(portal.oauthServer, before.refresh)
      if (pair.memberId !== portal.memberId) throw new AppError('portal_access_lost', 'The refreshed token belongs to another portal')
      // A launch may have stored a newer pair meanwhile; then that one is the current one and both work.
      await tokens.swap(portalId, userId, before.version, pair, clock())
      return await current(portalId, userId)
    }
    catch (error) {
      if (!(error instanceof RestError)) throw error
      if (!finalCodes.has(error.code)) throw new AppError('authorization_unavailable', `The authorization server refuses to refresh: ${error.code}`, { cause: error, retryAfter: 60 })
      await tokens.markDead(portalId, userId, before.version, clock())
      throw new AppError('portal_access_lost', `The authorization server refuses to refresh: ${error.code}`, { cause: error })
    }
  }

  return {
    current,
    refresh(portalId, userId, from) {
      const key = `${portalId}:${userId}:${from}`
      const running = inFlight.get(key) ?? underLock(portalId, userId, from).finally(() => inFlight.delete(key))
      inFlight.set(key, running)
      return running
    },
  }
}
