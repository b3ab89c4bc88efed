import { errorStatuses } from '../../../shared/errors'
import type { Attack, Outcome } from './wire'

/**
 * What became of a request. `parser`: refused by Node before anything of ours saw it. `refused`: by us, with a stable code. `taken`: answered as
 * any other request. `closed`: one that hung up itself, or that HTTP leaves without an answer.
 */
export type Fate = 'parser' | 'refused' | 'taken' | 'closed'

/** What Node answers by itself, without a body (nodejs.org/api/http: 'clientError', 'checkExpectation'). */
const parserStatuses = new Set([400, 408, 413, 417, 431])

/**
 * Judges one answer.
 * @returns what became of the request, or in a sentence what must not be
 */
export function judge(attack: Attack, outcome: Outcome): { fate: Fate } | { fault: string } {
  if (outcome === 'silent') return { fault: 'no answer in time' }
  if (outcome === 'closed') {
    // A tunnel, which no server of ours is: Node hangs up (nodejs.org/api/http, 'connect').
    return attack.trickle?.hangUp || attack.verb === 'CONNECT' ? { fate: 'closed' } : { fault: 'the connection was closed without an answer' }
  }
  const { status, headers, body } = outcome
  if (status >= 500) return { fault: `${status}: ${body.slice(0, 200)}` }
  if (status < 400) return { fate: 'taken' }
  if (parserStatuses.has(status) && body === '' && !headers.has('content-type')) return { fate: 'parser' }
  if (attack.verb === 'HEAD') return { fate: 'refused' }
  const code = codeOf(headers.get('content-type') ?? '', body)
  if (code === null || !Object.hasOwn(errorStatuses, code)) return { fault: `${status} without a stable code: ${body.slice(0, 200)}` }
  return { fate: 'refused' }
}

/** The code of a refusal: in the answer of the API, or in a page for people. */
function codeOf(type: string, body: string): string | null {
  if (type.startsWith('text/html')) return /data-code="(\w+)"/.exec(body)?.[1] ?? null
  try {
    return (JSON.parse(body) as { error?: { code?: string } }).error?.code ?? null
  }
  catch {
    return null
  }
}
