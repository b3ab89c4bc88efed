import type { Server, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import type { Socket } from 'node:net'
import { setImmediate, setTimeout } from 'node:timers/promises'

/** How often connections are looked at, in milliseconds, and how many looks in a row have to find one quiet until it is closed. */
const lookEvery = 25
const quietLooks = 40

/**
 * A turn of Node's accepts one connection (libuv 1.45 and later), and between two a request may be worked on. Nobody waits when none came for so many turns;
 * the last of them should be a short one, because in a long one something was done after the look at the door. In milliseconds.
 */
const emptyTurns = 3
const shortTurn = 1
/** How long a short turn is waited for, and how long a crowd is let in, at most. */
const shortTurnLimit = 500
const acceptLimit = 4_000

export interface Drain {
  /**
   * Takes no new connection from now on, answers what has begun and whatever else comes on a connection that was used within the last second, and
   * closes each connection with its next answer or once it is quiet.
   * @param limit milliseconds; what is open then is cut off
   * @returns how many connections were cut off
   */
  run: (limit: number) => Promise<number>
}

interface Connection {
  /** When its last request was answered, or it was made; milliseconds since 1970. */
  usedAt: number
  /** Bytes that were seen to have come. */
  received: number
  /** Looks in a row that found it quiet. */
  looks: number
  /** Answers that are not finished. */
  open: Set<ServerResponse>
}

/** Follows the connections of a server, so that it can end without losing a request. Made before the server listens. */
export function createDrain(server: Server): Drain {
  const connections = new Map<Socket, Connection>()
  let isDraining = false
  let accepted = 0

  server.on('connection', (socket) => {
    accepted += 1
    connections.set(socket, { usedAt: Date.now(), received: 0, looks: 0, open: new Set() })
    socket.once('close', () => connections.delete(socket))
  })
  for (const event of ['request', 'checkContinue'] as const) {
    server.prependListener(event, ({ socket }, response) => {
      const connection = connections.get(socket)
      if (!connection) return
      connection.open.add(response)
      response.once('close', () => {
        connection.open.delete(response)
        Object.assign(connection, { usedAt: Date.now(), received: socket.bytesRead, looks: 0 })
      })
      if (isDraining) sayGoodbye(response)
    })
  }

  /** Node closes the connection with this answer. */
  function sayGoodbye(response: ServerResponse): void {
    if (!response.headersSent) response.setHeader('connection', 'close')
  }

  /** Looks are counted, not milliseconds: a process that had no turn for a second has not seen what came meanwhile. */
  function closeQuietOnes(): void {
    for (const [socket, connection] of connections) {
      if (connection.open.size > 0) continue
      if (socket.bytesRead !== connection.received) Object.assign(connection, { received: socket.bytesRead, looks: 0 })
      else if (++connection.looks > quietLooks) socket.destroy()
    }
  }

  /** Whoever stands before the door comes in before it closes: Linux would reset their connections. */
  async function acceptWaiting(): Promise<void> {
    const arrived = performance.now()
    for (let empty = 0, now = arrived; now - arrived < acceptLimit;) {
      const before = accepted
      const began = now
      await setImmediate()
      now = performance.now()
      empty = accepted === before ? empty + 1 : 0
      if (empty >= emptyTurns && (now - began < shortTurn || now - arrived > shortTurnLimit)) return
    }
  }

  return {
    async run(limit) {
      const begun = Date.now()
      await acceptWaiting()
      // http's own `close` would end connections on which a request is just arriving.
      NetServer.prototype.close.call(server)
      // Not before: whoever is told goodbye comes again at once, and the crowd before the door would never end.
      isDraining = true
      for (const connection of connections.values()) {
        connection.open.forEach(sayGoodbye)
        if (begun - connection.usedAt >= lookEvery * quietLooks) connection.looks = quietLooks
      }
      for (;;) {
        // Right after this, everything that had arrived was read.
        await setImmediate()
        closeQuietOnes()
        if (connections.size === 0) return 0
        if (Date.now() - begun >= limit) break
        await setTimeout(lookEvery)
      }
      const { size } = connections
      server.closeAllConnections()
      return size
    },
  }
}
