import { LRUCache } from 'lru-cache'

export interface AllowanceOptions {
  /** How much is there at first, and at most. */
  burst: number
  /** How much comes back in a second. */
  perSecond: number
  /** How many keys are remembered; beyond it whoever was not heard of the longest begins anew. */
  keys: number
  /** Milliseconds since 1970. */
  clock: () => number
}

export interface Allowances {
  /** @returns whether there was enough; if not, nothing is taken */
  take: (key: string, cost?: number) => boolean
  /** What was taken and not used up. */
  giveBack: (key: string, cost?: number) => void
}

interface Bucket { left: number, at: number }

/** An allowance for each key, which is used up and fills again by and by: a token bucket. Memory is bounded, whatever keys come. */
export function createAllowances({ burst, perSecond, keys, clock }: AllowanceOptions): Allowances {
  const buckets = new LRUCache<string, Bucket>({ max: keys })

  function bucketOf(key: string): Bucket {
    const now = clock()
    const bucket = buckets.get(key) ?? { left: burst, at: now }
    // A clock that was put back gives nothing, and takes nothing.
    bucket.left = Math.min(burst, bucket.left + Math.max(0, now - bucket.at) / 1000 * perSecond)
    bucket.at = now
    buckets.set(key, bucket)
    return bucket
  }

  return {
    take(key, cost = 1) {
      const bucket = bucketOf(key)
      if (bucket.left < cost) return false
      bucket.left -= cost
      return true
    },
    giveBack(key, cost = 1) {
      const bucket = bucketOf(key)
      bucket.left = Math.min(burst, bucket.left + cost)
    },
  }
}
