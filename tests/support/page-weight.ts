import { existsSync, statSync } from 'node:fs'
import path from 'node:path'

/** Files that a page names for its browser, as paths of the server. */
export interface NamedFiles {
  /** Scripts and what is preloaded for them: all of it comes before the page is usable. */
  scripts: string[]
  styles: string[]
  /** Fetched once the browser has nothing better to do. */
  prefetched: string[]
}

/** What a page's HTML names, each file once. */
export function filesNamedIn(html: string): NamedFiles {
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag)
  const named = (attribute: 'href' | 'src', kind: RegExp) =>
    [...new Set(tags.filter(tag => kind.test(tag)).flatMap(tag => new RegExp(`\\b${attribute}="([^"]+)"`).exec(tag)?.[1] ?? []))]
  return {
    scripts: [...new Set([...named('src', /^<script\b/), ...named('href', /\brel="(?:modulepreload|preload)"[^>]*\bas="script"/)])],
    styles: named('href', /\brel="stylesheet"/),
    prefetched: named('href', /\brel="prefetch"/),
  }
}

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
