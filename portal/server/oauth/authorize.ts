import { defineEventHandler, sendRedirect, setResponseStatus, type EventHandler } from 'h3'
import { readIncoming } from '../core/http'
import { asText } from '../core/php'
import type { Portal, World } from '../core/world'
import { viewerOf } from '../page/viewer'

/**
 * `/oauth/authorize/` of a portal: whoever is signed in there comes back to the app's address with a code of 30 seconds.
 * Failures are shown by the portal, there is no way back. Source: "OAuth 2.0, full protocol".
 */
export function authorizeHandler(world: World, portal: Portal): EventHandler {
  return defineEventHandler(async (event) => {
    const { query } = await readIncoming(event)
    if (asText(query.client_id) !== world.app.clientId || !portal.installation) {
      setResponseStatus(event, 400)
      event.node.res.setHeader('Content-Type', 'text/html; charset=utf-8')
      return '<!doctype html><meta charset="utf-8"><title>Error</title><p>The application is unknown or not installed in this Bitrix24.</p>'
    }
    const back = new URL(world.app.url)
    back.search = new URLSearchParams({
      code: world.tokens.newCode(portal.key, viewerOf(portal, event).id),
      state: asText(query.state),
      domain: portal.domain,
      member_id: portal.memberId,
      scope: portal.installation.scopes.join(','),
      server_domain: new URL(world.oauthOrigin).host,
    }).toString()
    return sendRedirect(event, back.toString(), 302)
  })
}
