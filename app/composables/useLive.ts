import type { SubjectKey } from '#shared/subjects'
import type { StreamEnd } from '~/app/lib/live'
import { followStream, pauseAfter } from '~/app/lib/live'
import type { Problem, ProblemCode } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'
import { isSessionProblem } from './useSession'

/** How often a page asks that has no stream, in milliseconds. */
const askEvery = 10_000

/** A browser has six connections to a server that speaks HTTP/1.1, for all its tabs: most of them are for what people do. */
const streamsPerBrowser = 4

/** Refusals that asking again does not change; the person learns of them with what they do next. */
const final = new Set<ProblemCode>(['subject_denied', 'not_installed', 'portal_access_lost'])

interface Options {
  subject: () => SubjectKey
  /** What the page knows already: `changes` of its list. */
  known: () => number
  /** Asks for the list again. */
  refresh: () => Promise<void>
  /** Tells the other frames of this browser, which need no stream of their own then. */
  tell: (subject: SubjectKey) => void
}

/**
 * Keeps a page as new as its subject: whatever anybody changes shows within a second or so. Only while the page is seen; when it comes into sight
 * again it asks at once. In one browser one frame per subject listens, and passes on what it hears.
 */
export function useLive({ subject, known, refresh, tell }: Options) {
  const page = usePageState()
  const launch = useLaunch()
  const { renew } = useSession()
  let listening: AbortController | null = null
  let isMounted = true

  async function listen(signal: AbortSignal) {
    let failures = 0
    while (!signal.aborted) {
      const outcome = await inTurn(signal)
      if (signal.aborted || outcome === 'over') return
      if (outcome === 'none') {
        await sleep(askEvery, signal)
        if (!signal.aborted) await refresh()
      }
      else if (outcome === 'ended') {
        failures = 0
        await sleep(pauseAfter(0), signal)
      }
      else if (final.has(outcome.code)) return
      else {
        await sleep(Math.max(pauseAfter(++failures), (outcome.retryAfter ?? 0) * 1_000), signal)
        if (isSessionProblem(outcome.code) && !signal.aborted) await renew().catch(() => undefined)
      }
    }
  }

  /** One stream, when it is this frame's turn to have one. */
  async function inTurn(signal: AbortSignal): Promise<StreamEnd | Problem> {
    const { portal, user } = launch.value
    const name = `sidenote:live:${portal.origin}:${user.id}`
    let begun: Promise<StreamEnd | Problem> | null = null
    const begin = () => begun ??= follow(signal)
    try {
      return await navigator.locks.request(`${name}:${subject()}`, { signal }, async () => {
        for (let place = 1; place <= streamsPerBrowser; place++) {
          const outcome = await navigator.locks.request(`${name}:${place}`, { ifAvailable: true }, lock => lock ? begin() : null)
          if (outcome !== null) return outcome
        }
        return 'none' as const
      })
    }
    catch {
      // No locks in this browser, or none for frames of others: each frame has its own stream then.
      return signal.aborted ? 'ended' : begin()
    }
  }

  function follow(signal: AbortSignal): Promise<StreamEnd | Problem> {
    const query = new URLSearchParams({ subject: subject(), after: String(known()) })
    const token = 'session' in page.value ? page.value.session.token : undefined
    return followStream(`/api/notes/live?${query}`, { token, signal, onNumber }).catch(problemOf)
  }

  function onNumber(changes: number) {
    if (changes === known()) return
    tell(subject())
    void refresh()
  }

  function start() {
    stop()
    listening = new AbortController()
    void listen(listening.signal)
  }

  function stop() {
    listening?.abort()
    listening = null
  }

  function onVisibility() {
    if (document.visibilityState !== 'visible') return stop()
    void refresh()
    start()
  }

  onMounted(() => {
    document.addEventListener('visibilitychange', onVisibility)
    // What the page is opened for comes first.
    onNuxtReady(() => { if (isMounted && document.visibilityState === 'visible') start() })
  })
  onBeforeUnmount(() => {
    isMounted = false
    document.removeEventListener('visibilitychange', onVisibility)
    stop()
  })
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
