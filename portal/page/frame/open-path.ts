export type OpenPathError = 'PATH_NOT_AVAILABLE' | 'METHOD_NOT_SUPPORTED_ON_DEVICE'
export type OpenPathPlan = { path: string, width: number | undefined } | { errorCode: OpenPathError }

/** §2.6: tested on the path as it was sent, before any `..` is resolved, so the SDK's width prefixes pass. */
const whitelist = /^\/(?:crm\/(?:deal|lead|contact|company|type)|marketplace|company\/personal\/user\/\d+|workgroups\/group\/\d+)\//

/**
 * The portal's own rules say how wide a page's slider is at most, by the path as it was sent; the SDK picks its
 * prefixes after them (§1.6, notes on `openPath`). Where no rule matches the slider takes all the room there is.
 */
const widths: [rule: RegExp, width: number][] = [
  [/^\/workgroups\/group\/\d+\/card\//, 900],
  [/^\/crm\/company\/requisite\/\d+\//, 950],
  [/^\/company\/personal\/user\/\d+\/groups\/create\//, 1200],
  [/^\/company\/personal\/user\/\d+\/$/, 1100],
  [/^\/crm\/type\/\d+\/details\/\d+\//, 1640],
]

/** Widest that the slider of a path may be, in pixels; undefined when no rule of the portal limits it. */
export const widthOfPath = (path: string) => widths.find(([rule]) => rule.test(path.split(/[?#]/)[0] ?? ''))?.[1]

/** Adds query parameters to a path that may have some, and resolves its `..` as a browser does. */
export function normalizePath(path: string, query: Record<string, string>): string {
  const url = new URL(path, 'https://portal.invalid')
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  // `/x/..//host/` must stay on the portal: two leading slashes would name another site.
  return url.pathname.replace(/^\/+/, '/') + url.search
}

/**
 * What `openPath` does with a path (§2.6): an error code, or the address of the slider's page and its width.
 * @param appCode what the portal writes into `from_app`
 * @param mobile a phone's or tablet's browser, where the method is not supported
 */
export function planOpenPath(path: unknown, appCode: string, mobile: boolean): OpenPathPlan {
  if (mobile) return { errorCode: 'METHOD_NOT_SUPPORTED_ON_DEVICE' }
  if (typeof path !== 'string' || !whitelist.test(path)) return { errorCode: 'PATH_NOT_AVAILABLE' }
  const address = normalizePath(path, { from: 'rest_placement', from_app: appCode, IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER' })
  return { path: address, width: widthOfPath(path) }
}

/** Whether a browser is a phone's or tablet's: by its name, or a narrow window that is touched rather than pointed at. */
export const isMobileBrowser = (userAgent: string, width: number, touched: boolean) =>
  /android|iphone|ipad|ipod|mobile|iemobile|opera mini/i.test(userAgent) || (touched && width < 600)
