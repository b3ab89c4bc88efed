import type { H3Event } from 'h3'
import { getQuery, send, setResponseHeaders, setResponseStatus } from 'h3'
import type { NitroErrorHandler } from 'nitropack/types'
import { AppError } from '#shared/errors'
import { refuse } from './utils/api'
import { countedRefusal } from './utils/limits'

/**
 * Answers what nobody else did: an address that there is not, and a page that broke while it was rendered. Nitro's and Nuxt's own handlers
 * send `X-Frame-Options: DENY`, so that the page would not be seen in the frame it is for (DESIGN §5.5), write the whole address to standard
 * error, and answer some callers without a code. What broke is in the log already (plugins/page-answer).
 */
const answerError: NitroErrorHandler = async (error, event) => {
  if (event.handled) return
  const missing = error.statusCode === 404
  const refusal = countedRefusal(event, missing ? new AppError('not_found', 'There is nothing at this address') : new AppError('internal', 'Something went wrong on our side'))
  // Whoever tries addresses without end gets no page rendered for each of them.
  if (event.path.startsWith('/api/') || refusal.code === 'rate_limited') return send(event, JSON.stringify(refuse(event, refusal)), 'application/json')
  const page = await errorPage(event, refusal.status)
  setResponseHeaders(event, Object.fromEntries(page.headers))
  setResponseStatus(event, refusal.status)
  return send(event, await page.text())
}

export default answerError

/** The page of app/error.vue, as Nuxt renders it when the server asks itself for it; framed by whom the first request names. */
function errorPage(event: H3Event, statusCode: number): Promise<Response> {
  const { DOMAIN, PROTOCOL } = getQuery(event)
  const query = new URLSearchParams(Object.entries({ statusCode: String(statusCode), DOMAIN, PROTOCOL }).flatMap(([name, value]) => typeof value === 'string' ? [[name, value]] : []))
  return useNitroApp().localFetch(`/__nuxt_error?${query}`, { headers: { referer: event.headers.get('referer') ?? '' }, redirect: 'manual' })
}
