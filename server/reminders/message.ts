import type { LanguageCode } from '#shared/languages'
import { bcp47Of } from '#shared/languages'
import type { NoteLink } from '../delivery/message'
import { noteMessage } from '../delivery/message'

interface Words { due: string, soon: (time: string) => string, about: (title: string) => string, aboutSoon: (title: string, time: string) => string }

const words: Record<LanguageCode, Words> = {
  en: {
    due: 'A follow-up is due', soon: time => `A follow-up is due on ${time}`,
    about: title => `Follow-up: ${title}`, aboutSoon: (title, time) => `Follow-up, due on ${time}: ${title}`,
  },
  de: {
    due: 'Eine Wiedervorlage ist fällig', soon: time => `Eine Wiedervorlage ist fällig am ${time}`,
    about: title => `Wiedervorlage: ${title}`, aboutSoon: (title, time) => `Wiedervorlage, fällig am ${time}: ${title}`,
  },
}

/**
 * The notification of a follow-up that is due, or will be soon.
 * @param content what the note is about and what it says; null where nobody could make sure that the assignee may still see it
 * @param soon when it falls due, as {@link timeInWords} writes it; null when it is due
 */
export function reminderMessage(content: { title: string, text: string } | null, soon: string | null, link: NoteLink): string {
  const said = words[link.language]
  if (!content) return noteMessage(soon ? said.soon(soon) : said.due, null, link)
  return noteMessage(soon ? said.aboutSoon(content.title, soon) : said.about(content.title), content.text, link)
}

/**
 * A moment in a person's own time: "Nov 21, 5:00 PM".
 * @param timeZone null where their profile names none: then the zone is told too
 */
export function timeInWords(at: number, language: LanguageCode, timeZone: string | null): string {
  return new Intl.DateTimeFormat(bcp47Of(language), {
    timeZone: timeZone ?? 'UTC', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', ...(timeZone === null && { timeZoneName: 'short' }),
  }).format(at)
}

/** Unique for this follow-up at this time: a notification sent twice replaces itself. */
export const reminderTag = (noteId: string, dueAt: number) => `SIDENOTE|FOLLOW_UP|${noteId}|${dueAt}`
