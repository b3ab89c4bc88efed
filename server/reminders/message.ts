import type { LanguageCode } from '#shared/languages'
import { noteLinkPath } from '#shared/paths'

/** Characters of the note that a notification quotes. */
const quoteLimit = 200

interface Words { due: string, about: (title: string) => string, open: string }

const words: Record<LanguageCode, Words> = {
  en: { due: 'A follow-up is due', about: title => `Follow-up: ${title}`, open: 'Open the note' },
  de: { due: 'Eine Wiedervorlage ist fällig', about: title => `Wiedervorlage: ${title}`, open: 'Notiz öffnen' },
}

export interface ReminderMessage {
  portalOrigin: string
  appCode: string
  noteId: string
  language: LanguageCode
  /** What the note is about and what it says; null where nobody could make sure that the assignee may still see it. */
  content: { title: string, text: string } | null
}

/**
 * The notification of a follow-up that is due, in the BB codes of `im.notify.system.add`
 * (api-reference/chats/notifications/im-notify-system-add), with a link that opens the note through REST_APP_URI.
 */
export function reminderMessage({ portalOrigin, appCode, noteId, language, content }: ReminderMessage): string {
  const { due, about, open } = words[language]
  const link = `[URL=${portalOrigin}${noteLinkPath(appCode, noteId)}]${open}[/URL]`
  if (!content) return `[B]${due}[/B][BR]${link}`
  return `[B]${plain(about(content.title))}[/B][BR]${plain(quoted(content.text))}[BR]${link}`
}

/** Unique for this follow-up at this time: a notification sent twice replaces itself. */
export const reminderTag = (noteId: string, dueAt: number) => `SIDENOTE|FOLLOW_UP|${noteId}|${dueAt}`

function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= quoteLimit ? line : `${[...line].slice(0, quoteLimit).join('')}…`
}

/** Text of people is no BB code: square brackets become round ones, since there is no way to escape them. */
function plain(text: string): string {
  return text.replaceAll('[', '(').replaceAll(']', ')')
}
