import type { ErrorAnswer } from '#shared/errors'
import type { PageState, SessionRequest } from '#shared/launch'
import { Problem, problemOf } from '~/app/lib/problem'
import { requestJson } from '~/app/lib/request'
import type { FrameClaims } from './useFrame'

let renewal: Promise<void> | null = null

/** Sessions live in memory and are short; the frame is asked for a fresh one whenever it is needed. */
export function useSession() {
  const page = usePageState()
  const frame = useFrame()
  const { path } = useRoute()

  async function exchange(claims: FrameClaims): Promise<PageState> {
    const request: SessionRequest = { ...claims, path }
    return await requestJson<PageState>('POST', '/api/session', { body: request })
  }

  /** A new page state from what the frame knows. An expired token is renewed once. */
  async function ask(): Promise<PageState> {
    const known = await exchange(await frame.claims()).catch(problemOf)
    const expired = known instanceof Problem ? known.code === 'launch_token_expired' : known.status === 'refused' && known.code === 'launch_token_expired'
    if (expired) return await exchange(await frame.refreshedClaims())
    if (known instanceof Problem) throw known
    return known
  }

  /** Begins the page anew. @throws Problem when neither the portal nor our server could say what to show */
  async function reconnect(): Promise<void> {
    page.value = await ask()
  }

  /** A new session for the page that is open, whose content and unsaved text stay as they are. Concurrent callers share one. */
  function renew(): Promise<void> {
    renewal ??= renewOnce().finally(() => { renewal = null })
    return renewal
  }

  async function renewOnce() {
    const fresh = await exchange(await frame.refreshedClaims())
    if ('session' in fresh && 'session' in page.value) page.value = { ...page.value, session: fresh.session }
    else page.value = fresh
  }

  return { reconnect, renew }
}

/** Whether a refusal means that only the session ran out. */
export function isSessionProblem(code: ErrorAnswer['error']['code'] | string): boolean {
  return code === 'session_expired' || code === 'session_invalid' || code === 'session_missing'
}
