import { randomBytes } from 'node:crypto'
import type { H3Event } from 'h3'
import { setResponseHeaders } from 'h3'

/** One host, as a policy may name it (w3.org/TR/CSP3, host-source). In a URL's host `*`, `;` and `,` may stand, too. */
const oneHost = /^https?:\/\/[\w.-]+(?::\d{1,5})?$/

/**
 * Headers of a page (DESIGN §5.5), beside those that every answer has (nuxt.config.ts). `frame-ancestors` names the one portal
 * that may show it; never X-Frame-Options, which knows no such thing (local-integrations/site-does-not-allow-connection).
 * @param portalOrigin origin of a portal that was proven, now or before; null when there is none
 */
export function setPageHeaders(event: H3Event, portalOrigin: string | null): void {
  const nonce = event.context.nonce = randomBytes(16).toString('base64')
  const portal = portalOrigin !== null && oneHost.test(portalOrigin) ? portalOrigin : null
  const images = portal ? `'self' data: https: ${portal}` : '\'self\' data:'
  setResponseHeaders(event, {
    'content-security-policy': [
      'default-src \'none\'',
      `script-src 'self' 'nonce-${nonce}'`,
      'style-src \'self\' \'unsafe-inline\'',
      `img-src ${images}`,
      'font-src \'self\'',
      'connect-src \'self\'',
      'base-uri \'none\'',
      'form-action \'none\'',
      `frame-ancestors ${portal ?? '\'none\''}`,
    ].join('; '),
    'cache-control': 'no-store',
  })
}
