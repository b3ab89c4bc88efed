import { Problem } from './problem'
import { problemIn } from './request'

/**
 * How a stream went: it `ended` and may be asked for again, it is `over` because the portal has Sidenote no more, or there is `none` for now, and the
 * page asks by itself: the server has no room, or something between does not let events through.
 */
export type StreamEnd = 'ended' | 'over' | 'none'

/** The server's first line comes at once, its others at least every twenty seconds; in milliseconds. */
const firstLineLimit = 10_000
const silenceLimit = 45_000

interface Options {
  token: string | undefined
  signal: AbortSignal
  /** Takes each number that the server tells. */
  onNumber: (number: number) => void
}

/**
 * Follows a stream of ours until it ends. `EventSource` could not: it sends no bearer.
 * @throws Problem with the server's code, or `offline` when the connection could not be made or broke
 */
export async function followStream(path: string, { token, signal, onNumber }: Options): Promise<StreamEnd> {
  const silence = new AbortController()
  const giveUp = () => silence.abort()
  signal.addEventListener('abort', giveUp)
  let timer = setTimeout(giveUp, firstLineLimit)
  try {
    const headers = { accept: 'text/event-stream', ...(token && { authorization: `Bearer ${token}` }) }
    const response = await fetch(path, { headers, credentials: 'omit', cache: 'no-store', signal: silence.signal })
    if (response.status === 204) return 'none'
    if (!response.ok) throw problemIn(response, await response.json().catch(() => null))

    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      clearTimeout(timer)
      timer = setTimeout(giveUp, silenceLimit)
      const events = (rest + chunk.value).split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) {
        if (event.startsWith('event: over')) return 'over'
        if (event.startsWith('data: ')) onNumber(Number(event.slice('data: '.length)))
      }
    }
    return 'ended'
  }
  catch (error) {
    if (error instanceof Problem) throw error
    if (signal.aborted) return 'ended'
    if (silence.signal.aborted) return 'none'
    throw new Problem('offline', { cause: error })
  }
  finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
    silence.abort()
  }
}

/** How long to wait after so many attempts in a row that failed, in milliseconds: ever longer, and never all pages at once. */
export function pauseAfter(failures: number, random = Math.random()): number {
  return Math.min(60_000, 1_000 * 2 ** failures) * (0.5 + random)
}
