import { describe, expect, it } from 'vitest'
import { byteOrderMark, cellSeparator, csvLine } from '#shared/csv'

describe('a line of a table', () => {
  it('ends in CR LF, quotes what would be read as something else, and leaves the rest as it is', () => {
    expect(csvLine(['plain', 'a, b', 'say "yes"', 'two\nlines', ' space ', '', null, 0, -7.5], ',')).toBe('plain,"a, b","say ""yes""","two\nlines", space ,,,0,-7.5\r\n')
  })

  it('quotes the separator that is used, not the other one', () => {
    expect(csvLine(['a, b', 'c; d'], ';')).toBe('a, b;"c; d"\r\n')
  })

  it.each([
    ['=HYPERLINK("https://evil.test")', '"\'=HYPERLINK(""https://evil.test"")"'],
    ['+49 30 1234', '\'+49 30 1234'],
    ['-1+1', '\'-1+1'],
    ['- [ ] call', '\'- [ ] call'],
    ['@SUM(A1)', '\'@SUM(A1)'],
    ['\t=1+1', '\'\t=1+1'],
    ['\r=1+1', '"\'\r=1+1"'],
    ['\n=1+1', '"\'\n=1+1"'],
    ['＝1+1', '\'＝1+1'],
  ])('makes %j a text and no formula', (text, cell) => {
    expect(csvLine([text], ',')).toBe(`${cell}\r\n`)
  })

  it('cannot be broken out of: every other cell and line stays where it was', () => {
    expect(csvLine(['","=1+1"\r\n=2', 'next'], ',')).toBe('""",""=1+1""\r\n=2",next\r\n')
  })
})

describe('a file', () => {
  it('separates by what the reader\'s Excel expects', () => {
    expect(cellSeparator('en')).toBe(',')
    expect(cellSeparator('de')).toBe(';')
    expect(cellSeparator('ja')).toBe(',')
  })

  it('begins with the mark that tells Excel its encoding', () => {
    expect(new TextEncoder().encode(byteOrderMark)).toEqual(new Uint8Array([0xEF, 0xBB, 0xBF]))
  })
})
