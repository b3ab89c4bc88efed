import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import type { FrameDescription, IssuedToken, OpenFrameResponse } from '../../../portal/shared/contract'
import { parseForm } from '../../../portal/server/core/php'
import { startStandIn, type StandIn, type StandInOptions } from '../../../portal/server'

export const card: StandInOptions['app'] = {
  clientId: 'app.test.1',
  clientSecret: 'a-client-secret-of-tests',
  code: 'vendor.app',
  name: 'Some App',
  description: 'An app',
  url: 'http://127.0.0.1:9/',
  installUrl: 'http://127.0.0.1:9/install',
  scopes: ['placement', 'task', 'user_brief', 'im', 'sonet_group'],
}

export const administrator = 1
export const employee = 3
export const designer = 5

const open: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map(close => close()))
})

/** A stand-in of its own for one test, closed after it. */
export async function start(options: Partial<StandInOptions> = {}): Promise<StandIn> {
  const standIn = await startStandIn({ app: card, ...options })
  open.push(standIn.close)
  return standIn
}

export interface Installed { standIn: StandIn, origin: string, domain: string, memberId: string, admin: IssuedToken, user: IssuedToken }

/** The usual beginning: the app is in the first portal, installed to the end unless said otherwise. */
export async function installed({ finish = true, ...options }: Partial<StandInOptions> & { finish?: boolean } = {}): Promise<Installed> {
  const standIn = await start(options)
  standIn.control.install({ portal: 'acme' })
  if (finish) standIn.control.finishInstall({ portal: 'acme' })
  const { origin, domain, memberId } = standIn.portals[0]!
  return {
    standIn, origin, domain, memberId,
    admin: standIn.control.issueToken({ portal: 'acme', userId: administrator }),
    user: standIn.control.issueToken({ portal: 'acme', userId: employee }),
  }
}

export interface RestAnswer {
  status: number
  headers: Headers
  body: { result?: unknown, error?: string, error_description?: string, time?: Record<string, unknown>, total?: number, next?: number } & Record<string, unknown>
}

/** A JSON call as a server makes it, with the token in the body. */
export async function rest(origin: string, method: string, token: IssuedToken | null, params: Record<string, unknown> = {}): Promise<RestAnswer> {
  return answerOf(await fetch(`${origin}/rest/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(token ? { ...params, auth: token.accessToken } : params),
  }))
}

export async function answerOf(response: Response): Promise<RestAnswer> {
  return { status: response.status, headers: response.headers, body: await response.json() as RestAnswer['body'] }
}

/** `POST` of a form to the token endpoint. */
export async function token(standIn: StandIn, params: Record<string, string>): Promise<RestAnswer> {
  return answerOf(await fetch(`${standIn.oauthOrigin}/oauth/token/`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: card.clientId, client_secret: card.clientSecret, ...params }),
  }))
}

export async function appInfo(standIn: StandIn, access: string): Promise<RestAnswer> {
  return answerOf(await fetch(`${standIn.oauthOrigin}/rest/app.info?auth=${access}`))
}

export function frameOf(answer: OpenFrameResponse): FrameDescription {
  if (answer.kind !== 'frame') throw new Error(`No frame: ${answer.message}`)
  return answer.frame
}

export const fieldsOf = (frame: FrameDescription): Record<string, string> => Object.fromEntries(frame.fields)

/** The page's calls to its server; `as` chooses the viewer by the portal's own cookie. */
export async function page(origin: string, path: string, { method = 'POST', body, cookie }: { method?: string, body?: unknown, cookie?: string } = {}): Promise<Response> {
  return fetch(`${origin}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...cookie ? { Cookie: cookie } : {} },
    ...body === undefined ? {} : { body: JSON.stringify(body) },
  })
}

export async function cookieOf(origin: string, userId: number): Promise<string> {
  const response = await page(origin, '/_portal/profile', { body: { userId } })
  return response.headers.get('set-cookie')!.split(';')[0]!
}

export interface Received { body: Record<string, unknown>, raw: string, contentType: string }

/** Something on the other end of the app's addresses: keeps what it gets and answers with `status`. */
export async function receiver(status = 200): Promise<{ url: string, received: Received[] }> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let raw = ''
    for await (const chunk of request) raw += String(chunk)
    received.push({ raw, body: parseForm(raw), contentType: request.headers['content-type'] ?? '' })
    response.writeHead(status).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(() => new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  }))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, received }
}

/** Waits for a condition that something asynchronous fulfils. */
export async function until(condition: () => boolean, ms = 2000): Promise<void> {
  const end = Date.now() + ms
  while (!condition()) {
    if (Date.now() > end) throw new Error('It did not happen in time')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

/** Long enough for anything that would have been sent at once. */
export const quiet = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 150))
