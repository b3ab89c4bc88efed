import { median } from '../../support/statistics'
import { usageOf } from '../../support/usage'
import type { RunningServer } from '../lib/servers'
import type { GeneratorProcess } from '../../support/load/generator-process'
import type { Latencies, LoadRequest } from '../../support/load/plan'

/** Somebody who is measured: what is asked of which servers. */
export interface Contender {
  /** More than one share the load. */
  servers: readonly RunningServer[]
  requests: readonly LoadRequest[]
}

/** How long things take; short in a quick run. */
export interface Effort {
  /** Until the compiler of V8 has done what it does: a Nuxt page doubles its rate in the first seconds. */
  warmUpSeconds: number
  rounds: number
  throughputSeconds: number
  latencySeconds: number
}

/** One round's, or the median of several. */
export interface Throughput {
  perSecond: number
  /** Processor time of the server for one request, in milliseconds. */
  cpuMs: number
  /** Of an answer's body. */
  bytes: number
}

/** All that is measured of a kind of request. */
export type Figures = Throughput & Latencies

/** Enough to keep a server busy, few enough that they wait in its own queue and not in the system's. */
const connections = 16

/** DESIGN §9 */
export const steadyRate = 200

type Rounds<Name extends string, Figure> = Record<Name, Figure[]>

/**
 * How much the contenders can do at most, each in its turn, round for round: what disturbs the machine disturbs all of them.
 * @returns every round's figures, of each
 */
export async function measureThroughput<Name extends string>(contenders: Record<Name, Contender>, generator: GeneratorProcess, effort: Effort): Promise<Rounds<Name, Throughput>> {
  const full = ({ servers, requests }: Contender, seconds: number) =>
    generator.run({ origins: servers.map(server => server.origin), requests, pace: { kind: 'closed', connections: connections * servers.length }, seconds })

  for (const contender of valuesOf(contenders)) await full(contender, effort.warmUpSeconds)
  return inTurn(contenders, effort.rounds, async (contender) => {
    const before = processorTime(contender)
    const { answers, seconds, bytes } = await full(contender, effort.throughputSeconds)
    return { perSecond: answers / seconds, cpuMs: (processorTime(contender) - before) / answers, bytes }
  })
}

/** How long the contenders let people wait who come {@link steadyRate} times a second, each in its turn. */
export function measureLatency<Name extends string>(contenders: Record<Name, Contender>, generator: GeneratorProcess, effort: Effort): Promise<Rounds<Name, Latencies>> {
  return inTurn(contenders, effort.rounds, async ({ servers, requests }) => {
    const pace = { kind: 'open', perSecond: steadyRate } as const
    const { latencies } = await generator.run({ origins: servers.map(server => server.origin), requests, pace, seconds: effort.latencySeconds })
    return latencies
  })
}

/** The median of each figure. */
export function middle<Figure extends Record<keyof Figure, number>>(rounds: readonly Figure[]): Figure {
  const names = Object.keys(rounds[0]!) as (keyof Figure)[]
  return Object.fromEntries(names.map(name => [name, median(rounds.map(round => round[name]))])) as Figure
}

/** The median of the ratios that two contenders had in the same round. */
export function ratioOf<Figure>(of: readonly Figure[], to: readonly Figure[], figure: (round: Figure) => number): number {
  return median(of.map((round, index) => figure(round) / figure(to[index]!)))
}

/** Processor time of all servers of a contender until now, in milliseconds. */
export const processorTime = ({ servers }: Contender): number => servers.reduce((sum, { pid }) => sum + usageOf(pid).cpuMs, 0)

const valuesOf = <Value>(record: Record<string, Value>) => Object.values(record)

async function inTurn<Name extends string, Figure>(contenders: Record<Name, Contender>, rounds: number, measure: (contender: Contender) => Promise<Figure>): Promise<Rounds<Name, Figure>> {
  const names = Object.keys(contenders) as Name[]
  const measured = Object.fromEntries(names.map(name => [name, []])) as unknown as Rounds<Name, Figure>
  for (let round = 0; round < rounds; round++) {
    for (const name of names) measured[name].push(await measure(contenders[name]))
  }
  return measured
}
