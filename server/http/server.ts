import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'

const second = 1_000

/** How patient the server is with a connection, in milliseconds, and how much it takes of one. */
const bounds = {
  /** From a request's first byte, or the connection's beginning, to the end of its headers. */
  headersTimeout: 10 * second,
  /** To the end of its body, read or not. A body that is read has ten seconds of its own (server/utils/body.ts). */
  requestTimeout: 30 * second,
  /** Longer than the minute after which common proxies give up a connection: whoever sends the next request on it should be the one to end it. */
  keepAliveTimeout: 75 * second,
  /** How late the two time-outs above may be noticed. */
  connectionsCheckingInterval: 2 * second,
  /** A launch's address and a session are together less than 3 kB. */
  maxHeaderSize: 16 * 1024,
}

/** Neither side wrote for so long: a reader that is gone without a word, for instance. Live streams have a heartbeat, in milliseconds. */
const silence = 120 * second

/** Live streams (server/live/streams.ts) and as many again: what comes beyond is not accepted, instead of taking from everybody. */
const connections = 10_000

/**
 * Who was answered before the whole request had come, as after a body that is too large, may still be sending: what comes is thrown away for so long,
 * in milliseconds. A connection that is closed at once often takes the answer with it.
 */
const lingering = 2 * second

/** Node's HTTP server with a bound for everything that somebody may send, or not send. */
export function createBoundedServer(listener: RequestListener): Server {
  const server = createServer(bounds, listener)
  server.timeout = silence
  server.maxConnections = connections
  server.on('request', lingerAfter)
  server.on('checkContinue', lingerAfter)
  // Whoever asks first whether to send the body is told so when it is read (server/utils/body.ts), and not for one that is too large.
  server.on('checkContinue', listener)
  return server
}

function lingerAfter(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete) return
    request.resume()
    const timer = setTimeout(() => request.complete || request.socket.destroy(), lingering)
    // When it has come after all, too: the connection goes on, and must not collect listeners.
    request.once('close', () => clearTimeout(timer))
  })
}
