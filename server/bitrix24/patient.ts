import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#shared/errors'
import { NotAskedError } from './breaker'
import type { Rest, RestParams } from './types'

/** First and longest pause, in milliseconds: the bucket of a portal leaks two calls a second (limits). */
const firstPause = 500
const longestPause = 4_000

export interface Patience {
  clock: () => number
  /** No call is repeated later than this, in milliseconds since 1970. */
  until: number
  /** Stands in for a timer in tests. */
  pause?: (ms: number) => Promise<unknown>
}

/**
 * A {@link Rest} whose calls wait when the portal has too much to do, or is left alone for a moment after it was in trouble. Both refusals come
 * before anything is done (limits, QUERY_LIMIT_EXCEEDED), so a write may be repeated too; after any other trouble nothing is.
 */
export function patient(rest: Rest, { clock, until, pause = sleep }: Patience): Rest {
  return {
    ...rest,
    async call<Result>(method: string, params?: RestParams) {
      for (let ms = firstPause; ; ms = Math.min(ms * 2, longestPause)) {
        try {
          return await rest.call<Result>(method, params)
        }
        catch (error) {
          const wait = waitAfter(error, ms)
          if (wait === null || clock() + wait > until) throw error
          await pause(wait)
        }
      }
    },
  }
}

/** @returns milliseconds, or null when waiting is no use: a longer pause means that the portal is down, and people are told so at once */
function waitAfter(error: unknown, usual: number): number | null {
  if (error instanceof NotAskedError) {
    const left = (error.retryAfter ?? 0) * 1000
    return left <= longestPause ? left : null
  }
  return error instanceof AppError && error.code === 'portal_busy' ? usual : null
}
