import type { Portal } from '#db/repositories/portals'
import type { DueReminder } from '#db/repositories/reminders'
import { AppError } from '#shared/errors'
import { plainText } from '#shared/markdown'
import { parseMarkdown } from '#shared/markdown-parser'
import type { DeliveryDeps, DeliveryOutcome } from '../delivery/deliver'
import { languageOfPortal } from '../settings/language'
import { openSubject } from '../subjects/access'
import { reminderMessage, reminderTag, timeInWords } from './message'

/**
 * Notifies the assignee in Bitrix24. Speaks with their own token, which also tells whether they may still see what the
 * note is about; when it is dead, with the portal's, and then says only that something is due.
 * @throws AppError when the portal cannot be asked now; RestError when it refuses the call
 * @see api-reference/chats/notifications/im-notify-system-add
 */
export async function sendReminder(portal: Portal, reminder: DueReminder, deps: DeliveryDeps): Promise<DeliveryOutcome> {
  const { repositories } = deps
  const { assigneeId, text } = reminder
  try {
    const card = await openSubject(portal.id, assigneeId, reminder.subject, deps)
    return await notify(portal, assigneeId, reminder, { title: card.title, text: plainText({ text, body: parseMarkdown(text) }) }, deps)
  }
  catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'subject_denied') return 'pointless'
    if (error.code !== 'portal_access_lost') throw error
    const speakerId = portal.installerId
    if (speakerId === null || speakerId === assigneeId) throw error
    if ((await repositories.tokens.find(portal.id, speakerId))?.state !== 'live') throw error
    return notify(portal, speakerId, reminder, null, deps)
  }
}

async function notify(portal: Portal, speakerId: number, { assigneeId, noteId, dueAt }: DueReminder, content: { title: string, text: string } | null, deps: DeliveryDeps): Promise<DeliveryOutcome> {
  const language = await languageOfPortal(portal, deps)
  const soon = dueAt > deps.clock() ? timeInWords(dueAt, language, (await deps.repositories.users.find(portal.id, assigneeId))?.timeZone ?? null) : null
  const message = reminderMessage(content, soon, { portalOrigin: portal.origin, appCode: deps.appCode, noteId, language })
  const answer = await deps.restFor(portal.id, speakerId).call('im.notify.system.add', { USER_ID: assigneeId, MESSAGE: message, TAG: reminderTag(noteId, dueAt) })
  // `false` instead of an id: there is nobody to notify, for example a person who left.
  return answer === false ? 'pointless' : 'sent'
}
