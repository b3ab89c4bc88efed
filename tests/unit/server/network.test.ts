import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createPortalAgents, isAllowedAddress } from '../../../server/bitrix24/network'

describe('addresses of portals', () => {
  it.each(['8.8.8.8', '2606:4700:4700::1111'])('%s is public', (address) => {
    expect(isAllowedAddress(address, false)).toBe(true)
  })

  it.each(['127.0.0.1', '::1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '::', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '224.0.0.1'])('%s is not', (address) => {
    expect(isAllowedAddress(address, false)).toBe(false)
  })

  it('loopback is for the stand-in, and nothing else comes with it', () => {
    expect(isAllowedAddress('127.0.0.1', true)).toBe(true)
    expect(isAllowedAddress('::ffff:127.0.0.1', true)).toBe(true)
    expect(isAllowedAddress('10.0.0.1', true)).toBe(false)
  })

  async function reach(host: string, allowLoopback: boolean): Promise<string> {
    const server = http.createServer((_request, response) => response.end('reached')).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const { httpAgent } = createPortalAgents(allowLoopback)
    try {
      return await new Promise<string>((resolve) => {
        http.get({ host, port, path: '/', agent: httpAgent }, response => response.on('data', data => resolve(String(data))))
          .on('error', error => resolve((error as NodeJS.ErrnoException).code ?? error.message))
      })
    }
    finally {
      httpAgent.destroy()
      server.close()
    }
  }

  it('refuses to connect to a literal private address', async () => {
    expect(await reach('127.0.0.1', false)).toBe('forbidden_address')
  })

  it('refuses a name that leads to a private address', async () => {
    expect(await reach('localhost', false)).toBe('forbidden_address')
  })

  it('connects to the stand-in', async () => {
    expect(await reach('127.0.0.1', true)).toBe('reached')
  })
})
