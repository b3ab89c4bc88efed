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

  it('keeps no connection that a portal may be about to close, and waits for slow answers', async () => {
    const server = http.createServer((request, response) => setTimeout(() => response.end(), request.url === '/slow' ? 400 : 0)).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    let open = 0
    server.on('connection', (socket) => {
      open += 1
      socket.once('close', () => { open -= 1 })
    })
    const { httpAgent } = createPortalAgents(true, 100)
    const get = (path: string) => new Promise<number>((resolve, reject) => {
      const request = http.get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path, agent: httpAgent, timeout: 5_000 }, (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode!))
      })
      request.on('error', reject)
      request.on('timeout', () => request.destroy(new Error('Too slow')))
    })
    expect(await get('/slow')).toBe(200)
    expect(await get('/')).toBe(200)
    expect(open).toBe(1)
    await expect.poll(() => open).toBe(0)
    httpAgent.destroy()
    server.close()
  })
})
