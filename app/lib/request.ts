import type { ErrorAnswer } from '#shared/errors'
import { Problem } from './problem'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A slow portal behind our server may use its whole time-out; past this nobody waits any more. */
const limit = 30_000

/**
 * One request to our own server. No cookies travel (DESIGN §3.3).
 * @returns the parsed answer; undefined for 204
 * @throws Problem with the server's code, or `offline` when there was no answer
 */
export async function requestJson<T>(method: Method, path: string, options: { token?: string, body?: unknown } = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (options.token) headers.authorization = `Bearer ${options.token}`
  if (options.body !== undefined) headers['content-type'] = 'application/json'

  const response = await fetch(path, {
    method,
    headers,
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    credentials: 'omit',
    cache: 'no-store',
    // A frame may close while it writes, as a call card does; the write goes on (up to 64 kB, more than any of ours).
    keepalive: method !== 'GET',
    signal: AbortSignal.timeout(limit),
  }).catch((cause: unknown) => { throw new Problem('offline', { cause }) })

  if (response.status === 204) return undefined as T
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok && answer !== null) return answer as T
  throw problemIn(response, answer)
}

/**
 * What a refusal says.
 * @param answer its body as far as it was JSON, or null
 */
export function problemIn(response: Response, answer: unknown): Problem {
  return new Problem(codeIn(answer) ?? (response.status >= 502 ? 'offline' : 'internal'), { retryAfter: secondsIn(response.headers.get('retry-after')) })
}

function codeIn(answer: unknown): ErrorAnswer['error']['code'] | undefined {
  return (answer as Partial<ErrorAnswer> | null)?.error?.code
}

function secondsIn(header: string | null): number | null {
  const seconds = Number.parseInt(header ?? '', 10)
  return Number.isFinite(seconds) ? seconds : null
}

/** The path with those of the parameters that have a value. */
export function withQuery(path: string, parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
