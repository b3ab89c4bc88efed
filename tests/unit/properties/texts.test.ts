import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byteOrderMark, csvLine } from '#shared/csv'
import type { Block, Inline } from '#shared/markdown'
import { plainText, tasksIn } from '#shared/markdown'
import { parseMarkdown } from '#shared/markdown-parser'
import { textParts } from '#shared/web-addresses'
import { redactFields, redactLine } from '../../../server/log'
import { excerptOf, highlighted, matchesOf, wordsOf } from '../../../server/search/words'
import { anyText, runs, textOf } from './support'

/** What people write, and what becomes of it. */

const markdown = fc.oneof(
  anyText,
  textOf('*', '**', '_', '~~', '`', '```\n', '\n', '\n\n', '# ', '# \n', '> ', '- ', '- [ ] ', '- [x] ', '1. ', '[', ']', '(', ')', '](', '<', '>', '\\', '|', '!', '@[', '](user:3)', ' ', '  ', '\t', '&lt;', '---'),
  textOf('[a](javascript:', '[a](', 'data:text/html,', 'vbscript:', 'JaVaScRiPt:', '&#106;avascript:', '<img src=x onerror=alert(1)>', '<script>', ')', ' ', '\n', 'http://', 'https://a.test/', 'mailto:', '"', '\'', '`', '\u0000', '\u202E'),
)

const inlinesOf = (blocks: Block[]): Inline[] => blocks.flatMap((block) => {
  switch (block.kind) {
    case 'paragraph':
    case 'heading': return block.content
    case 'quote': return inlinesOf(block.blocks)
    case 'list': return block.items.flatMap(item => inlinesOf(item.blocks))
    default: return []
  }
})
const hrefsOf = (text: string) => [
  ...textParts(text).flatMap(({ href }) => href ?? []),
  ...inlinesOf(parseMarkdown(text) ?? []).flatMap(run => run.kind === 'link' ? run.href : []),
]
const wordsIn = (text: string) => text.match(/[a-z]{3,}/g) ?? []

describe('a note\'s Markdown', () => {
  it('links to addresses that do nothing but open', () => {
    fc.assert(fc.property(markdown, (text) => {
      for (const href of hrefsOf(text)) expect(href).toMatch(/^(?:https?|mailto|tel):/i)
    }), { ...runs, numRuns: 1000 })
  })

  it('loses no word of it', () => {
    const written = textOf('*', '**', '_', '~~', '`', '\n', '\n\n', '# ', '# \n', '#\n', '> ', '>\n', '- ', '- \n', '1. ', '1. \n', '```\n', '~~~\n', ' ', '\t', '---\n', '===\n', '|', '+ ', '<b>')
    fc.assert(fc.property(written, (text) => {
      const shown = plainText({ text, body: parseMarkdown(text) })
      // What stands behind three backticks names a language and is not shown.
      for (const word of wordsIn(text.replaceAll(/^[ \t>]*(?:(?:[-*]|\d\.)[ \t]+)*(?:```|~~~).*$/gm, ''))) expect(shown).toContain(word)
    }), { ...runs, numRuns: 1000 })
  })

  it('numbers its tasks without a gap', () => {
    fc.assert(fc.property(textOf('- [ ] ', '- [x] ', '\n', '> ', '  ', '1. ', '# '), (text) => {
      expect(tasksIn(parseMarkdown(text) ?? []).map(({ task }) => task)).toEqual(tasksIn(parseMarkdown(text) ?? []).map((_, index) => index))
    }), runs)
  })

  it('is read in reasonable time, however it repeats itself', () => {
    const repeated = fc.tuple(fc.constantFrom('# \n', '>\n', '*_', '[', '](', '`a', '~', '*a', '- [ ] a\n', '@[', '\\', '<a ', '```\n', 'http://a', ')', '|-|\n', '> - '), fc.constantFrom('', 'http://a', '*a*\n'))
      .map(([sign, start]) => (start + sign.repeat(10_000)).slice(0, 10_000))
    fc.assert(fc.property(repeated, (text) => {
      const started = performance.now()
      parseMarkdown(text)
      textParts(text)
      // Nothing takes a tenth of it on an idle machine; what grows with the square takes seconds.
      expect(performance.now() - started).toBeLessThan(2000)
    }), { ...runs, numRuns: 25 })
  })
})

describe('the words of a search', () => {
  it('are letters and digits, whatever was typed: nothing in them is syntax', () => {
    fc.assert(fc.property(fc.oneof(anyText, textOf('"', '*', 'NEAR(', ')', ' OR ', ' NOT ', ':', '^', '{title}', '-', '\u0000')), (text) => {
      const words = wordsOf(text)
      for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}\p{M}\p{Co}]+$/u)
      for (const match of matchesOf(12, words)) expect(match.replaceAll(/\{title(?: text)?\} : |12_[\p{L}\p{N}\p{M}\p{Co}]+|[" ()*]|AND/gu, '')).toBe('')
    }), runs)
  })

  it('are marked in a text that stays as it was', () => {
    fc.assert(fc.property(anyText, anyText, (text, query) => {
      expect(highlighted(text, wordsOf(query)).map(({ text: piece }) => piece).join('')).toBe(text)
      excerptOf(text, wordsOf(query))
    }), runs)
  })
})

describe('a table for a spreadsheet', () => {
  /** What a spreadsheet reads of one line: its cells, their quotes undone (RFC 4180). */
  function cellsOf(line: string, separator: string): string[] {
    // One more separator at the end, so that every cell has one behind it.
    const rest = line.slice(0, -'\r\n'.length) + separator
    return [...rest.matchAll(new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}"]*))${separator}`, 'gy'))].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain)
  }

  it('calculates nothing that somebody wrote, and says it all', () => {
    const cell = fc.oneof(anyText, textOf('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', '＝', '＋', '－', '＠', '\'', ' '))
    fc.assert(fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.constantFrom(',', ';'), (cells, separator) => {
      const read = cellsOf(csvLine(cells, separator), separator)
      expect(read.map(text => text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))).toEqual(cells.map(text => text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '')))
      for (const text of read) expect(text).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
    }), runs)
    expect(byteOrderMark).toBe('\uFEFF')
  })
})

describe('a line of the log', () => {
  const hex = fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 32, maxLength: 90 }).map(signs => signs.join(''))

  it('shows no token, wherever it stands between other words', () => {
    fc.assert(fc.property(hex, textOf(' ', '"', ':', '/', '?', '&', '=', ',', '{', '}'), textOf(' ', '"', ':', '/', '&', ','), (token, before, after) => {
      expect(redactLine(`${before} ${token} ${after}`)).not.toContain(token)
      expect(redactLine(`${before}?auth=${token}&${after}`)).not.toContain(token)
    }), runs)
  })

  it('shows nothing of a field that is named like a secret, and breaks on no field', () => {
    fc.assert(fc.property(fc.dictionary(fc.oneof(anyText, fc.constantFrom('accessToken', 'refresh_token', 'AUTH_ID', 'clientSecret', 'text', 'nested')), fc.oneof(fc.anything(), fc.constant({ accessToken: 'S3CRET', deeper: { text: 'S3CRET' } }))), (fields) => {
      const redacted = redactFields({ ...fields, applicationToken: 'S3CRET', nested: { auth_id: 'S3CRET' } })
      expect(JSON.stringify([redacted.applicationToken, redacted.nested])).not.toContain('S3CRET')
    }), runs)
  })
})
