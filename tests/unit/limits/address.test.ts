import { describe, expect, it } from 'vitest'
import { addressKey, clientAddress, parseRange } from '../../../server/limits/address'

const ranges = (...texts: string[]) => texts.map(text => parseRange(text)!)
const loopback = ranges('127.0.0.0/8', '::1')

const client = (remote: string | undefined, forwardedFor?: string, trusted = loopback) => clientAddress(remote, forwardedFor, trusted)?.toString() ?? null

describe('who sends a request', () => {
  it.each([
    ['nobody in between', '203.0.113.7', undefined, '203.0.113.7'],
    ['a stranger who claims to be somebody else', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['our proxy', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['our proxy, behind a client that made up the rest', '127.0.0.1', '127.0.0.1, 10.0.0.1, 203.0.113.7', '203.0.113.7'],
    ['our proxy behind our proxy', '127.0.0.1', '203.0.113.7, 127.0.0.2', '203.0.113.7'],
    ['our proxy as IPv4 inside IPv6', '::ffff:127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['IPv4 inside IPv6', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
    ['a proxy that adds the port', '127.0.0.1', '203.0.113.7:4711', '203.0.113.7'],
    ['a proxy that adds the port to IPv6', '::1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['only proxies of ours', '127.0.0.1', '127.0.0.3, 127.0.0.2', '127.0.0.3'],
    ['a header that says nothing', '127.0.0.1', 'unknown, , x', '127.0.0.1'],
    ['octal and shortened notations', '127.0.0.1', '0177.1', '127.0.0.1'],
    ['a header without end', '127.0.0.1', `${'1,'.repeat(8_000)}203.0.113.7`, '203.0.113.7'],
  ])('%s', (_what, remote, forwardedFor, expected) => {
    expect(client(remote, forwardedFor)).toBe(expected)
  })

  it('is nobody when the connection is gone, whatever the header says', () => {
    expect(client(undefined, '203.0.113.7')).toBeNull()
  })

  it('believes the ranges it is told to, of either kind', () => {
    expect(client('10.1.2.3', '203.0.113.7', ranges('10.0.0.0/8'))).toBe('203.0.113.7')
    expect(client('fd00::1', '203.0.113.7', ranges('10.0.0.0/8', 'fd00::/8'))).toBe('203.0.113.7')
    expect(client('127.0.0.1', '203.0.113.7', ranges('10.0.0.0/8'))).toBe('127.0.0.1')
  })
})

describe('what is counted together', () => {
  const key = (text: string) => addressKey(clientAddress(text, undefined, [])!)

  it('is an address of IPv4, and a network of IPv6', () => {
    expect(key('203.0.113.7')).toBe('203.0.113.7')
    expect(key('::ffff:203.0.113.7')).toBe('203.0.113.7')
    expect(key('2001:db8:1:2:3:4:5:6')).toBe(key('2001:db8:1:2::'))
    expect(key('2001:db8:1:2::')).not.toBe(key('2001:db8:1:3::'))
  })
})

it.each(['x', '', '10.0.0.0/33', '300.1.1.1', '10.0.0.0/', '1', 'fd00::/129'])('"%s" is no range', (text) => {
  expect(parseRange(text)).toBeNull()
})
