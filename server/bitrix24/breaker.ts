import { LRUCache } from 'lru-cache'
import { AppError } from '#shared/errors'
import type { Log } from '../log'

/** Failures in a row after which the other side is left alone for a while. */
const failuresAllowed = 3
const firstPause = 1_000
const longestPause = 60_000
/** A portal that asks for fewer calls is well again soon: its bucket leaks two a second (limits). */
const longestBusyPause = 10_000
/** Sides in trouble that are remembered; of more, the ones that nobody called for longest are asked as if they were well. */
const sidesRemembered = 10_000

/** What the end of a call says of the other side; `unknown` when it was not asked, or its word is not about itself. */
export type Health = 'well' | 'ill' | 'unknown'

/** A call was refused here: the other side has heard nothing of it. */
export class NotAskedError extends AppError {}

interface Side {
  failures: number
  /** Milliseconds since 1970. */
  pausedUntil: number
  isProbed: boolean
  trouble: AppError
}

interface Options {
  /** What log lines begin with: `rest.portal`, `oauth.server`. */
  name: string
  clock: () => number
  log: Log
  /** Between 0 and 1, as `Math.random`. */
  random?: () => number
  /** Judges what a call failed with; what is called `ill` is an AppError. */
  healthAfter: (error: unknown) => Health
}

export interface Breaker<Key extends string | number> {
  /**
   * Refuses a call that would only wait for a side in trouble.
   * @throws NotAskedError of the code that the side failed with last, with the seconds until it is asked again
   */
  check: (side: Key) => void
  /** Does the work, unless {@link check} refuses it, and learns from how it ends. @throws as `check` and the work do */
  run: <Result>(side: Key, work: () => Promise<Result>) => Promise<Result>
}

/**
 * A circuit breaker for each portal, or each authorization server: after three failures in a row calls are refused at once, for a second,
 * then twice as long each time, at most a minute. When a pause ends one call is let through; its success ends the trouble
 * (docs/decisions/0030). It is a cache of this process and of nothing else: another process finds out by itself.
 */
export function createBreaker<Key extends string | number>({ name, clock, log, random = Math.random, healthAfter }: Options): Breaker<Key> {
  const sides = new LRUCache<Key, Side>({ max: sidesRemembered })

  const openSide = (key: Key) => {
    const side = sides.get(key)
    return side && side.failures >= failuresAllowed ? side : undefined
  }

  function check(key: Key): void {
    const side = openSide(key)
    if (!side) return
    const left = side.isProbed ? firstPause : side.pausedUntil - clock()
    if (left <= 0) return
    throw new NotAskedError(side.trouble.code, `Not asked, after ${side.failures} failures in a row: ${side.trouble.message}`, { retryAfter: Math.ceil(left / 1000) })
  }

  function recover(key: Key): void {
    const side = openSide(key)
    sides.delete(key)
    if (side) log.info({ side: key, failures: side.failures }, `${name}.recovered`)
  }

  function fail(key: Key, trouble: AppError, isProbe: boolean): void {
    // Calls that were on their way when the pause began say nothing new.
    if (openSide(key) && !isProbe) return
    const side = sides.get(key) ?? { failures: 0, pausedUntil: 0, isProbed: false, trouble }
    side.failures += 1
    side.trouble = trouble
    sides.set(key, side)
    if (side.failures < failuresAllowed) return
    const pause = Math.min(firstPause * 2 ** Math.min(side.failures - failuresAllowed, 16), trouble.code === 'portal_busy' ? longestBusyPause : longestPause)
    // Up to a half is left to chance, so that several processes do not come back at the same time.
    const ms = Math.round(pause * (1 - random() / 2))
    side.pausedUntil = clock() + ms
    log.warn({ side: key, failures: side.failures, code: trouble.code, pauseMs: ms }, `${name}.paused`)
  }

  return {
    check,
    async run(key, work) {
      check(key)
      const probed = openSide(key)
      if (probed) probed.isProbed = true
      try {
        const result = await work()
        recover(key)
        return result
      }
      catch (error) {
        const health = healthAfter(error)
        if (health === 'well') recover(key)
        else if (health === 'ill') fail(key, error as AppError, probed !== undefined)
        throw error
      }
      finally {
        if (probed) probed.isProbed = false
      }
    },
  }
}
