import type { Browser } from './start'

/** When this browser last asked, how often in a row that failed, and when the next follow-up falls due. Milliseconds since 1970. */
export interface Pace { askedAt: number, failures: number, next: number | null }

/** What all tabs of a browser know together. Both throw when the browser does not let us keep it. */
export interface Memory {
  read: () => { pace: Pace | null, shown: Record<string, number> }
  write: (values: { pace?: Pace, shown?: Record<string, number> }) => void
}

/** @returns null where the browser denies storage to foreign frames */
export function openMemory(browser: Browser, key: string): Memory | null {
  try {
    const { localStorage } = browser
    const memory: Memory = {
      read: () => ({ pace: null, shown: {}, ...JSON.parse(localStorage.getItem(key) ?? '{}') as object }),
      write: values => localStorage.setItem(key, JSON.stringify({ ...memory.read(), ...values })),
    }
    memory.write({})
    return memory
  }
  catch {
    return null
  }
}
