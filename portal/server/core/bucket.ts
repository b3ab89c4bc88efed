/**
 * Request intensity of one portal: a bucket that holds `burst` requests and leaks `perSecond`.
 * Source: "Limits" of the Bitrix24 REST documentation (50 and 2; Enterprise 250 and 5).
 */
export class LeakyBucket {
  #level = 0
  #at = Date.now()

  constructor(readonly burst: number, readonly perSecond: number) {}

  /** Counts one request; false when it would overflow. */
  take(now = Date.now()): boolean {
    this.#level = Math.max(0, this.#level - (now - this.#at) / 1000 * this.perSecond)
    this.#at = now
    if (this.#level + 1 > this.burst) return false
    this.#level += 1
    return true
  }
}
