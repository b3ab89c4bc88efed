import { describe, expect, it } from 'vitest'
import { plainMessage } from '../../../app/lib/message-text'

describe('a message\'s words', () => {
  it.each([
    ['The cover is [b]final[/b], [i]really[/i]', 'The cover is final, really'],
    ['[USER=3]Daniel Okafor[/USER], can you look?', 'Daniel Okafor, can you look?'],
    ['First[BR]Second#BR#Third', 'First\nSecond\nThird'],
    ['[URL=https://example.com/a]the draft[/URL]', 'the draft (https://example.com/a)'],
    ['[URL]https://example.com/a[/URL]', 'https://example.com/a'],
    ['[URL=https://example.com/a]https://example.com/a[/URL]', 'https://example.com/a'],
    ['[color=#ff0000]red[/color] [size=20]big[/size]', 'red big'],
  ])('of %s', (text, plain) => {
    expect(plainMessage(text)).toBe(plain)
  })

  it('keep what only looks like a mark', () => {
    expect(plainMessage('Option [1], or [later]? See [sic].')).toBe('Option [1], or [later]? See [sic].')
  })
})
