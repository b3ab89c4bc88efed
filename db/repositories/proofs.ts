import { and, eq, inArray, lt } from 'drizzle-orm'
import type { Db } from '../client'
import { launchProofs } from '../schema'
import type { Keyring } from '../sealing'
import { aboutMany } from './many'

export interface LaunchProof { portalId: number, userId: number, expiresAt: number }

/** Which access tokens `app.info` has already vouched for, under a keyed hash of the token, until each expires. */
export interface ProofsRepository {
  find: (accessToken: string, now: number) => Promise<LaunchProof | undefined>
  save: (accessToken: string, proof: LaunchProof) => Promise<void>
  /** Removes at most `limit` expired proofs. @returns how many */
  prune: (now: number, limit: number) => Promise<number>
}

export function createProofsRepository(db: Db, keyring: Keyring): ProofsRepository {
  const select = aboutMany(hashes => db.select().from(launchProofs).where(inArray(launchProofs.tokenHash, hashes)).prepare())

  return {
    async find(accessToken, now) {
      const [row] = select(keyring.hashes(accessToken, 'launch_proof'))
      return row && row.expiresAt > now ? { portalId: row.portalId, userId: row.userId, expiresAt: row.expiresAt } : undefined
    },
    async save(accessToken, proof) {
      const tokenHash = keyring.hash(accessToken, 'launch_proof')
      db.insert(launchProofs).values({ ...proof, tokenHash })
        .onConflictDoUpdate({ target: launchProofs.tokenHash, set: proof, setWhere: and(eq(launchProofs.portalId, proof.portalId), eq(launchProofs.userId, proof.userId)) })
        .run()
    },
    async prune(now, limit) {
      const expired = db.select({ hash: launchProofs.tokenHash }).from(launchProofs).where(lt(launchProofs.expiresAt, now)).limit(limit)
      return db.delete(launchProofs).where(inArray(launchProofs.tokenHash, expired)).run().changes
    },
  }
}
