import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Listening {
  server: Server
  /** `127.0.0.1:4101` */
  host: string
  close: () => Promise<void>
}

/** Listens on the wanted port; on any free one when it is 0 or taken. */
export async function listen(handler: RequestListener, host: string, port = 0): Promise<Listening> {
  try {
    return await listenExactly(handler, host, port)
  }
  catch (error) {
    if (port !== 0 && (error as NodeJS.ErrnoException).code === 'EADDRINUSE') return listenExactly(handler, host, 0)
    throw error
  }
}

function listenExactly(handler: RequestListener, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = createServer(handler)
    server.once('error', reject)
    server.listen(port, host, () => resolve({
      server,
      host: `${host}:${(server.address() as AddressInfo).port}`,
      close: () => new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
    }))
  })
}
