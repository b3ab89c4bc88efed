/** The way into an app by a link: its code in the Market, and what the link says. */
export interface DeepLink { code: string, options: Record<string, string> }

/** A piece of a post: plain text, or an address with the text it is shown as. */
export interface TextPiece { text: string, href?: string }

const address = /(?<![\w/])(?:https?:\/\/|\/marketplace\/view\/)[^\s<>"]+/g
const sentenceEnd = /[.,;:!?)»”]+$/

/** Splits a post into text and addresses; the punctuation of the sentence around an address is not part of it. */
export function readLinks(source: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let from = 0
  for (const found of source.matchAll(address)) {
    const href = found[0].replace(sentenceEnd, '')
    if (found.index > from) pieces.push({ text: source.slice(from, found.index) })
    pieces.push({ text: href, href })
    from = found.index + href.length
  }
  if (from < source.length) pieces.push({ text: source.slice(from) })
  return pieces
}

/**
 * `/marketplace/view/<code>/?params[key]=value` on this portal (`universal/app-url`): the keys inside `params` reach
 * the handler as strings, everything else in the query is lost. Undefined for any other address.
 */
export function readDeepLink(href: string, origin: string): DeepLink | undefined {
  if (!URL.canParse(href, origin)) return undefined
  const url = new URL(href, origin)
  const code = /^\/marketplace\/view\/([^/]+)\/?$/.exec(url.pathname)?.[1]
  if (url.origin !== origin || code === undefined) return undefined
  const options = [...url.searchParams].flatMap(([name, value]) => {
    const key = /^params\[([^\][]+)\]$/.exec(name)?.[1]
    return key === undefined ? [] : [[key, value] as const]
  })
  return { code: decodeURIComponent(code), options: Object.fromEntries(options) }
}
