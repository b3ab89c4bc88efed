import { describe, expect, it } from 'vitest'
import { readDeepLink, readLinks } from '../../../portal/page/feed/links'

const origin = 'http://127.0.0.1:4100'

describe('addresses in a post', () => {
  it('are split from the text, without the punctuation of the sentence', () => {
    expect(readLinks('See /marketplace/view/a.b/?params[note]=5, then https://example.com/x.')).toEqual([
      { text: 'See ' },
      { text: '/marketplace/view/a.b/?params[note]=5', href: '/marketplace/view/a.b/?params[note]=5' },
      { text: ', then ' },
      { text: 'https://example.com/x', href: 'https://example.com/x' },
      { text: '.' },
    ])
  })

  it('are not found where there are none', () => {
    expect(readLinks('Nothing at /company/ or javascript:alert(1)')).toEqual([{ text: 'Nothing at /company/ or javascript:alert(1)' }])
    expect(readLinks('x/marketplace/view/a/')).toEqual([{ text: 'x/marketplace/view/a/' }])
    expect(readLinks('')).toEqual([])
  })
})

describe('links into an app (universal/app-url)', () => {
  it('carry the keys of params as strings and nothing else', () => {
    expect(readDeepLink('/marketplace/view/vendor.app/?params[docId]=42&params[test]=y&lost=1&params=x', origin))
      .toEqual({ code: 'vendor.app', options: { docId: '42', test: 'y' } })
    expect(readDeepLink(`${origin}/marketplace/view/vendor.app/?params%5Bsubject%5D=task%3A286`, origin))
      .toEqual({ code: 'vendor.app', options: { subject: 'task:286' } })
  })

  it('may have no params', () => {
    expect(readDeepLink('/marketplace/view/vendor.app', origin)).toEqual({ code: 'vendor.app', options: {} })
  })

  it.each(['https://elsewhere.example/marketplace/view/a/', '/marketplace/detail/a/', '/marketplace/view/', 'http://['])('are not %s', (href) => {
    expect(readDeepLink(href, origin)).toBeUndefined()
  })
})
