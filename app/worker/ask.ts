import type { DueFollowUps } from '#shared/follow-ups'
import type { PageState, SessionRequest } from '#shared/launch'
import type { Frame } from './frame'
import type { Browser } from './start'

/** Milliseconds that an answer may take. */
const patience = 10_000

/** `getInitData`, as far as a session needs it, and what `refreshAuth` brings up to date of it. */
interface InitData { AUTH_ID: string, REFRESH_ID: string, AUTH_EXPIRES: string, MEMBER_ID: string, LANG: string, PLACEMENT: string, PLACEMENT_OPTIONS: unknown }

/**
 * Asks what of the person's is due, with a session made from what the frame knows and renewed when it has ended.
 * @returns a function that throws when nobody answers, or not as expected
 */
export function createAsk(browser: Browser, frame: Frame): () => Promise<DueFollowUps> {
  let known: InitData | undefined
  let token: string | null = null
  /** Bitrix24 tells the person in an alert when it cannot renew, and does not answer: that may happen once. */
  let renewable = true

  const soon = <Answer>(answer: Promise<Answer>) => Promise.race([
    answer,
    new Promise<never>((_, fail) => browser.setTimeout(() => fail(new Error('Nobody answers')), patience)),
  ])
  const getDue = () => soon(browser.fetch('/api/follow-ups/due', { headers: { authorization: `Bearer ${token}` } }))

  async function connect(renewed: boolean): Promise<void> {
    token = null
    known ??= await soon(frame.send('getInitData')) as InitData
    if (renewed) {
      if (!renewable) throw new Error('It does not renew')
      renewable = false
      known = { ...known, ...await soon(frame.send('refreshAuth')) as Partial<InitData> }
      renewable = true
    }
    const request: SessionRequest = {
      authId: known.AUTH_ID,
      refreshId: known.REFRESH_ID,
      authExpires: Number(known.AUTH_EXPIRES) || 0,
      memberId: known.MEMBER_ID,
      language: known.LANG,
      path: browser.location.pathname,
      placement: known.PLACEMENT,
      placementOptions: known.PLACEMENT_OPTIONS,
    }
    const response = await soon(browser.fetch('/api/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) }))
    if (response.status === 401 && !renewed) return connect(true)
    const state = await response.json() as PageState
    if (state.status !== 'launched') throw new Error('Nobody works here')
    token = state.session.token
  }

  return async () => {
    if (!token) await connect(false)
    let response = await getDue()
    if (response.status === 401) {
      await connect(true)
      response = await getDue()
    }
    if (!response.ok) throw new Error('Not answered')
    return await response.json() as DueFollowUps
  }
}
