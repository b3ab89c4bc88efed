import { describe, expect, it } from 'vitest'
import { textParts } from '#shared/web-addresses'

const links = (text: string) => textParts(text).flatMap(part => part.href ?? [])

describe('addresses in a text', () => {
  it('become links; the text stays whole', () => {
    const text = 'See https://example.com/a?b=1 and http://example.org.\nThanks'
    expect(links(text)).toEqual(['https://example.com/a?b=1', 'http://example.org'])
    expect(textParts(text).map(part => part.text).join('')).toBe(text)
  })

  it.each([
    ['(https://example.com/a)', 'https://example.com/a'],
    ['https://en.wikipedia.org/wiki/Note_(paper)', 'https://en.wikipedia.org/wiki/Note_(paper)'],
    ['https://example.com/a, then', 'https://example.com/a'],
    ['<https://example.com/a>', 'https://example.com/a'],
    ['„https://example.com/ä“', 'https://example.com/ä'],
  ])('end where a person would end them: %s', (text, href) => {
    expect(links(text)).toEqual([href])
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.com', 'http://', 'https://)', 'example.com'])('are never made of %s', (text) => {
    expect(links(text)).toEqual([])
    expect(textParts(text).map(part => part.text).join('')).toBe(text)
  })
})
