import { newId, newToken } from './random'

/** How long a used refresh token still works while rotation is lenient: enough for two requests racing each other. */
const graceMs = 60_000
const refreshLifeMs = 180 * 86_400_000
const codeLifeMs = 30_000

export interface TokenPair {
  access: string
  refresh: string
  portal: string
  userId: number
  scope: string
  expiresIn: number
  /** Milliseconds. */
  expiresAt: number
  refreshExpiresAt: number
  refreshUsedAt: number | null
  revoked: boolean
}

export interface IssueOptions {
  portal: string
  userId: number
  scope: string
  expiresIn: number
  /** Born expired, though it claims to live (fault `expireTokens`). */
  expired?: boolean
}

/** Tokens and codes of the authorization server. One store for all portals, as there is one server for all of them. */
export class TokenStore {
  #byAccess = new Map<string, TokenPair>()
  #byRefresh = new Map<string, TokenPair>()
  #codes = new Map<string, { portal: string, userId: number, expiresAt: number }>()

  issue({ portal, userId, scope, expiresIn, expired }: IssueOptions): TokenPair {
    const now = Date.now()
    const pair: TokenPair = {
      access: newToken(),
      refresh: newToken(),
      portal,
      userId,
      scope,
      expiresIn,
      expiresAt: expired ? now - 1 : now + expiresIn * 1000,
      refreshExpiresAt: now + refreshLifeMs,
      refreshUsedAt: null,
      revoked: false,
    }
    this.#byAccess.set(pair.access, pair)
    this.#byRefresh.set(pair.refresh, pair)
    return pair
  }

  /** All pairs of a portal, dead ones included. */
  issuedFor(portal: string): TokenPair[] {
    return [...this.#byAccess.values()].filter(pair => pair.portal === portal)
  }

  find(access: string): TokenPair | undefined {
    return this.#byAccess.get(access)
  }

  findByRefresh(refresh: string): TokenPair | undefined {
    return this.#byRefresh.get(refresh)
  }

  /** Exchanges a refresh token for a new pair, or null when it is dead: unknown, revoked, too old, or used before. */
  rotate(refresh: string, { strict, expiresIn }: { strict: boolean, expiresIn: number }): TokenPair | null {
    const pair = this.#byRefresh.get(refresh)
    const now = Date.now()
    if (!pair || pair.revoked || pair.refreshExpiresAt <= now) return null
    if (pair.refreshUsedAt !== null && (strict || pair.refreshUsedAt + graceMs <= now)) return null
    pair.refreshUsedAt ??= now
    return this.issue({ portal: pair.portal, userId: pair.userId, scope: pair.scope, expiresIn })
  }

  newCode(portal: string, userId: number): string {
    const code = newId()
    this.#codes.set(code, { portal, userId, expiresAt: Date.now() + codeLifeMs })
    return code
  }

  peekCode(code: string): { portal: string } | undefined {
    return this.#codes.get(code)
  }

  /** A code works once, within 30 seconds. */
  takeCode(code: string): { portal: string, userId: number } | null {
    const found = this.#codes.get(code)
    this.#codes.delete(code)
    return found && found.expiresAt > Date.now() ? found : null
  }

  expireAll(portal: string): void {
    const now = Date.now()
    for (const pair of this.#byAccess.values()) {
      if (pair.portal === portal) pair.expiresAt = Math.min(pair.expiresAt, now - 1)
    }
  }

  /** Those of everybody, or of one person. */
  revokeAll(portal: string, userId?: number): void {
    const concerns = (one: { portal: string, userId: number }): boolean => one.portal === portal && (userId === undefined || one.userId === userId)
    for (const pair of this.#byAccess.values()) {
      if (concerns(pair)) pair.revoked = true
    }
    for (const [code, owner] of this.#codes) {
      if (concerns(owner)) this.#codes.delete(code)
    }
  }
}
