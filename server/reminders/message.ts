import type { LanguageCode } from '#shared/languages'
import type { NoteLink } from '../delivery/message'
import { noteMessage } from '../delivery/message'

interface Words { due: string, about: (title: string) => string }

const words: Record<LanguageCode, Words> = {
  en: { due: 'A follow-up is due', about: title => `Follow-up: ${title}` },
  de: { due: 'Eine Wiedervorlage ist fällig', about: title => `Wiedervorlage: ${title}` },
}

/**
 * The notification of a follow-up that is due.
 * @param content what the note is about and what it says; null where nobody could make sure that the assignee may still see it
 */
export function reminderMessage(content: { title: string, text: string } | null, link: NoteLink): string {
  const { due, about } = words[link.language]
  return content ? noteMessage(about(content.title), content.text, link) : noteMessage(due, null, link)
}

/** Unique for this follow-up at this time: a notification sent twice replaces itself. */
export const reminderTag = (noteId: string, dueAt: number) => `SIDENOTE|FOLLOW_UP|${noteId}|${dueAt}`
