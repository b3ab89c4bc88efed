import { delay } from '../core/clock'
import { encodeForm, type Params } from '../core/php'
import { isInstalled, type Portal, type World } from '../core/world'
import { eventPayload, type EventToSend } from './payload'

const answerWithinMs = 10_000

/**
 * Sends an event to every handler bound to it. Handlers of an app that is not fully installed get nothing. Each is
 * tried once: Bitrix24 does not send again. The payload is made at once, the delivery happens by itself.
 */
export function sendToHandlers(world: World, portal: Portal, event: EventToSend): void {
  if (!isInstalled(portal)) return
  const { dropEvents, duplicateEvents, eventDelayMs } = portal.faults
  for (const row of portal.handlers.filter(candidate => candidate.event === event.event)) {
    const payload = eventPayload(world, portal, row, event)
    const log = (outcome: string, ms?: number): void => world.journal.add(portal.key, {
      kind: 'event', direction: 'out', title: event.event, outcome, ...(ms === undefined ? {} : { ms }), detail: { handler: row.handler, ...payload },
    })
    if (dropEvents) {
      log('dropped')
      continue
    }
    for (let copy = 0; copy < (duplicateEvents ? 2 : 1); copy++) {
      void deliver(world, row.handler, payload, eventDelayMs, log)
    }
  }
}

async function deliver(world: World, url: string, payload: Params, waitMs: number, log: (outcome: string, ms?: number) => void): Promise<void> {
  await delay(waitMs)
  if (world.closing.signal.aborted) return
  const started = Date.now()
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': 'Bitrix24 Webhook Engine' },
      body: encodeForm(payload),
      redirect: 'manual',
      signal: AbortSignal.any([world.closing.signal, AbortSignal.timeout(answerWithinMs)]),
    })
    await answer.body?.cancel()
    log(String(answer.status), Date.now() - started)
  }
  catch {
    if (!world.closing.signal.aborted) log('no answer', Date.now() - started)
  }
}
