import { setTimeout as sleep } from 'node:timers/promises'
import { tasks } from '../../e2e/support/acme'
import { formOf, newNote } from '../../e2e/support/wire'
import type { World } from '../../e2e/support/world'
import { LoadClient } from '../../support/load/client'
import { askOnTime } from '../../support/load/loops'
import type { LoadRequest } from '../../support/load/plan'
import type { Random } from '../../support/random'
import type { Trial } from '../part'
import type { BusyPortal } from './portals'
import { workers } from './portals'

const times = 6
const perSecond = 80
/** Traffic before the signal, and beyond the end of the process. */
const secondsBefore = 1.5
const secondsOfTraffic = 3
/** What `docker stop` and the like wait; then they kill. */
const endLimitMs = 10_000

interface Sent { at: number, outcome: string, good: boolean }

/** Stops the server with SIGTERM while requests run, starts it again, several times: whatever was sent before the signal is answered. */
export async function shutDownUnderLoad(world: World, portals: readonly BusyPortal[], random: Random): Promise<{ trials: Trial[], complaints: string[] }> {
  const { app } = world
  const client = new LoadClient()
  const complaints = new Set<string>()
  const before = { tried: 0, held: 0 }
  const after = { tried: 0, held: 0, answered: 0 }
  const ends: number[] = []

  for (let time = 0; time < times; time++) {
    const sent: Sent[] = []
    const traffic = askOnTime(perSecond, performance.now(), secondsOfTraffic, async () => {
      const at = performance.now()
      const { request, acknowledged } = requestOf(random.pick(portals), random)
      const { outcome, good, example } = await client.send(app.origin, request)
      sent.push({ at, outcome, good })
      if (good) acknowledged?.()
      if (!good && outcome !== 'ECONNREFUSED') complaints.add(`While stopping: ${outcome} ${example}`)
    })
    await sleep(secondsBefore * 1000 + random.below(200))
    const signalled = performance.now()
    await app.stop('SIGTERM')
    ends.push(performance.now() - signalled)
    await traffic
    await app.start()
    for (const { at, outcome, good } of sent) {
      if (at < signalled) {
        before.tried += 1
        before.held += Number(good)
        if (!good) complaints.add(`Sent ${(signalled - at).toFixed(1)} ms before the signal: ${outcome}`)
      }
      else {
        // Who comes after the signal is answered or finds nobody; nobody is taken in and dropped.
        after.tried += 1
        after.held += Number(good || outcome === 'ECONNREFUSED')
        after.answered += Number(good)
      }
    }
  }
  client.close()
  const forced = app.log.filter(line => line.includes('service.stop.forced')).length
  const ended = ends.filter(ms => ms < endLimitMs).length - forced
  return {
    complaints: [...complaints],
    trials: [
      { what: 'SIGTERM under load: requests sent before it answered', ...before, note: `${times} times at ${perSecond} requests/s` },
      { what: 'SIGTERM under load: requests after it answered or turned away', tried: after.tried, held: after.held, note: `${after.answered} answered` },
      { what: 'SIGTERM under load: the process ends by itself', tried: ends.length, held: ended, note: `after ${(Math.max(...ends) / 1000).toFixed(1)} s at most` },
    ],
  }
}

interface Asked {
  request: LoadRequest
  /** What has to be so from then on. */
  acknowledged?: () => void
}

function requestOf(portal: BusyPortal, random: Random): Asked {
  const who = random.pick(workers)
  const headers = { 'authorization': `Bearer ${portal.clients[who].token}`, 'content-type': 'application/json' }
  const list = (): Asked => ({ request: { method: 'GET', path: `/api/notes?subject=task:${tasks.everybody}`, headers, body: '' } })
  const write = (): Asked => {
    const note = { ...newNote(`${portal.mark} while stopping`), id: random.uuid() }
    return {
      request: { method: 'POST', path: '/api/notes', headers, body: JSON.stringify(note) },
      acknowledged: () => portal.notes.push({ id: note.id, author: who, text: note.text, version: 1 }),
    }
  }
  return random.pick([list, write, () => ({ request: launchOf(portal, random) })])()
}

function launchOf(portal: BusyPortal, random: Random): LoadRequest {
  const frame = random.pick(portal.frames).task
  const { pathname, search } = new URL(frame.action)
  return { method: 'POST', path: pathname + search, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(formOf(frame)).toString() }
}
