import { issueFor } from '../core/issue'
import { unixNow } from '../core/clock'
import type { Params } from '../core/php'
import { clientEndpoint, serverEndpoint, type HandlerRow, type Portal, type World } from '../core/world'

export interface EventToSend {
  event: string
  data: Params
  /** Who acted; null: nobody did, so there are no tokens. */
  userId: number | null
  /** With the refresh token, as the events of installation carry it. */
  refresh?: boolean
}

/**
 * `auth` of an event. Without a person only the five short keys remain. Source: "Events" of the REST documentation,
 * published source `rest_provider.php`.
 */
function auth(world: World, portal: Portal, userId: number | null, refresh: boolean): Params {
  const installation = portal.installation
  const short = {
    domain: portal.domain,
    server_endpoint: serverEndpoint(world),
    client_endpoint: clientEndpoint(portal),
    member_id: portal.memberId,
    application_token: installation?.applicationToken ?? '',
  }
  if (userId === null) return short
  const token = issueFor(world, portal, userId)
  return {
    access_token: token.access,
    expires: Math.floor(token.expiresAt / 1000),
    expires_in: token.expiresIn,
    scope: token.scope,
    domain: short.domain,
    server_endpoint: short.server_endpoint,
    status: installation?.status ?? 'F',
    client_endpoint: short.client_endpoint,
    member_id: short.member_id,
    user_id: userId,
    ...(refresh ? { refresh_token: token.refresh } : {}),
    application_token: short.application_token,
  }
}

/** The whole body of an event for one handler, as it is now: later changes of the portal do not alter it. */
export function eventPayload(world: World, portal: Portal, row: HandlerRow, { event, data, userId, refresh = false }: EventToSend): Params {
  const actor = userId !== null && row.authType > 0 ? row.authType : userId
  return {
    event,
    event_handler_id: row.id,
    data,
    ts: unixNow(),
    auth: auth(world, portal, actor, refresh),
  }
}
