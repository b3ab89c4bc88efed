import { setImmediate as yieldToOthers, setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../statistics'
import type { LoadClient } from './client'
import type { LoadPlan, LoadResult } from './plan'

/** Sends what the plan says and tells how it went. */
export async function runLoad({ origins, requests, pace, seconds }: LoadPlan, client: LoadClient): Promise<LoadResult> {
  const latencies: number[] = []
  const wrong: LoadResult['wrong'] = {}
  let bytes = 0
  let sent = 0

  async function sendNext(since: number): Promise<void> {
    const turn = sent++
    const answer = await client.send(origins[turn % origins.length]!, requests[turn % requests.length]!)
    if (answer.good) {
      latencies.push(performance.now() - since)
      bytes += answer.bytes
      return
    }
    const known = wrong[answer.outcome] ??= { times: 0, example: answer.example }
    known.times++
  }

  const start = performance.now()
  if (pace.kind === 'closed') await askAgain(pace.connections, start + seconds * 1000, sendNext)
  else await askOnTime(pace.perSecond, start, seconds, sendNext)
  const took = (performance.now() - start) / 1000
  const at = (percent: number) => (latencies.length === 0 ? Number.NaN : percentile(latencies, percent))
  return { answers: latencies.length, wrong, seconds: took, latencies: { p50: at(50), p95: at(95), p99: at(99) }, bytes: bytes / Math.max(1, latencies.length) }
}

type Send = (since: number) => Promise<void>

async function askAgain(connections: number, end: number, send: Send): Promise<void> {
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() < end) await send(performance.now())
  }))
}

/** Nobody waits for anybody: what is late is sent as soon as the clock is seen, and counts from when it was due. */
export async function askOnTime(perSecond: number, start: number, seconds: number, send: Send): Promise<void> {
  const waiting: Promise<void>[] = []
  const due = (turn: number) => start + turn * 1000 / perSecond
  for (let turn = 0; turn < perSecond * seconds; turn++) {
    await until(due(turn))
    waiting.push(send(due(turn)))
  }
  await Promise.all(waiting)
}

/** Timers come up to a millisecond late, which nobody should be blamed for: the rest of it is spent looking at the clock. */
async function until(time: number): Promise<void> {
  for (;;) {
    const early = time - performance.now()
    if (early <= 0) return
    await (early > 1 ? sleep(Math.floor(early)) : yieldToOthers())
  }
}
