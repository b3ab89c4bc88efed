import { dayIn } from '../core/clock'
import type { PlacementRow, Portal, World } from '../core/world'

/** Documented limits of a background worker (`universal/background-worker`). */
const slowAfterMs = 5000
const slowLoadsADay = 10
const answerWithinMs = 10_000

const isWorker = (row: PlacementRow): boolean => row.placement === 'PAGE_BACKGROUND_WORKER'

/** Counts slow answers of a worker's handler. More than ten in a day end its registration. */
export function reportWorker(world: World, portal: Portal, placementId: number, ms: number): void {
  const row = portal.placements.find(candidate => candidate.id === placementId && isWorker(candidate))
  if (!row || !(ms > slowAfterMs)) return
  const day = dayIn(new Date(), 0, portal.timeZone)
  const before = portal.slowWorkers.get(row.id)
  const loads = before?.day === day ? before.loads + 1 : 1
  portal.slowWorkers.set(row.id, { day, loads })
  if (loads > slowLoadsADay) remove(world, portal, row)
}

/** Ends every worker of the portal as if it had been too slow. */
export function removeWorkers(world: World, portal: Portal): number {
  const rows = portal.placements.filter(isWorker)
  for (const row of rows) remove(world, portal, row)
  return rows.length
}

function remove(world: World, portal: Portal, row: PlacementRow): void {
  portal.placements = portal.placements.filter(other => other !== row)
  portal.slowWorkers.delete(row.id)
  void tell(world, portal, String(row.options.errorHandlerUrl))
}

/** Two fields and no tokens: whoever gets them cannot know where they come from. Tried once, like an event. */
async function tell(world: World, portal: Portal, url: string): Promise<void> {
  const fields = {
    error: 'ERROR_PLACEMENT_LOADING_OVERTIME',
    error_description: 'The loading time of the placement PAGE_BACKGROUND_WORKER was exceeded too often. Its handler was removed.',
  }
  const log = (outcome: string): void => world.journal.add(portal.key, {
    kind: 'event', direction: 'out', title: fields.error, outcome, detail: { handler: url, ...fields },
  })
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      signal: AbortSignal.any([world.closing.signal, AbortSignal.timeout(answerWithinMs)]),
    })
    await answer.body?.cancel()
    log(String(answer.status))
  }
  catch {
    if (!world.closing.signal.aborted) log('no answer')
  }
}
