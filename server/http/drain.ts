import { Server as NetServer } from 'node:net'
import type { Socket } from 'node:net'
import type { Server, ServerResponse } from 'node:http'

/** A connection that was used so recently may be bringing the next request just now, in milliseconds. */
const quietAfter = 250
const lookEvery = 25

export interface Drain {
  /**
   * Takes no new connection from now on, answers what has begun and tells each client to come back on another connection.
   * @param limit milliseconds; what is open then is cut off
   * @returns how many connections were cut off
   */
  run: (limit: number) => Promise<number>
}

interface Connection {
  /** When its last request was answered, or it was made, or a byte of the next request was seen; milliseconds since 1970. */
  usedAt: number
  /** Bytes that had come by then. */
  received: number
  /** Answers that are not finished. */
  open: Set<ServerResponse>
}

/** Follows the connections of a server, so that it can end without losing a request. Made before the server listens. */
export function createDrain(server: Server): Drain {
  const connections = new Map<Socket, Connection>()
  let isDraining = false

  server.on('connection', (socket) => {
    connections.set(socket, { usedAt: Date.now(), received: 0, open: new Set() })
    socket.once('close', () => connections.delete(socket))
  })
  for (const event of ['request', 'checkContinue'] as const) {
    server.prependListener(event, ({ socket }, response) => {
      const connection = connections.get(socket)
      if (!connection) return
      connection.open.add(response)
      response.once('close', () => {
        connection.open.delete(response)
        connection.usedAt = Date.now()
        connection.received = socket.bytesRead
      })
      if (isDraining) sayGoodbye(response)
    })
  }

  /** Node closes the connection with this answer. */
  function sayGoodbye(response: ServerResponse): void {
    if (!response.headersSent) response.setHeader('connection', 'close')
  }

  function closeQuietOnes(): void {
    for (const [socket, connection] of connections) {
      if (connection.open.size > 0) continue
      if (socket.bytesRead !== connection.received) {
        // A request is arriving.
        connection.received = socket.bytesRead
        connection.usedAt = Date.now()
      }
      if (Date.now() - connection.usedAt >= quietAfter) socket.destroy()
    }
  }

  return {
    async run(limit) {
      const end = Date.now() + limit
      // Who is waiting to be accepted is, and what has arrived is read, before anything is closed.
      await nextTurn()
      isDraining = true
      // http's own `close` would end connections on which a request is just arriving.
      NetServer.prototype.close.call(server)
      for (const { open } of connections.values()) open.forEach(sayGoodbye)
      for (;;) {
        closeQuietOnes()
        if (connections.size === 0) return 0
        if (Date.now() >= end) break
        await new Promise(resolve => setTimeout(resolve, lookEvery))
      }
      const { size } = connections
      server.closeAllConnections()
      return size
    },
  }
}

const nextTurn = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)))
