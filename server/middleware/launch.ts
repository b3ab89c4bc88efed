import type { H3Event } from 'h3'
import { defineEventHandler, getMethod, getQuery, getRequestHeader, setResponseHeader, setResponseStatus } from 'h3'
import { AppError } from '#shared/errors'
import type { PageState } from '#shared/launch'
import { languageOf } from '#shared/languages'
import { launchPaths } from '#shared/placements'
import { openPage } from '../launch/open'
import { OptionsError } from '../launch/options-error'
import { proveLaunch } from '../launch/prove'
import { claimedOrigin, launchBodyLimit, parseLaunchForm } from '../launch/wire'
import { useServices } from '../services'
import { asAppError, refuse } from '../utils/api'
import { readBoundedBody } from '../utils/body'
import { setPageHeaders } from '../utils/framing'
import { admitPortal, authorizationFor, countedRefusal } from '../utils/limits'
import { allowedMethods, isPlainRoute, routeMissing } from '../utils/methods'

/**
 * A page request: Bitrix24's POST is proven and answered by the page itself; a GET explains or reconnects.
 */
export default defineEventHandler(async (event) => {
  const [path = '/'] = event.path.split('?')
  const query = getQuery(event)
  const method = getMethod(event)
  if (!launchPaths.has(path)) {
    // Error pages come here too, and have to be seen in the frame they happened in.
    if (!path.startsWith('/api/')) setPageHeaders(event, await knownOrigin(event, query))
    // Without this, the page that says that there is no such page would answer.
    if (isPlainRoute(path) && !allowedMethods(path).includes(method)) return refuse(event, countedRefusal(event, routeMissing(event, path)))
    return
  }

  if (method === 'POST') {
    const { state, origin } = await launch(event, path, query)
    setPageHeaders(event, origin)
    if (state.status === 'not-installed') {
      setResponseStatus(event, 409)
      setResponseHeader(event, 'x-app-state', 'not-installed')
    }
    event.context.pageState = state
    return
  }

  setPageHeaders(event, await knownOrigin(event, query))
  // The Market checks both addresses of the card with HEAD (market/preparing-to-publish/faq).
  if (method === 'HEAD') return ''
  if (method !== 'GET') {
    setResponseHeader(event, 'allow', 'GET, HEAD, POST')
    return refuse(event, countedRefusal(event, new AppError('method_not_allowed', 'Pages answer GET, HEAD and POST')))
  }
  const language = languageOf(query.LANG)
  const framed = getRequestHeader(event, 'sec-fetch-dest') === 'iframe'
  event.context.pageState = { status: framed ? 'reconnecting' : 'outside', language }
})

async function launch(event: H3Event, path: string, query: Record<string, unknown>): Promise<{ state: PageState, origin: string | null }> {
  const services = useServices()
  const language = typeof query.LANG === 'string' ? query.LANG : ''
  let origin: string | null = null
  try {
    const claim = parseLaunchForm(await readForm(event))
    const proven = await proveLaunch(claim, { ...services, authorization: authorizationFor(event) })
    origin = proven.portal.origin
    admitPortal(event, proven.portal.id, 'launch')
    const { placement, placementOptions, applicationToken } = claim
    return { origin, state: await openPage(proven, { path, placement, placementOptions, applicationToken, language }, services) }
  }
  catch (error) {
    const refusal = countedRefusal(event, asAppError(error))
    const { placement, missing = null } = error instanceof OptionsError ? error : {}
    if (refusal.code === 'internal') services.log.error({ err: error, path }, 'launch.open.failed')
    // Whoever knocks without end does not fill the log: the limit has a line of its own.
    else if (refusal.code !== 'rate_limited') services.log.info({ code: refusal.code, path, placement, missing }, 'launch.open.refused')
    setResponseStatus(event, refusal.status)
    if (refusal.retryAfter) setResponseHeader(event, 'retry-after', refusal.retryAfter)
    origin ??= await knownOrigin(event, query)
    return { origin, state: { status: 'refused', code: refusal.code, language: languageOf(language), retryAfter: refusal.retryAfter ?? null, missing } }
  }
}

async function readForm(event: H3Event): Promise<string> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(getRequestHeader(event, 'content-type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Bitrix24 sends application/x-www-form-urlencoded')
  }
  return readBoundedBody(event, launchBodyLimit)
}

/**
 * The origin that may frame a page nobody has proven yet: the one the request names, if it is a portal proven before.
 * Such a page holds nothing but the way to prove oneself again.
 */
async function knownOrigin(event: H3Event, query: Record<string, unknown>): Promise<string | null> {
  const referer = getRequestHeader(event, 'referer') ?? ''
  const candidates = [claimedOrigin(query), URL.canParse(referer) ? new URL(referer).origin : null]
  for (const origin of candidates) {
    if (origin && await useServices().repositories.portals.knowsOrigin(origin)) return origin
  }
  return null
}
