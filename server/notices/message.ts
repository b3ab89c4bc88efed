import type { DueNotice } from '#db/repositories/notices'
import type { LanguageCode } from '#shared/languages'
import type { NoticeKind } from '#shared/notices'
import type { NoteLink } from '../delivery/message'
import { noteMessage } from '../delivery/message'

/** Bitrix24 writes the name and shows the face of the one who speaks above it. */
const words: Record<LanguageCode, Record<NoticeKind, string>> = {
  en: { mention: 'mentioned you in a note', assigned: 'gave you a follow-up' },
  de: { mention: 'hat Sie in einer Notiz erwähnt', assigned: 'hat Ihnen eine Wiedervorlage gegeben' },
}

/**
 * The notification of somebody whom a note concerns.
 * @param content what the note is about and what it says; null where nobody could make sure that they may see it
 */
export function noticeMessage(kind: NoticeKind, content: { title: string, text: string } | null, link: NoteLink): string {
  const headline = words[link.language][kind]
  return content ? noteMessage(`${headline}: ${content.title}`, content.text, link) : noteMessage(headline, null, link)
}

/** One for each person and note: a notification sent twice replaces itself, and a later one the one before. */
export const noticeTag = ({ kind, noteId, userId }: Pick<DueNotice, 'kind' | 'noteId' | 'userId'>) => `SIDENOTE|${kind.toUpperCase()}|${noteId}|${userId}`
