import { asRatio, inRequests } from '../../../support/format'
import type { Row, Section } from '../../lib/table'
import type { GeneratorProcess } from '../../../support/load/generator-process'
import type { Installation } from '../installation'
import { readNumber, startAnother } from '../installation'
import type { Kind } from '../kinds'
import { launch, write } from '../kinds'
import type { Effort, Throughput } from '../measure'
import { measureThroughput, middle, ratioOf } from '../measure'

/** Two processes on one machine and one database file, against one: what is gained, and that nothing is lost. */
export async function processesSection(installation: Installation, generator: GeneratorProcess, effort: Effort): Promise<Section> {
  const another = await startAnother(installation)
  const measure = (kind: Kind) => {
    const requests = kind.requests(installation)
    return measureThroughput({ one: { servers: [installation.app], requests }, two: { servers: [installation.app, another], requests } }, generator, effort)
  }
  const notes = () => readNumber(installation, 'SELECT count(*) FROM notes')
  try {
    const launches = await measure(launch)
    const before = { notes: notes(), answers: generator.answers }
    const writes = await measure(write)
    const written = generator.answers - before.answers
    const kept = notes() - before.notes
    return {
      title: 'Several processes on one machine and one database',
      columns: { app: 'two processes', stock: 'one process', ratio: 'gain' },
      rows: [
        { what: 'launches per second', ...gain(launches) },
        { what: 'notes written per second', ...gain(writes) },
        { what: `notes kept of ${written} written`, app: String(kept), target: 'all', met: kept === written },
      ],
      note: 'The load comes from a process of its own, which needs most of a core: with two cores, two processes have little more to gain than what it leaves.',
    }
  }
  finally {
    await another.stop()
  }
}

const gain = ({ one, two }: Record<'one' | 'two', Throughput[]>): Omit<Row, 'what'> => ({
  app: inRequests(middle(two).perSecond),
  stock: inRequests(middle(one).perSecond),
  ratio: asRatio(ratioOf(two, one, round => round.perSecond)),
})
