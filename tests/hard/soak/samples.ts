import { setTimeout as sleep } from 'node:timers/promises'
import { inBytes, inMilliseconds } from '../../support/format'
import { median } from '../../support/statistics'
import type { ServerProcess } from '../../support/server-process'
import type { Trial } from '../part'

/** What the server holds at one moment. */
export interface Sample {
  /** Bytes of resident memory. */
  rss: number
  /** Bytes of the heap that are in use after garbage was collected. */
  heapUsed: number
  /** Open file descriptors; null where the system does not tell. */
  files: number | null
  /** How late the event loop was, 99th percentile since the last sample, in milliseconds. */
  delayMs: number
}

const answerLimitMs = 10_000

/** Asks the probe in the server (`probe.mjs`). @throws when it does not answer */
export async function takeSample({ pid, log }: ServerProcess): Promise<Sample> {
  const seen = log.length
  process.kill(pid, 'SIGUSR2')
  for (const end = Date.now() + answerLimitMs; Date.now() < end; await sleep(10)) {
    const line = log.slice(seen).find(candidate => candidate.startsWith('{"probe"'))
    if (line) return (JSON.parse(line) as { probe: Sample }).probe
  }
  throw new Error('The probe in the server does not answer.')
}

interface Bound {
  what: string
  figure: (sample: Sample) => number | null
  /** What stands for a third of the samples. */
  typical: (values: readonly number[]) => number
  /** What the last third may have over the first: a share of it, and an amount. */
  share: number
  amount: number
  inWords: (value: number) => string
}

const bounds: readonly Bound[] = [
  // The caches of rendered and parsed notes still fill with every new note; they are bounded (app/lib/rendered-once.ts, server/notes/drawn.ts).
  { what: 'heap after collecting garbage', figure: sample => sample.heapUsed, typical: median, share: 0.1, amount: 16 * 2 ** 20, inWords: inBytes },
  { what: 'resident memory', figure: sample => sample.rss, typical: median, share: 0.15, amount: 24 * 2 ** 20, inWords: inBytes },
  // The fewest: connections of a moment when many came at once are kept for more than a minute.
  { what: 'open files', figure: sample => sample.files, typical: values => Math.min(...values), share: 0, amount: 30, inWords: value => String(value) },
  { what: 'event loop\'s delay (p99)', figure: sample => sample.delayMs, typical: median, share: 1, amount: 20, inWords: inMilliseconds },
]

/** Whether what the server holds stays: what is typical of the last third of the samples against the same of the first. */
export function growthTrials(samples: readonly Sample[]): Trial[] {
  const third = Math.max(1, Math.floor(samples.length / 3))
  const [early, late] = [samples.slice(0, third), samples.slice(-third)]
  return bounds.flatMap(({ what, figure, typical, share, amount, inWords }): Trial[] => {
    const [first, last] = [early, late].map(some => some.map(figure).filter(value => value !== null))
    if (first!.length === 0 || last!.length === 0) return []
    const [before, after] = [typical(first!), typical(last!)]
    const allowed = before * (1 + share) + amount
    const most = Math.max(...samples.map(sample => figure(sample) ?? 0))
    return [{
      what: `the last third not above the first: ${what}`, tried: 1, held: Number(after <= allowed),
      note: `${inWords(before)} → ${inWords(after)} (allowed ${inWords(allowed)}), at most ${inWords(most)}, ${samples.length} samples`,
    }]
  })
}
