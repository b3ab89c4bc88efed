export interface TextPart { text: string, href?: string }

const address = /https?:\/\/[^\s<>"']+/gi
const trailing = /[.,;:!?…»”“’]+$/

/**
 * Splits plain text into words and web addresses. Only http and https become links; punctuation that ends a sentence
 * and a bracket that was opened before the address stay text.
 */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const href = addressProper(match[0])
    if (!URL.canParse(href)) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: href, href })
    end = match.index + href.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}

function addressProper(raw: string): string {
  let href = raw.replace(trailing, '')
  for (const [open, close] of [['(', ')'], ['[', ']']] as const) {
    // Counted once: whoever writes ten thousand brackets must not have them counted ten thousand times.
    let unopened = countOf(href, close) - countOf(href, open)
    while (unopened > 0 && href.endsWith(close)) {
      href = href.slice(0, -1).replace(trailing, '')
      unopened -= 1
    }
  }
  return href
}

const countOf = (text: string, sign: string) => text.split(sign).length - 1
