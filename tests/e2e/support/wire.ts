import type { FrameDescription } from '../../../portal/shared/contract'
import type { PageState, SessionRequest } from '../../../shared/launch'

/** The launch form as fields, to be bent by a test before it is sent. */
export const formOf = (frame: FrameDescription): Record<string, string> => Object.fromEntries(frame.fields)

/**
 * Sends a launch as the browser would submit it.
 * @param action handler URL with its query
 * @param fields form fields
 */
export function sendLaunch(action: string, fields: Record<string, string>): Promise<Response> {
  return fetch(action, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })
}

/** What the page would send to `POST /api/session` for this frame. */
export function sessionRequest(frame: FrameDescription): SessionRequest {
  const fields = formOf(frame)
  const action = new URL(frame.action)
  return {
    authId: fields.AUTH_ID ?? '',
    refreshId: fields.REFRESH_ID ?? '',
    authExpires: Number(fields.AUTH_EXPIRES),
    memberId: fields.member_id ?? '',
    language: action.searchParams.get('LANG') ?? 'en',
    path: action.pathname,
    placement: fields.PLACEMENT ?? 'DEFAULT',
    placementOptions: fields.PLACEMENT_OPTIONS ? JSON.parse(fields.PLACEMENT_OPTIONS) : '',
  }
}

/** A caller of the app's API with a session, as the page is after its launch. */
export class ApiClient {
  constructor(readonly origin: string, readonly token: string) {}

  /** Proves a frame's launch over the API and keeps the session. */
  static async from(origin: string, frame: FrameDescription): Promise<ApiClient> {
    const answer = await fetch(`${origin}/api/session`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sessionRequest(frame)),
    })
    const state = await answer.json() as PageState
    if (state.status !== 'launched' && state.status !== 'not-installed') throw new Error(`No session: ${answer.status} ${JSON.stringify(state)}`)
    return new ApiClient(origin, state.session.token)
  }

  /** One call; `body` is sent as JSON. */
  call(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(this.origin + path, {
      method,
      headers: { 'authorization': `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  }
}
