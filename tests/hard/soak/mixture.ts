import { askOnTime } from '../../support/load/loops'
import { inMilliseconds } from '../../support/format'
import type { Random } from '../../support/random'
import { percentile } from '../../support/statistics'
import type { World } from '../../e2e/support/world'
import type { Trial } from '../part'
import type { BusyPortal } from './portals'
import { workers } from './portals'
import type { Kind } from './traffic'
import { kinds } from './traffic'

interface Figures { tried: number, latencies: number[] }

/** What came of the mixture so far. */
export interface Mixture {
  /** Sends so many a second for so long, whatever becomes of them. */
  run: (perSecond: number, seconds: number) => Promise<void>
  /** Forgets how long answers took until now: the compiler of V8 was still at work. */
  warmedUp: () => void
  trials: () => Trial[]
  /** What was wrong, in words, each once. */
  complaints: () => string[]
}

const anyMark = /mark[\da-f]{8}-[\da-f-]{27}/g

/** Traffic of many portals, each answer looked through for what is another portal's. */
export function createMixture(world: World, portals: readonly BusyPortal[], random: Random): Mixture {
  const wheel: readonly Kind[] = kinds.flatMap(kind => Array.from({ length: kind.weight }, () => kind))
  const figures = new Map<string, Figures>(kinds.map(({ name }) => [name, { tried: 0, latencies: [] }]))
  const complaints = new Set<string>()
  let looked = 0
  let foreign = 0

  async function visit(since: number): Promise<void> {
    const kind = random.pick(wheel)
    const portal = random.pick(portals)
    const figure = figures.get(kind.name)!
    figure.tried += 1
    try {
      const answer = await kind.act({ world, random, portal, who: random.pick(workers) })
      figure.latencies.push(performance.now() - since)
      looked += 1
      if (answer.match(anyMark)?.some(mark => mark !== portal.mark)) {
        foreign += 1
        complaints.add(`${kind.name}: shows what is another portal's`)
      }
    }
    catch (error) {
      complaints.add(`${kind.name}: ${error instanceof Error ? `${error.message} ${error.cause ?? ''}` : error}`)
    }
  }

  return {
    run: (perSecond, seconds) => askOnTime(perSecond, performance.now(), seconds, visit),
    warmedUp: () => figures.forEach((figure) => { Object.assign(figure, { tried: 0, latencies: [] }) }),
    complaints: () => [...complaints],
    trials: () => [
      ...[...figures].map(([name, { tried, latencies }]): Trial => ({
        what: name, tried, held: latencies.length,
        note: latencies.length > 0 ? `p50 ${inMilliseconds(percentile(latencies, 50))}, p99 ${inMilliseconds(percentile(latencies, 99))}` : undefined,
      })),
      { what: 'answers without anything of another portal', tried: looked, held: looked - foreign },
    ],
  }
}
