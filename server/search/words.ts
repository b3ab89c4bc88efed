import { indexWord, wordsIn } from '#db/search-words'
import type { Fragment } from '#shared/search'

/** Most words of one search; more make no search better, only slower. */
const wordLimit = 12

/** Characters before the first hit that an excerpt keeps, and how long it is in all. */
const lead = 60
const excerptLength = 240

/** The words of a search, each once, in lower case. */
export function wordsOf(query: string): string[] {
  return [...new Set(wordsIn(query.toLowerCase()))].slice(0, wordLimit)
}

/** Where words are looked for: the better place first, the last is any. Words that only begin so cost more, each place again. */
const places = { whole: ['{title} : ', '{title text} : ', ''], begun: ['{title} : ', ''] } as const

/**
 * Conditions of a full-text search, the better ones first; the last finds all that the others do. In this portal, every word is a word of
 * the subject's title, of that or the text, of these or the author's name; then the same for words that only begin so.
 * Words hold nothing but letters and digits, so nothing in them is syntax.
 */
export function matchesOf(portalId: number, words: string[]): string[] {
  const all = (end: string) => `(${words.map(word => `"${indexWord(portalId, word)}"${end}`).join(' AND ')})`
  return [...places.whole.map(place => place + all('')), ...places.begun.map(place => place + all(' *'))]
}

const ascii = /^[\x20-\x7e\s]*$/

/** A text in which accents and capitals are gone, and where each of its characters came from. */
function folded(text: string): { plain: string, from: (index: number) => number } {
  // Most texts by far: nothing moves.
  if (ascii.test(text)) return { plain: text.toLowerCase(), from: index => index }
  let plain = ''
  const from: number[] = []
  let index = 0
  for (const character of text) {
    const bare = character.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
    for (let unit = 0; unit < bare.length; unit++) from.push(index)
    plain += bare
    index += character.length
  }
  from.push(text.length)
  return { plain, from: unit => from[unit]! }
}

/** Where words of the text begin with one of the searched ones, in order, never overlapping. */
function placesOf(text: string, words: string[]): { start: number, end: number }[] {
  const { plain, from } = folded(text)
  const bare = words.map(word => folded(word).plain).filter(Boolean).sort((one, other) => other.length - one.length)
  if (bare.length === 0) return []
  // Words consist of letters, digits and marks: there is nothing to escape.
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${bare.join('|')})`, 'gu')
  return [...plain.matchAll(pattern)].map(({ index, 0: hit }) => ({ start: from(index), end: from(index + hit.length) }))
}

/** The whole text, cut where it was hit. */
export function highlighted(text: string, words: string[]): Fragment[] {
  return cut(text, placesOf(text, words), 0, text.length)
}

/** The part of a text around its first hit, on one line, with `…` where something was left out. */
export function excerptOf(text: string, words: string[]): Fragment[] {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const places = placesOf(line, words)
  const first = places[0]?.start ?? 0
  const start = line.length <= excerptLength || first <= lead ? 0 : wordStart(line, first - lead)
  const end = Math.min(line.length, start + excerptLength)
  const fragments = cut(line, places, start, end)
  if (start > 0) fragments.unshift({ text: '… ', hit: false })
  if (end < line.length) fragments.push({ text: ' …', hit: false })
  return fragments
}

function wordStart(line: string, near: number): number {
  const space = line.indexOf(' ', near)
  return space === -1 || space > near + lead ? near : space + 1
}

function cut(text: string, places: { start: number, end: number }[], start: number, end: number): Fragment[] {
  const fragments: Fragment[] = []
  let at = start
  const take = (until: number, hit: boolean) => {
    const to = Math.min(until, end)
    if (to > at) fragments.push({ text: text.slice(at, to), hit })
    at = Math.max(at, to)
  }
  for (const place of places) {
    if (place.end <= start || place.start >= end) continue
    take(place.start, false)
    take(place.end, true)
  }
  take(end, false)
  return fragments
}
