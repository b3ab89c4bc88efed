import { describe, expect, it } from 'vitest'
import { excerptOf, highlighted, matchesOf, wordsOf } from '../../../server/search/words'

const marked = (fragments: { text: string, hit: boolean }[]) => fragments.map(({ text, hit }) => hit ? `[${text}]` : text).join('')

describe('the words of a search', () => {
  it.each([
    ['Catalogue  cover', ['catalogue', 'cover']],
    ['cover, COVER; cover!', ['cover']],
    ['"oak" OR (bench*) NEAR text:x ^', ['oak', 'or', 'bench', 'near', 'text', 'x']],
    ['Müller straße', ['müller', 'straße']],
    ['скамейка 椅子', ['скамейка', '椅子']],
    ['— … ?', []],
    ['', []],
  ])('%j are %j', (query, words) => {
    expect(wordsOf(query)).toEqual(words)
  })

  it('are twelve at most', () => {
    expect(wordsOf(Array.from({ length: 40 }, (_, index) => `w${index}`).join(' '))).toHaveLength(12)
  })

  it('become conditions in which each word is one of the portal, whole words first', () => {
    expect(matchesOf(7, ['oak', 'bench'])).toEqual([
      '{title} : ("7_oak" AND "7_bench")', '{title text} : ("7_oak" AND "7_bench")', '("7_oak" AND "7_bench")',
      '{title} : ("7_oak" * AND "7_bench" *)', '("7_oak" * AND "7_bench" *)',
    ])
  })
})

describe('a hit', () => {
  it('is the beginning of a word, whatever its accents and capitals', () => {
    expect(marked(highlighted('Müller and Mullen, not Samuller', ['mull']))).toBe('[Müll]er and [Mull]en, not Samuller')
  })

  it('is marked where the characters of the text are, also after some that fold to more than one', () => {
    expect(marked(highlighted('İstanbul 👩‍🔧 Café noir', ['cafe']))).toBe('İstanbul 👩‍🔧 [Café] noir')
  })

  it('takes the longest of words that begin alike', () => {
    expect(marked(highlighted('benches', ['ben', 'bench']))).toBe('[bench]es')
  })

  it('is nowhere when only the author was found', () => {
    expect(marked(highlighted('Called the printer', ['daniel']))).toBe('Called the printer')
  })
})

describe('an excerpt', () => {
  const filler = 'lorem ipsum dolor sit amet '.repeat(20)

  it('is the whole of a short text, on one line', () => {
    expect(marked(excerptOf('Call\n\nthe  printer', ['printer']))).toBe('Call the [printer]')
  })

  it('begins shortly before the first hit of a long text', () => {
    const excerpt = marked(excerptOf(`${filler}the oak bench ${filler}`, ['oak']))
    expect(excerpt).toMatch(/^… .{0,70}\[oak\] bench .* …$/)
    expect(excerpt.length).toBeLessThan(260)
  })

  it('begins at the start when nothing in the text was hit', () => {
    expect(marked(excerptOf(filler, ['oak']))).toMatch(/^lorem ipsum.* …$/)
  })
})
