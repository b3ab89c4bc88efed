import type { Row, Section } from '../../lib/table'
import { asRatio, inBytes, inMilliseconds, inRequests } from '../../../support/format'
import type { RunningServer } from '../../lib/servers'
import { usageOf } from '../../../support/usage'
import type { GeneratorProcess } from '../../../support/load/generator-process'
import type { Installation } from '../installation'
import { changeNotes, readNumber } from '../installation'
import { launch } from '../kinds'
import type { Effort } from '../measure'
import { measureLatency, measureThroughput, middle, processorTime, ratioOf, steadyRate } from '../measure'
import { median } from '../../../support/statistics'

const emptyPage = [{ method: 'GET', path: '/', headers: {}, body: '' } as const]

/** A launch against an empty page of the same kit: the first of all targets. */
export async function launchSection(installation: Installation, stock: RunningServer, generator: GeneratorProcess, effort: Effort): Promise<Section> {
  const contenders = { app: { servers: [installation.app], requests: launch.requests(installation) }, stock: { servers: [stock], requests: emptyPage } }
  const before = outboundCalls(installation)
  const answered = generator.answers
  const throughput = await measureThroughput(contenders, generator, effort)
  const latency = await measureLatency(contenders, generator, effort)
  const firstDrawn = await drawnFirst(installation, generator, effort.rounds)
  const outbound = outboundCalls(installation) - before

  const most = { app: middle(throughput.app), stock: middle(throughput.stock) }
  const waits = { app: middle(latency.app), stock: middle(latency.stock) }
  const rate = ratioOf(throughput.app, throughput.stock, round => round.perSecond)
  const wait = (name: 'p50' | 'p95' | 'p99'): Row => ({ what: `${name} at ${steadyRate} requests/s`, app: inMilliseconds(waits.app[name]), stock: inMilliseconds(waits.stock[name]), ratio: asRatio(ratioOf(latency.app, latency.stock, round => round[name])) })
  const memory = { app: usageOf(installation.app.pid).memory, stock: usageOf(stock.pid).memory }
  return {
    title: 'Launch: a known portal, person and token, 20 notes rendered',
    rows: [
      { what: 'requests per second', app: inRequests(most.app.perSecond), stock: inRequests(most.stock.perSecond), ratio: asRatio(rate), target: '≥ 1.0 ×', met: rate >= 1 },
      { what: 'processor time per request', app: inMilliseconds(most.app.cpuMs), stock: inMilliseconds(most.stock.cpuMs), ratio: asRatio(ratioOf(throughput.app, throughput.stock, round => round.cpuMs)) },
      { what: 'processor time when its notes were never drawn before', app: inMilliseconds(firstDrawn), stock: inMilliseconds(most.stock.cpuMs), ratio: asRatio(firstDrawn / most.stock.cpuMs) },
      wait('p50'),
      wait('p95'),
      { ...wait('p99'), target: '≤ 50 ms', met: waits.app.p99 <= 50 },
      { what: 'answer, uncompressed', app: inBytes(most.app.bytes), stock: inBytes(most.stock.bytes) },
      { what: 'memory under load', app: inBytes(memory.app), stock: inBytes(memory.stock) },
      { what: `calls to Bitrix24 in ${generator.answers - answered} requests`, app: String(outbound), target: 'none', met: outbound === 0 },
    ],
  }
}

/** Slow enough that nobody waits for anybody. */
const calmRate = 40

/** Everybody's launch once after their notes changed: the app keeps what it drew (decision 0028), and this is what it costs where that is of no use. */
async function drawnFirst(installation: Installation, generator: GeneratorProcess, rounds: number): Promise<number> {
  const contender = { servers: [installation.app], requests: launch.requests(installation) }
  const cpuMs: number[] = []
  for (let round = 0; round < rounds; round++) {
    changeNotes(installation)
    const before = processorTime(contender)
    const pace = { kind: 'open', perSecond: calmRate } as const
    const { answers } = await generator.run({ origins: [installation.app.origin], requests: contender.requests, pace, seconds: contender.requests.length / calmRate })
    cpuMs.push((processorTime(contender) - before) / answers)
  }
  return median(cpuMs)
}

/** What was asked of authorization servers and portals until now. */
function outboundCalls(installation: Installation): number {
  const asked = Object.values(installation.world.control.calls({})).reduce((sum, times) => sum + times, 0)
  return asked + readNumber(installation, 'SELECT count(*) FROM rest_journal')
}
