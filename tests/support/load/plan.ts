/** One request as it goes over the wire. */
export interface LoadRequest {
  method: 'GET' | 'POST'
  /** With its query. */
  path: string
  headers: Record<string, string>
  /** Each `{id}` in it becomes a UUID of its own whenever it is sent. */
  body: string
}

/** The place in a body where each request differs. */
export const freshId = '{id}'

/**
 * `closed`: so many connections, each of which asks again as soon as it has its answer: how much a server can do.
 * `open`: requests come at their time whatever became of those before, as people do: how long they wait.
 */
export type Pace = { kind: 'closed', connections: number } | { kind: 'open', perSecond: number }

export interface LoadPlan {
  /** Servers, in turn. */
  origins: readonly string[]
  /** Sent one after the other, and again from the first. */
  requests: readonly LoadRequest[]
  pace: Pace
  seconds: number
}

/** Milliseconds. In an open loop counted from when a request was due, so that a server that stalls does not hide who waited. */
export interface Latencies { p50: number, p95: number, p99: number }

export interface LoadResult {
  /** Good ones (2xx). */
  answers: number
  /** What else came, by status or error, with the beginning of one such answer. */
  wrong: Record<string, { times: number, example: string }>
  /** From the first request until the last answer. */
  seconds: number
  latencies: Latencies
  /** Mean size of a good answer's body. */
  bytes: number
}
