import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { createRandom } from '../../support/random'
import { startWorld } from '../../e2e/support/world'
import type { HardContext, Trial } from '../part'
import { createTally, createTeam } from './notes'

const rounds = 30
const writersAtOnce = 8

/** Another program holds the write lock, for moments and for seconds, while people write and read. */
export async function tryLocks({ seed, entry, folder, progress }: HardContext): Promise<Trial[]> {
  const random = createRandom(seed)
  const place = path.join(folder, 'locks')
  mkdirSync(place)
  const world = await startWorld(place, { entry })
  const writing = createTally('another program locks the file for up to two seconds: every note is taken')
  const reading = createTally('meanwhile whoever reads is answered before the lock is gone')
  let slowest = 0
  try {
    const team = await createTeam(world)
    const other = new Database(world.database.file)
    for (let round = 1; round <= rounds; round += 1) {
      other.exec('BEGIN IMMEDIATE')
      let isLocked = true
      const notes = Array.from({ length: writersAtOnce }, () => team.write('Patience'))
      const releasing = wait(50 + random.below(2_000)).then(() => {
        isLocked = false
        other.exec('ROLLBACK')
      })
      while (isLocked) {
        const began = performance.now()
        const isRead = await team.canRead()
        slowest = Math.max(slowest, performance.now() - began)
        reading.expect(isRead, 'reading was refused')
        await wait(20)
      }
      await releasing
      for (const refusal of await Promise.all(notes)) writing.expect(refusal === null, `a note was answered ${refusal}`)
      progress(`locks: ${round} of ${rounds}`)
    }
    other.close()
    writing.expect(team.wrong().length === 0, team.wrong().slice(0, 3).join(', '))
    // A launch and a list, one after the other.
    return [writing.trial(), reading.trial(`the slowest took ${Math.round(slowest)} ms`)]
  }
  finally {
    await world.stop()
  }
}
