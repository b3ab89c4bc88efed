import { mentionPattern } from '#shared/markdown'

/** What separates words, as SQLite's `unicode61` sees it: everything but letters, digits, marks and private use. */
const separators = /[^\p{L}\p{N}\p{M}\p{Co}]+/u

/** The words of a text, as they stand there. */
export function wordsIn(text: string): string[] {
  return text.split(separators).filter(Boolean)
}

/**
 * A word as the full-text index knows it. The portal stands in front: a search for `12_bench…` reads the words of portal 12
 * and no others, and so costs the same however many portals there are.
 */
export const indexWord = (portalId: number, word: string) => `${portalId}_${word}`

/** A text for the full-text index; the function `search_words` of the migration's triggers. Of a mention the name alone counts. */
export function indexWords(portalId: number, text: string | null): string {
  return wordsIn((text ?? '').replaceAll(mentionPattern, '@$1')).map(word => indexWord(portalId, word)).join(' ')
}
