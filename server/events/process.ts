import type { EventsRepository, InboxEvent } from '#db/repositories/events'
import { AppError } from '#shared/errors'
import { RestError } from '../bitrix24/types'
import type { Log } from '../log'
import type { InstallDeps } from './install'
import { obeyInstall } from './install'
import { isLifecycleEvent } from './lifecycle'
import type { LifecycleEvent } from './lifecycle'
import type { EventMessage } from './message'
import { parseEvent } from './message'
import type { UninstallDeps } from './uninstall'
import { obeyUninstall } from './uninstall'
import type { Verdict } from './verdict'
import { ignored, nextAttempt, waiting } from './verdict'

export type ProcessDeps = InstallDeps & UninstallDeps & { events: EventsRepository, log: Log }

const obey: Record<LifecycleEvent, (event: InboxEvent, message: EventMessage, deps: ProcessDeps) => Promise<Verdict>> = {
  ONAPPINSTALL: obeyInstall,
  ONAPPUPDATE: obeyInstall,
  ONAPPUNINSTALL: obeyUninstall,
}

/**
 * Gives one event of the inbox its turn and writes down what became of it: ended for good, or to be looked at again.
 * Whatever goes wrong on the way only postpones it; each event ends once, and each step towards that may be repeated.
 */
export async function processEvent(event: InboxEvent, deps: ProcessDeps): Promise<void> {
  const { events, clock, log } = deps
  const verdict = await attempt(event, deps)
  const attempts = event.attempts + 1
  const facts = { id: event.id, event: event.event, attempts, outcome: verdict.outcome }

  if (verdict.state !== 'waiting') {
    await events.finish(event.id, verdict.state, verdict.outcome)
    log.info(facts, `events.process.${verdict.state}`)
    return
  }
  const next = nextAttempt(attempts, event.receivedAt, clock())
  if (next !== null) {
    await events.postpone(event.id, next, verdict.outcome)
    log.info(facts, 'events.process.postponed')
    return
  }
  await events.finish(event.id, verdict.otherwise, verdict.outcome)
  log.warn(facts, `events.process.${verdict.otherwise}`)
}

async function attempt(event: InboxEvent, deps: ProcessDeps): Promise<Verdict> {
  try {
    if (event.body === null) return { state: 'failed', outcome: 'seal_broken' }
    if (!isLifecycleEvent(event.event)) return ignored('event_unknown')
    return await obey[event.event](event, parseEvent(event.body), deps)
  }
  catch (error) {
    deps.log.warn({ err: error, id: event.id, event: event.event }, 'events.process.interrupted')
    return waiting(error instanceof AppError || error instanceof RestError ? error.code : 'internal')
  }
}
