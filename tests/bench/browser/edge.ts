import { request as forward } from 'node:http'
import { createSecureServer } from 'node:http2'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { selfSigned } from './certificate'
import { portalPage } from './portal-page'

/** The site of all names here. Being one site, portal and frame share a process, and with it the throttle. */
const site = 'bitrix24.example'

/** A name under which a browser finds one of the servers, or a portal. */
export const hostOf = (name: string): string => `${name}.${site}`

/** What stands before the servers, as an operator would have it: HTTPS with HTTP/2 (docs/operating.md), answers passed on as they are. */
export interface Edge {
  /** What Chromium needs to find it and trust it. */
  chromiumArguments: string[]
  close: () => void
}

/** Headers that belong to one connection. HTTP/2 has none of them (RFC 9113 §8.2.2). */
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade', 'host'])

const passedOn = <Value>(headers: Record<string, Value>) => Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':') && !hopByHop.has(name)))

function answerAsPortal({ url }: Http2ServerRequest, response: Http2ServerResponse): void {
  const [type, body] = url.startsWith('/avatars/') ? ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'] : ['text/html; charset=utf-8', portalPage]
  response.writeHead(200, { 'content-type': type }).end(body)
}

/**
 * Starts it on a free port of the loopback address. Whatever is not a server's name is a portal's.
 * @param origins where the servers listen, by their names
 */
export async function startEdge(origins: Record<string, string>): Promise<Edge> {
  const { key, cert, fingerprint } = selfSigned()
  const originOf = new Map(Object.entries(origins).map(([name, origin]) => [hostOf(name), origin]))

  function answer(request: Http2ServerRequest, response: Http2ServerResponse): void {
    const origin = originOf.get(request.authority)
    if (!origin) return void answerAsPortal(request, response)
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
    chromiumArguments: [`--host-resolver-rules=MAP *.${site} 127.0.0.1:${(server.address() as AddressInfo).port}`, `--ignore-certificate-errors-spki-list=${fingerprint}`],
    close() {
      for (const session of sessions) session.destroy()
      server.close()
    },
  }
}
