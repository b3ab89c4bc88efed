import type { DueReminder } from '#db/repositories/reminders'
import { AppError } from '#shared/errors'
import { RestError } from '../bitrix24/types'
import type { ReminderDeps } from './send'
import { concernsPortal, sendReminder } from './send'

const minute = 60_000
const hour = 60 * minute

/** Longer than a reminder takes on the slowest portal; one whose sender died is tried again after it. */
const leaseMs = 3 * minute
const roundSize = 100
/** Portals that are spoken to at the same time: a slow one leaves room for the others. */
const portalsAtOnce = 8

/** A deleted note may be brought back, an uninstalled portal may return; looking again costs little. */
const deletedPause = hour
const uninstalledPause = 24 * hour

/** How long to wait after so many failed attempts: half a minute, then twice as long each time, at most an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(hour, 30_000 * 2 ** Math.min(attempts, 20))
}

/**
 * Sends every reminder that is due, each once: it is claimed before it is sent and settled after. Any number of processes
 * may do this at the same time. A portal in trouble delays its own reminders and nobody else's.
 * @returns how many were sent
 */
export async function sendDueReminders(deps: ReminderDeps): Promise<number> {
  let sent = 0
  for (;;) {
    const due = await deps.repositories.reminders.due(deps.clock(), roundSize)
    const groups = [...groupByPortal(due).values()]
    for (let first = 0; first < groups.length; first += portalsAtOnce) {
      const counts = await Promise.all(groups.slice(first, first + portalsAtOnce).map(group => remindInTurn(group, deps)))
      sent += counts.reduce((sum, count) => sum + count, 0)
    }
    // Everything that was looked at has moved on, so a full round means that there may be more.
    if (due.length < roundSize) return sent
  }
}

/** The reminders of one portal, one after the other, until one meets trouble that the others would meet too. */
async function remindInTurn(group: DueReminder[], deps: ReminderDeps): Promise<number> {
  const { repositories: { portals, reminders }, clock } = deps
  const portal = await portals.findById(group[0]!.portalId)
  let sent = 0
  let isInTrouble = false
  for (const reminder of group) {
    const claimed = clock() + leaseMs
    if (!await reminders.claim(reminder, claimed)) continue
    const pause = portal?.status === 'installed' ? (reminder.deleted ? deletedPause : null) : uninstalledPause
    if (!portal || pause !== null || isInTrouble) {
      await reminders.postpone(reminder, claimed, clock() + (pause ?? pauseAfter(reminder.attempts)))
      continue
    }
    try {
      const outcome = await sendReminder(portal, reminder, deps)
      await reminders.settle(reminder, claimed)
      deps.log.info({ portal: portal.id, note: reminder.noteId, outcome }, 'reminders.send.done')
      if (outcome === 'sent') sent += 1
    }
    catch (error) {
      isInTrouble = concernsPortal(error)
      await reminders.postpone(reminder, claimed, clock() + pauseAfter(reminder.attempts))
      report(error, reminder, deps)
    }
  }
  return sent
}

function report(error: unknown, { portalId: portal, noteId: note, attempts }: DueReminder, { log }: ReminderDeps): void {
  const known = error instanceof AppError || error instanceof RestError
  if (known) log.warn({ portal, note, attempts, code: error.code }, 'reminders.send.postponed')
  else log.error({ portal, note, attempts, err: error }, 'reminders.send.failed')
}

function groupByPortal(due: DueReminder[]): Map<number, DueReminder[]> {
  const groups = new Map<number, DueReminder[]>()
  for (const reminder of due) groups.set(reminder.portalId, [...groups.get(reminder.portalId) ?? [], reminder])
  return groups
}
