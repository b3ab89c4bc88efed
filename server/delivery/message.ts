import type { LanguageCode } from '#shared/languages'
import { noteLinkPath } from '#shared/paths'

/** Characters of the note that a notification quotes. */
const quoteLimit = 200

const openWords: Record<LanguageCode, string> = { en: 'Open the note', de: 'Notiz öffnen' }

/** Which note a notification leads to. */
export interface NoteLink { portalOrigin: string, appCode: string, noteId: string, language: LanguageCode }

/**
 * A notification about a note, in the BB codes of `im.notify.system.add` and `im.notify.personal.add`
 * (api-reference/chats/notifications), with a link that opens the note through REST_APP_URI.
 * @param headline what it is about
 * @param quote words of the note, without signs of Markdown; null to say none
 */
export function noteMessage(headline: string, quote: string | null, { portalOrigin, appCode, noteId, language }: NoteLink): string {
  const link = `[URL=${portalOrigin}${noteLinkPath(appCode, noteId)}]${openWords[language]}[/URL]`
  return [`[B]${plain(headline)}[/B]`, ...(quote === null ? [] : [plain(shortened(quote))]), link].join('[BR]')
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= quoteLimit ? line : `${[...line].slice(0, quoteLimit).join('')}…`
}

/** Text of people is no BB code: square brackets become round ones, since there is no way to escape them. */
function plain(text: string): string {
  return text.replaceAll('[', '(').replaceAll(']', ')')
}
