/** How a page arrives in a browser, in milliseconds since its frame began to load it. */
export interface Arrival {
  firstContentfulPaint: number | null
  /** When Vue has taken over the whole page: from then on it answers. */
  usableAt: number | null
  /** What moved by itself before somebody's eyes, and how far (web.dev/articles/cls). */
  shifts: { at: number, value: number, moved: string[] }[]
  /** What was fetched from the page's own server, the page itself left out; one that is used later again only once. */
  fetched: { path: string, at: number }[]
}

interface Recorded extends Window {
  arrival?: Pick<Arrival, 'usableAt' | 'shifts'>
}

interface LayoutShift extends PerformanceEntry {
  value: number
  sources: { node: Node | null }[]
}

interface VueRoot extends Element {
  __vue_app__?: { $nuxt?: { isHydrating?: boolean, hook: (name: 'app:suspense:resolve', done: () => void) => void } }
}

/** Runs in a page before anything of its own does (`addInitScript`). */
export function recordArrival(): void {
  const arrival: NonNullable<Recorded['arrival']> = { usableAt: null, shifts: [] };
  (window as Recorded).arrival = arrival
  new PerformanceObserver((list) => {
    for (const { startTime, value, sources } of list.getEntries() as LayoutShift[]) {
      arrival.shifts.push({ at: startTime, value, moved: sources.map(({ node }) => (node instanceof Element ? node.outerHTML : node?.textContent ?? '').slice(0, 200)) })
    }
  }).observe({ type: 'layout-shift', buffered: true })

  const parsing = new MutationObserver(() => {
    const root: VueRoot | null = document.getElementById('__nuxt')
    if (!root) return
    parsing.disconnect()
    let mounted: VueRoot['__vue_app__']
    // Looking every few milliseconds would see it too late: what the page loads once it is idle follows at once.
    Object.defineProperty(root, '__vue_app__', {
      configurable: true,
      get: () => mounted,
      set(app: VueRoot['__vue_app__']) {
        mounted = app
        const usable = () => { arrival.usableAt ??= performance.now() }
        if (app?.$nuxt?.isHydrating) app.$nuxt.hook('app:suspense:resolve', usable)
        else usable()
      },
    })
  })
  parsing.observe(document, { childList: true, subtree: true })
}

/** Runs in a page that {@link recordArrival} ran in. */
export function readArrival(): Arrival {
  const { usableAt = null, shifts = [] } = (window as Recorded).arrival ?? {}
  const fetched = new Map<string, number>()
  for (const { name, startTime } of performance.getEntriesByType('resource')) {
    const { origin, pathname } = new URL(name)
    if (origin === location.origin && !fetched.has(pathname)) fetched.set(pathname, startTime)
  }
  const firstContentfulPaint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null
  return {
    firstContentfulPaint,
    usableAt,
    // Chromium also counts from what a frame was laid out to before its styles came, which nobody has seen.
    shifts: shifts.filter(({ at }) => firstContentfulPaint !== null && at > firstContentfulPaint),
    fetched: [...fetched].map(([path, at]) => ({ path, at })),
  }
}
