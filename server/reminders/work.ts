import type { DeliveryDeps } from '../delivery/deliver'
import { deliver } from '../delivery/deliver'
import { sendReminder } from './send'

/**
 * Tells everybody whose follow-up is due, each time once, whatever process does it.
 * @returns how many were told
 */
export function sendDueReminders(deps: DeliveryDeps): Promise<number> {
  return deliver({ name: 'reminders', queue: deps.repositories.reminders, send: (portal, reminder) => sendReminder(portal, reminder, deps) }, deps)
}
