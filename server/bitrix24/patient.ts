import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '#shared/errors'
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
 * A {@link Rest} whose calls wait when the portal has too much to do. Such a refusal comes before anything is done (limits,
 * QUERY_LIMIT_EXCEEDED), so a write may be repeated too; after any other trouble nothing is.
 */
export function patient(rest: Rest, { clock, until, pause = wait }: Patience): Rest {
  return {
    ...rest,
    async call<Result>(method: string, params?: RestParams) {
      for (let ms = firstPause; ; ms = Math.min(ms * 2, longestPause)) {
        try {
          return await rest.call<Result>(method, params)
        }
        catch (error) {
          if (!(error instanceof AppError && error.code === 'portal_busy') || clock() + ms > until) throw error
          await pause(ms)
        }
      }
    },
  }
}
