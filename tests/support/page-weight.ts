import { existsSync, statSync } from 'node:fs'
import path from 'node:path'

/** Files that a page names for its browser, as paths of the server. */
export interface NamedFiles {
  /** Scripts and what is preloaded for them: all of it comes before the page is usable. */
  scripts: string[]
  styles: string[]
  /** Fetched when the browser likes, which may be at once. */
  prefetched: string[]
}

/** What a page's HTML names, each file once. */
export function filesNamedIn(html: string): NamedFiles {
  const tags = [...html.matchAll(/<(script|link)\b([^>]*)>/g)].map(([, name, attributes]) => ({ name, attributes: attributesOf(attributes!) }))
  const unique = (files: readonly (string | undefined)[]) => [...new Set(files.filter(file => file !== undefined))]
  const linked = (isWanted: (attributes: Attributes) => boolean) => tags.filter(tag => tag.name === 'link' && isWanted(tag.attributes)).map(tag => tag.attributes.href)
  return {
    scripts: unique([...tags.map(tag => tag.attributes.src), ...linked(({ rel, as }) => rel === 'modulepreload' || (rel === 'preload' && as === 'script'))]),
    styles: unique(linked(({ rel }) => rel === 'stylesheet')),
    prefetched: unique(linked(({ rel }) => rel === 'prefetch')),
  }
}

type Attributes = Partial<Record<string, string>>

/** Those attributes of a tag that have a value. */
const attributesOf = (text: string): Attributes => Object.fromEntries([...text.matchAll(/\b([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))

/**
 * Bytes of built files on the wire, gzipped where the build found that worthwhile.
 * @param files paths of the server, such as `/_nuxt/entry.js`
 * @param folder the build's public folder
 * @throws when one of them is not there
 */
export function weightOf(files: Iterable<string>, folder: string): number {
  let bytes = 0
  for (const file of files) {
    const plain = path.join(folder, file)
    bytes += statSync(existsSync(`${plain}.gz`) ? `${plain}.gz` : plain).size
  }
  return bytes
}
