import { closeSync, copyFileSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { createRandom } from '../../support/random'
import { people, tasks } from '../../e2e/support/acme'
import { formOf, sendLaunch } from '../../e2e/support/wire'
import { startWorld } from '../../e2e/support/world'
import { ServerProcess } from '../../support/server-process'
import type { HardContext, Trial } from '../part'
import { createTally, createTeam } from './notes'

const rounds = 30
const pageSize = 4_096

/** Pages of the stopped file are overwritten; the service does not start, with a sentence, or serves what it can and refuses the rest. */
export async function tryDamage({ seed, entry, folder, progress }: HardContext): Promise<Trial[]> {
  const random = createRandom(seed)
  const place = path.join(folder, 'damage')
  mkdirSync(place)
  const world = await startWorld(place, { entry })
  const tally = createTally('a damaged file: no start, with a sentence, or it serves what it can and refuses the rest; no crash, no 500')
  const counts = { stopped: 0, refused: 0, served: 0 }
  try {
    const team = await createTeam(world)
    for (let note = 0; note < 100; note += 1) await team.write(`Note ${note}`)
    const frame = world.launch({ portal: 'acme', userId: people.admin, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })
    await sendLaunch(frame.action, formOf(frame))
    await world.app.stop()
    const { file } = world.database
    copyFileSync(file, `${file}.sound`)
    // Ready is what it need not become.
    const app = new ServerProcess({ ...world.app.options, entry, readyPath: '/healthz' })
    for (let round = 1; round <= rounds; round += 1) {
      for (const rest of ['-wal', '-shm']) rmSync(file + rest, { force: true })
      copyFileSync(`${file}.sound`, file)
      const pages = Math.floor(statSync(file).size / pageSize)
      const descriptor = openSync(file, 'r+')
      for (let page = 1 + random.below(pages / 4); page > 0; page -= 1) writeSync(descriptor, Buffer.alloc(pageSize, 1 + random.below(255)), 0, pageSize, random.below(pages) * pageSize)
      closeSync(descriptor)
      const outcome = await app.start().then(answers, () => 'stopped' as const)
      await app.stop()
      const complaints = app.complaints.splice(0)
      const isExplained = outcome !== 'stopped' || complaints.some(line => line.startsWith('Sidenote does not start.') && line.includes('When the database fails'))
      tally.expect(outcome in counts && isExplained, outcome === 'stopped' ? complaints.join(' ') : outcome)
      if (outcome in counts) counts[outcome as keyof typeof counts] += 1
      progress(`damage: ${round} of ${rounds}`)
    }
    async function answers(): Promise<string> {
      const launched = await sendLaunch(frame.action, formOf(frame))
      const ready = await fetch(`${world.app.origin}/readyz`)
      if (launched.status === 200 && ready.status === 200) return 'served'
      if ([200, 401, 403, 409, 503].includes(launched.status) && [200, 503].includes(ready.status)) return 'refused'
      return `a launch was answered ${launched.status}, /readyz ${ready.status}`
    }
    return [tally.trial(`${counts.stopped} did not start, ${counts.refused} refused, ${counts.served} served`)]
  }
  finally {
    await world.stop()
  }
}
