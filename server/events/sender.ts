import type { AppInfo, AppInfoAnswer, AuthorizationServers } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'
import type { EventMessage } from './message'

/** What the proof of an event needs to know of us. */
export interface OurApp {
  clientId: string
  /** Whether portals may be http: the stand-in. */
  allowLoopback: boolean
}

/** A token pair whose owner an authorization server has named. */
export interface ProvenSender { info: AppInfo, pair: { access: string, refresh: string, expiresAt: number } }

export type SenderProof =
  | { state: 'proven', sender: ProvenSender }
  /** Its access token is too old to prove anything; its refresh token may. */
  | { state: 'expired' }
  | { state: 'unavailable' }
  /** Not from our app on that portal, whatever happens later. */
  | { state: 'foreign', reason: string }

/**
 * Proves who raised an ONAPPINSTALL or ONAPPUPDATE: a configured authorization server says whose access token it
 * carries (DESIGN §5.1–3). No address that the event names is asked unless it is configured.
 * @param accessToken the event's own, or one made from its refresh token
 */
export async function proveSender(message: EventMessage, authorization: AuthorizationServers, app: OurApp, accessToken = message.accessToken): Promise<SenderProof> {
  const { server } = message
  if (!accessToken) return { state: 'foreign', reason: 'token_missing' }
  if (server !== null && !authorization.origins.includes(server)) return { state: 'foreign', reason: 'server_foreign' }
  return judge(await authorization.appInfo(accessToken, server ?? undefined), message, app, accessToken)
}

function judge(answer: AppInfoAnswer, message: EventMessage, app: OurApp, accessToken: string): SenderProof {
  if (answer.state === 'expired' || answer.state === 'unavailable') return { state: answer.state }
  if (answer.state === 'dead') return { state: 'foreign', reason: 'token_dead' }
  const { info } = answer
  if (info.clientId !== app.clientId) return { state: 'foreign', reason: 'app_foreign' }
  if (info.memberId !== message.memberId) return { state: 'foreign', reason: 'portal_foreign' }
  if (!app.allowLoopback && !info.clientEndpoint.startsWith('https:')) return { state: 'foreign', reason: 'portal_insecure' }
  return { state: 'proven', sender: { info, pair: { access: accessToken, refresh: message.refreshToken, expiresAt: info.expiresAt } } }
}

/**
 * Like {@link proveSender}, for an event that waited longer than its access token lives: its refresh token then proves
 * the same. The rotated pair is the sender's.
 */
export async function proveLateSender(message: EventMessage, authorization: AuthorizationServers, app: OurApp): Promise<SenderProof> {
  const proof = await proveSender(message, authorization, app)
  if (proof.state !== 'expired') return proof
  const { server, refreshToken } = message
  // A refresh token goes to the server that made it and to no other, so an event that names none ends here.
  if (!refreshToken || server === null) return { state: 'foreign', reason: 'token_expired' }
  try {
    const pair = await authorization.refresh(server, refreshToken)
    const renewed = await proveSender({ ...message, refreshToken: pair.refresh }, authorization, app, pair.access)
    return renewed.state === 'expired' ? { state: 'unavailable' } : renewed
  }
  catch (error) {
    if (error instanceof RestError) return { state: 'foreign', reason: 'token_dead' }
    return { state: 'unavailable' }
  }
}
