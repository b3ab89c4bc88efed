import { and, count, desc, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '../client'
import { userTokens } from '../schema'
import type { Keyring } from '../sealing'
import { keyOf, resealed } from './reseal'
import type { Reseal, SealedUnder } from './reseal'

/** A person's token pair on one portal, opened. `expiresAt` in milliseconds since 1970. */
export interface TokenPair {
  access: string
  refresh: string
  expiresAt: number
}

export interface StoredToken extends TokenPair {
  state: 'live' | 'dead'
  version: number
}

export interface TokensRepository {
  find: (portalId: number, userId: number) => Promise<StoredToken | undefined>
  /** Whose live pair was stored last, newest first: whom to ask for when one person's token no longer tells enough. */
  recentUsers: (portalId: number, limit: number) => Promise<number[]>
  /** Takes a proven pair (a launch, an install event): it is live, whatever was there before. */
  save: (portalId: number, userId: number, pair: TokenPair, now: number) => Promise<void>
  /**
   * Replaces the pair of version `from` by a rotated one.
   * @returns false when somebody else stored a newer pair meanwhile; theirs stays
   */
  swap: (portalId: number, userId: number, from: number, pair: TokenPair, now: number) => Promise<boolean>
  /** The authorization server refused the pair of version `from`; the next launch heals it. */
  markDead: (portalId: number, userId: number, from: number, now: number) => Promise<void>
  /** Seals the next pairs again that are not sealed under the newest key, in the order of portals and people. */
  reseal: Reseal<{ portalId: number, userId: number }>
  /** How many pairs are sealed under which key. */
  sealedUnder: () => Promise<SealedUnder>
}

export function createTokensRepository(db: Db, keyring: Keyring): TokensRepository {
  const one = and(eq(userTokens.portalId, sql.placeholder('portalId')), eq(userTokens.userId, sql.placeholder('userId')))
  const select = db.select().from(userTokens).where(one).prepare()

  const context = (portalId: number, userId: number, column: string) => `user_tokens.${column}:${portalId}:${userId}`
  const sealed = (portalId: number, userId: number, pair: TokenPair) => ({
    sealedAccess: keyring.seal(pair.access, context(portalId, userId, 'access')),
    sealedRefresh: keyring.seal(pair.refresh, context(portalId, userId, 'refresh')),
    expiresAt: pair.expiresAt,
    state: 'live' as const,
  })
  const isVersion = (portalId: number, userId: number, version: number) =>
    and(eq(userTokens.portalId, portalId), eq(userTokens.userId, userId), eq(userTokens.version, version))

  return {
    async find(portalId, userId) {
      const row = select.get({ portalId, userId })
      if (!row) return undefined
      return {
        access: keyring.open(row.sealedAccess, context(portalId, userId, 'access')),
        refresh: keyring.open(row.sealedRefresh, context(portalId, userId, 'refresh')),
        expiresAt: row.expiresAt,
        state: row.state,
        version: row.version,
      }
    },

    async recentUsers(portalId, limit) {
      const rows = db.select({ userId: userTokens.userId }).from(userTokens)
        .where(and(eq(userTokens.portalId, portalId), eq(userTokens.state, 'live')))
        .orderBy(desc(userTokens.updatedAt), desc(userTokens.userId)).limit(limit).all()
      return rows.map(row => row.userId)
    },

    async save(portalId, userId, pair, now) {
      const values = { ...sealed(portalId, userId, pair), updatedAt: now }
      db.insert(userTokens).values({ portalId, userId, ...values })
        .onConflictDoUpdate({ target: [userTokens.portalId, userTokens.userId], set: { ...values, version: sql`${userTokens.version} + 1` } })
        .run()
    },

    async swap(portalId, userId, from, pair, now) {
      const result = db.update(userTokens).set({ ...sealed(portalId, userId, pair), version: from + 1, updatedAt: now })
        .where(isVersion(portalId, userId, from)).run()
      return result.changes === 1
    },

    async markDead(portalId, userId, from, now) {
      db.update(userTokens).set({ state: 'dead', version: from + 1, updatedAt: now }).where(isVersion(portalId, userId, from)).run()
    },

    async reseal(after, limit) {
      return db.transaction((tx) => {
        const rows = tx.select().from(userTokens).where(and(
          sql`(${userTokens.portalId}, ${userTokens.userId}) > (${after?.portalId ?? 0}, ${after?.userId ?? 0})`,
          ne(keyOf(userTokens.sealedRefresh), keyring.newestPrefix),
        )).orderBy(userTokens.portalId, userTokens.userId).limit(limit).all()
        return resealed(rows, ({ portalId, userId, sealedAccess, sealedRefresh }) => {
          const again = (sealed: string, column: string) => keyring.seal(keyring.open(sealed, context(portalId, userId, column)), context(portalId, userId, column))
          tx.update(userTokens).set({ sealedAccess: again(sealedAccess, 'access'), sealedRefresh: again(sealedRefresh, 'refresh') })
            .where(and(eq(userTokens.portalId, portalId), eq(userTokens.userId, userId))).run()
        }, ({ portalId, userId }) => ({ portalId, userId }))
      }, { behavior: 'immediate' })
    },

    async sealedUnder() {
      const key = keyOf(userTokens.sealedRefresh)
      return db.select({ key, values: count() }).from(userTokens).groupBy(key).all()
    },
  }
}
