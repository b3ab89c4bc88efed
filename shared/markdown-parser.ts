import type { Block } from './markdown'

/**
 * What a note's Markdown means.
 * @returns null where the text is nothing but words, line breaks and web addresses: then the text itself is what to show
 */
export function parseMarkdown(_text: string): Block[] | null {
  return null
}
