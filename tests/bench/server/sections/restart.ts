import { inMilliseconds } from '../../../support/format'
import { median } from '../../../support/statistics'
import type { Row, Section } from '../../lib/table'
import type { Installation } from '../installation'
import { taskLaunch } from '../requests'

/** From the start of a process until `/readyz`, and until it has answered its first launch. */
export async function restartSection(small: Installation, large: Installation | undefined, rounds: number): Promise<Section> {
  const few = await restarts(small, rounds)
  const many = large && await restarts(large, rounds)
  const row = (what: string, figure: keyof typeof few): Row =>
    many ? { what, app: inMilliseconds(many[figure]), stock: inMilliseconds(few[figure]) } : { what, app: inMilliseconds(few[figure]) }
  return {
    title: 'Restart',
    columns: large ? { app: 'large database', stock: 'small database' } : { app: 'small database' },
    rows: [row('from start to ready', 'ready'), row('its first launch after that', 'firstLaunch')],
  }
}

async function restarts(installation: Installation, rounds: number) {
  const ready: number[] = []
  const firstLaunch: number[] = []
  for (let round = 0; round < rounds; round++) {
    await installation.app.stop()
    ready.push(await timed(() => installation.app.start()))
    firstLaunch.push(await timed(() => launchOnce(installation)))
  }
  return { ready: median(ready), firstLaunch: median(firstLaunch) }
}

async function launchOnce({ app, people, authServer }: Installation): Promise<void> {
  const { path, method, headers, body } = taskLaunch(people[0]!, authServer)
  const answer = await fetch(app.origin + path, { method, headers, body })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`The first launch after a restart answered ${answer.status}.`)
}

/** @returns milliseconds */
async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
