import type { Block } from '#shared/markdown'

let parse: ((text: string) => Block[] | null) | null = null

/** Fetches the parser, for what is written on this page. Without it texts are shown as they were typed until the server answers. */
export async function loadMarkdown(): Promise<void> {
  const parser = await import('#shared/markdown-parser').catch(() => null)
  parse = parser?.parseMarkdown ?? null
}

/** What a text means, as far as it can be said here; null where the text itself is what to show. */
export function bodyOf(text: string): Block[] | null {
  return parse?.(text) ?? null
}
