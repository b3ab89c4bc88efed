import { asRatio, inBytes, inMilliseconds, inRequests } from '../../../support/format'
import type { Row, Section } from '../../lib/table'
import { usageOf } from '../../../support/usage'
import type { GeneratorProcess } from '../../../support/load/generator-process'
import type { Latencies } from '../../../support/load/plan'
import type { Installation } from '../installation'
import { readNumber, sizeOf } from '../installation'
import type { Kind } from '../kinds'
import { launch, otherKinds } from '../kinds'
import type { Contender, Effort, Throughput } from '../measure'
import { measureLatency, measureThroughput, middle, ratioOf, steadyRate } from '../measure'

/** What may be slower at the large scale, DESIGN §9. */
const growthLimit = 1.2

/** The other requests, of an installation with few portals; and how all of them grow, when there is one with many. */
export async function requestSections(small: Installation, large: Installation | undefined, generator: GeneratorProcess, effort: Effort): Promise<Section[]> {
  const requests: Row[] = []
  const growth: Row[] = []
  for (const kind of large ? [launch, ...otherKinds] : otherKinds) {
    const contenders: Record<string, Contender> = { small: contender(small, kind), ...large && { large: contender(large, kind) } }
    const throughput = await measureThroughput(contenders, generator, effort)
    const latency = await measureLatency(contenders, generator, effort)
    if (kind !== launch) requests.push(requestRow(kind, throughput.small!, latency.small!))
    if (throughput.large) growth.push(growthRow(kind, throughput.large, throughput.small!))
  }
  const sections: Section[] = [{
    title: `Other requests, at ${scaleOf(small)}`,
    columns: { app: 'requests per second', stock: 'processor time', ratio: `p50 / p99 at ${steadyRate}/s` },
    rows: requests,
  }]
  if (large) sections.push(growthSection(small, large, growth))
  return sections
}

const contender = (installation: Installation, kind: Kind): Contender => ({ servers: [installation.app], requests: kind.requests(installation) })

function requestRow({ what, target }: Kind, throughput: readonly Throughput[], latency: readonly Latencies[]): Row {
  const figures = { ...middle(throughput), ...middle(latency) }
  return {
    what, app: inRequests(figures.perSecond), stock: inMilliseconds(figures.cpuMs), ratio: `${inMilliseconds(figures.p50)} / ${inMilliseconds(figures.p99)}`,
    ...target && { target: target.words, met: target.isMet(figures) },
  }
}

/** Time that the server has for nobody else, at the large scale and at the small one. */
function growthRow({ what }: Kind, large: readonly Throughput[], small: readonly Throughput[]): Row {
  const time = ({ perSecond }: Throughput) => 1000 / perSecond
  const ratio = ratioOf(large, small, time)
  return { what: `${what}: time per request`, app: inMilliseconds(time(middle(large))), stock: inMilliseconds(time(middle(small))), ratio: asRatio(ratio), target: `≤ ${growthLimit} ×`, met: ratio <= growthLimit }
}

function growthSection(small: Installation, large: Installation, rows: readonly Row[]): Section {
  const memory = (installation: Installation) => usageOf(installation.app.pid).memory
  return {
    title: 'Growth: the same requests with many portals and notes',
    columns: { app: scaleOf(large), stock: scaleOf(small), ratio: 'growth' },
    rows: [
      ...rows,
      { what: 'memory under load', app: inBytes(memory(large)), stock: inBytes(memory(small)), ratio: asRatio(memory(large) / memory(small)) },
      { what: 'database', app: inBytes(sizeOf(large.data)), stock: inBytes(sizeOf(small.data)) },
      { what: 'database per note', app: inBytes(Math.round(sizeOf(large.data) / large.data.notes)), stock: inBytes(Math.round(sizeOf(small.data) / small.data.notes)) },
    ],
  }
}

/** How much there is, in words. */
const scaleOf = (installation: Installation) => `${inWords(readNumber(installation, 'SELECT count(*) FROM portals'))} portals, ${inWords(installation.data.notes)} notes`

const inWords = (number: number) => new Intl.NumberFormat('en', { notation: 'compact', compactDisplay: 'long' }).format(number)
