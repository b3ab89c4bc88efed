import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on loopback that is no part of Bitrix24. */
interface Attacker {
  origin: string
  /** Connections that somebody opened to it, whatever came through them. */
  connections: () => number
  close: () => Promise<void>
}

/**
 * Starts a server that somebody else controls.
 * @param answer what it says to whoever asks; by default tokens, as an authorization server would
 */
export async function startAttacker(answer: RequestListener = (_request, response) => response.end(JSON.stringify({ access_token: 'a', refresh_token: 'b' }))): Promise<Attacker> {
  let connections = 0
  const server = createServer(answer)
  server.on('connection', () => connections++)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
