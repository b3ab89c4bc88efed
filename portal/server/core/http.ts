import { getRequestHeader, readRawBody, setResponseStatus, type H3Event } from 'h3'
import { parseForm, type Params } from './php'

const maxBody = 2_000_000

/** Path and query as asked for; h3 cuts the prefix of a layer off `req.url`. */
export const pathOf = (event: H3Event): string => {
  const { originalUrl, url } = event.node.req as typeof event.node.req & { originalUrl?: string }
  return originalUrl ?? url ?? '/'
}

export interface Incoming {
  method: string
  /** Path segments; empty ones are gone, because clients write `/rest//user.current`. */
  segments: string[]
  query: Params
  /** Parsed body; a JSON body may be a list. */
  body: Params | unknown[]
  isJson: boolean
  bearer: string | null
}

/** Reads a request the way PHP would fill `$_GET` and `$_POST`, or a JSON body. */
export async function readIncoming(event: H3Event): Promise<Incoming> {
  const url = new URL(`http://stand-in${pathOf(event)}`)
  const method = event.method.toUpperCase()
  const type = getRequestHeader(event, 'content-type') ?? ''
  const isJson = type.includes('json')
  const tooLong = Number(getRequestHeader(event, 'content-length') ?? 0) > maxBody
  const raw = ['POST', 'PUT', 'PATCH'].includes(method) && !tooLong ? await readRawBody(event) ?? '' : ''
  return {
    method,
    segments: url.pathname.split('/').filter(Boolean).map(decodeSafely),
    query: parseForm(url.search),
    body: isJson ? parseJson(raw) : parseForm(raw),
    isJson,
    bearer: /^Bearer\s+(\S+)$/i.exec(getRequestHeader(event, 'authorization') ?? '')?.[1] ?? null,
  }
}

/** Query and body in one, the body winning. */
export function allParams({ query, body }: Incoming): Params {
  return Array.isArray(body) ? { ...query } : { ...query, ...body }
}

function parseJson(raw: string): Params | unknown[] {
  try {
    const value: unknown = JSON.parse(raw)
    return typeof value === 'object' && value !== null ? value as Params | unknown[] : {}
  }
  catch {
    return {}
  }
}

function decodeSafely(segment: string): string {
  try {
    return decodeURIComponent(segment)
  }
  catch {
    return segment
  }
}

/** An outage as a client sees it: the connection ends without an answer. */
export function dropConnection(event: H3Event): void {
  event._handled = true
  event.node.req.socket.destroy()
}

export function sendJson(event: H3Event, status: number, body: unknown): string {
  setResponseStatus(event, status)
  event.node.res.setHeader('Content-Type', 'application/json; charset=utf-8')
  return JSON.stringify(body)
}
