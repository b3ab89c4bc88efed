import { AppError } from '#shared/errors'
import type { ErrorCode } from '#shared/errors'

interface Options {
  /** Calls to one side at the same time. */
  atOnce: number
  /** Calls to one side that wait until another has ended. */
  waiting: number
  /** How long one waits, in milliseconds. */
  patience: number
  /** Calls to all sides together at the same time. */
  atOnceInAll: number
  /** What a call is refused with for which there is no room. */
  refusal: Extract<ErrorCode, 'portal_busy' | 'authorization_unavailable'>
}

/** Does the work as soon as there is room. @throws AppError `refusal` when there is none, or not in time; or what the work throws */
export type Lanes<Key> = <Result>(side: Key, work: () => Promise<Result>) => Promise<Result>

/** Room for so many calls to each portal, or each authorization server: a slow one holds no more of this process than its share. */
export function createLanes<Key>({ atOnce, waiting, patience, atOnceInAll, refusal }: Options): Lanes<Key> {
  const lanes = new Map<Key, { running: number, line: (() => void)[] }>()
  let runningInAll = 0

  const full = () => new AppError(refusal, 'Too many calls are on their way already', { retryAfter: 5 })

  async function enter(key: Key): Promise<void> {
    const lane = lanes.get(key) ?? { running: 0, line: [] }
    if (lane.running < atOnce) {
      if (runningInAll >= atOnceInAll) throw full()
      lanes.set(key, lane)
      lane.running += 1
      runningInAll += 1
      return
    }
    if (lane.line.length >= waiting) throw full()
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        lane.line.splice(lane.line.indexOf(begin), 1)
        reject(full())
      }, patience)
      const begin = () => {
        clearTimeout(timer)
        resolve()
      }
      lane.line.push(begin)
    })
  }

  /** The room goes to whoever waits longest. */
  function leave(key: Key): void {
    const lane = lanes.get(key)!
    const next = lane.line.shift()
    if (next) return next()
    runningInAll -= 1
    lane.running -= 1
    if (lane.running === 0) lanes.delete(key)
  }

  return async (key, work) => {
    await enter(key)
    try {
      return await work()
    }
    finally {
      leave(key)
    }
  }
}
