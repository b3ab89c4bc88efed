import { request as forward } from 'node:http'
import { createSecureServer } from 'node:http2'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { selfSigned } from './certificate'
import { portalPage } from './portal-page'

/** The names under which a browser finds the servers. They are one site, so that frame and page share a process, and one throttle. */
export const hosts = { app: 'sidenote.bitrix24.example', stock: 'stock.bitrix24.example' }

/** What stands before the servers, as an operator would have it: HTTPS with HTTP/2 (docs/operating.md), answers passed on as they are. */
export interface Edge {
  /** What Chromium needs to find it and trust it. */
  chromiumArguments: string[]
  close: () => void
}

/** Headers that belong to one connection. HTTP/2 has none of them (RFC 9113 §8.2.2). */
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade', 'host'])

const passedOn = <Value>(headers: Record<string, Value>) => Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':') && !hopByHop.has(name)))

/**
 * Starts it on a free port of the loopback address. Every other name under `bitrix24.example` is a portal's.
 * @param origins where the servers listen
 */
export async function startEdge(origins: Record<keyof typeof hosts, string>): Promise<Edge> {
  const { key, cert, fingerprint } = selfSigned()
  const originOf = new Map(Object.entries(hosts).map(([name, host]) => [host, origins[name as keyof typeof hosts]]))

  function answer(request: Http2ServerRequest, response: Http2ServerResponse): void {
    const origin = originOf.get(request.authority)
    if (!origin) return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(portalPage)
    // A connection each: one that is kept might just be closed by the server when it is needed.
    const passed = forward(origin + request.url, { agent: false, method: request.method, headers: passedOn(request.headers) }, (answered) => {
      response.writeHead(answered.statusCode!, passedOn(answered.headers))
      answered.pipe(response)
    })
    passed.once('error', () => response.destroyed || response.stream.close())
    // A page that goes away leaves its streams behind.
    response.once('close', () => passed.destroy())
    request.pipe(passed)
  }

  const server = createSecureServer({ key, cert }, answer)
  const sessions = new Set<{ destroy: () => void }>()
  server.on('session', session => void sessions.add(session))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    chromiumArguments: [`--host-resolver-rules=MAP *.bitrix24.example 127.0.0.1:${(server.address() as AddressInfo).port}`, `--ignore-certificate-errors-spki-list=${fingerprint}`],
    close() {
      for (const session of sessions) session.destroy()
      server.close()
    },
  }
}
