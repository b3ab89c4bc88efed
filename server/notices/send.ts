import type { DueNotice } from '#db/repositories/notices'
import type { Portal } from '#db/repositories/portals'
import { AppError } from '#shared/errors'
import { mentionsIn, plainText } from '#shared/markdown'
import { parseMarkdown } from '#shared/markdown-parser'
import type { DeliveryDeps, DeliveryOutcome } from '../delivery/deliver'
import { languageOfPortal } from '../settings/language'
import { openSubject } from '../subjects/access'
import { askOthersAccess } from '../subjects/shown-to'
import { noticeMessage, noticeTag } from './message'

/**
 * Tells a person in Bitrix24 that a note mentions them or is theirs to follow up, in the name of whoever did that. The note is quoted
 * to those alone whose own token shows that they see what it is about; who is known not to see it is told nothing.
 * @throws AppError when the portal cannot be asked now, or the one who speaks has no token that lives; RestError when it refuses the call
 * @see api-reference/chats/notifications/im-notify-personal-add
 */
export async function sendNotice(portal: Portal, notice: DueNotice, deps: DeliveryDeps): Promise<DeliveryOutcome> {
  const { userId, byId, kind, noteId } = notice
  const current = kind === 'mention' ? mentionsIn(notice.text).some(({ id }) => id === userId) : notice.assigned
  if (!current) return 'pointless'
  const content = await contentFor(portal.id, notice, deps)
  if (content === 'none of theirs') return 'pointless'
  const message = noticeMessage(kind, content, { portalOrigin: portal.origin, appCode: deps.appCode, noteId, language: await languageOfPortal(portal, deps) })
  const answer = await deps.restFor(portal.id, byId).call('im.notify.personal.add', { USER_ID: userId, MESSAGE: message, TAG: noticeTag(notice) })
  // `false` instead of an id: there is nobody to notify, for example a person who left.
  return answer === false ? 'pointless' : 'sent'
}

/** What the person may be told of the note; null for nothing but that it concerns them. */
async function contentFor(portalId: number, { userId, byId, subject, text }: DueNotice, deps: DeliveryDeps): Promise<{ title: string, text: string } | null | 'none of theirs'> {
  try {
    const { title } = await openSubject(portalId, userId, subject, deps)
    return { title, text: plainText({ text, body: parseMarkdown(text) }) }
  }
  catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'subject_denied') return 'none of theirs'
    if (error.code !== 'portal_access_lost') throw error
    const { shown } = await askOthersAccess(portalId, byId, userId, subject, deps)
    return shown === false ? 'none of theirs' : null
  }
}
