import type { Portal } from '#db/repositories/portals'
import type { DueReminder } from '#db/repositories/reminders'
import { AppError } from '#shared/errors'
import { languageOf } from '#shared/languages'
import { RestError } from '../bitrix24/types'
import type { Services } from '../services'
import { openSubject } from '../subjects/access'
import { reminderMessage, reminderTag } from './message'

/** `sent`: the assignee has it. `pointless`: there is nobody to tell, or nothing they may see. */
export type ReminderOutcome = 'sent' | 'pointless'

export type ReminderDeps = Pick<Services, 'repositories' | 'restFor' | 'clock' | 'log'> & {
  /** Symbolic code in the Market, for the link back. */
  appCode: string
}

/**
 * Notifies the assignee in Bitrix24. Speaks with their own token, which also tells whether they may still see what the
 * note is about; when it is dead, with the portal's, and then says only that something is due.
 * @throws AppError when the portal cannot be asked now; RestError when it refuses the call
 * @see api-reference/chats/notifications/im-notify-system-add
 */
export async function sendReminder(portal: Portal, reminder: DueReminder, deps: ReminderDeps): Promise<ReminderOutcome> {
  const { repositories } = deps
  try {
    const card = await openSubject(portal.id, reminder.assigneeId, reminder.subject, deps)
    return await notify(portal, reminder.assigneeId, reminder, { title: card.title, text: reminder.text }, deps)
  }
  catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'subject_denied') return 'pointless'
    if (error.code !== 'portal_access_lost') throw error
    const speakerId = portal.installerId
    if (speakerId === null || speakerId === reminder.assigneeId) throw error
    if ((await repositories.tokens.find(portal.id, speakerId))?.state !== 'live') throw error
    return notify(portal, speakerId, reminder, null, deps)
  }
}

async function notify(portal: Portal, speakerId: number, { assigneeId, noteId, dueAt }: DueReminder, content: { title: string, text: string } | null, deps: ReminderDeps): Promise<ReminderOutcome> {
  const message = reminderMessage({ portalOrigin: portal.origin, appCode: deps.appCode, noteId, language: languageOf(portal.language), content })
  const answer = await deps.restFor(portal.id, speakerId).call('im.notify.system.add', { USER_ID: assigneeId, MESSAGE: message, TAG: reminderTag(noteId, dueAt) })
  // `false` instead of an id: there is nobody to notify, for example a person who left.
  return answer === false ? 'pointless' : 'sent'
}

/** Whether the trouble is the portal's, so that its other reminders would meet it too. */
export function concernsPortal(error: unknown): boolean {
  return !(error instanceof RestError) && !(error instanceof AppError && error.code === 'portal_access_lost')
}
