import { setTimeout as sleep } from 'node:timers/promises'
import { storageFaultOf } from './faults'

/** How long a write waits for another process to end its own, in milliseconds. */
const patienceMs = 5_000
const firstPause = 2
const longestPause = 100

/**
 * Does the work again while another process holds the write lock. SQLite's own waiting (`busy_timeout`) would stop this whole process with all
 * its requests; here everybody else goes on. What it refused for a lock it has not begun, so nothing is done twice.
 * @throws what the work throws: `SQLITE_BUSY` only after `patience` milliseconds
 */
export async function patiently<Result>(work: () => Promise<Result>, patience = patienceMs): Promise<Result> {
  const deadline = performance.now() + patience
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await work()
    }
    catch (error) {
      if (storageFaultOf(error) !== 'locked' || performance.now() > deadline) throw error
    }
    // By chance up to twice as long: those who wait together should not come back together.
    await sleep(pause * (1 + Math.random()))
  }
}

/** A repository: every method is one statement or one transaction, so it may be done again as a whole. */
type Repository<Methods> = { [Name in keyof Methods]: (...args: never[]) => Promise<unknown> }

/**
 * The same repositories, whose methods work {@link patiently}.
 * @param onError told of what a method throws, but for locks
 */
export function patientRepositories<All extends { [Name in keyof All]: Repository<All[Name]> }>(repositories: All, onError: (error: unknown) => void): All {
  const patient = (repository: object) => mapped(repository, (method: (...args: unknown[]) => Promise<unknown>) => (...args: unknown[]) => method(...args).catch((error: unknown) => {
    if (storageFaultOf(error) === 'locked') return patiently(() => method(...args))
    onError(error)
    throw error
  }))
  return mapped(repositories, patient)
}

/** The same object with other values of the same kinds. */
function mapped<Whole extends object>(whole: Whole, change: (value: never) => unknown): Whole {
  return Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, change(value as never)])) as Whole
}
