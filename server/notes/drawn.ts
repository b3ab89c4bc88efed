import { LRUCache } from 'lru-cache'
import type { Block } from '#shared/markdown'
import { parseMarkdown } from '#shared/markdown-parser'

/** By text, for all requests of this process: a note is read far more often than it is written. Four million characters are about ten thousand notes. */
const known = new LRUCache<string, { blocks: Block[] | null }>({ maxSize: 4_000_000, sizeCalculation: (_drawn, text) => text.length + 1 })

/** What a text's Markdown means; null where it has none. The same object for the same text: nobody may change it. */
export function drawnOnce(text: string): Block[] | null {
  const drawn = known.get(text) ?? { blocks: parseMarkdown(text) }
  known.set(text, drawn)
  return drawn.blocks
}
