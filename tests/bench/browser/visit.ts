import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, CDPSession, Frame, Page } from '@playwright/test'
import { readArrival, recordArrival } from '../../support/arrival'
import { weightOf } from '../../support/page-weight'
import { readWork, recordWork } from './work'

/** What a portal opens in a frame. */
export interface Destination {
  /** Of the portal's page. */
  portal: string
  /** Where the launch is posted. */
  action: string
  fields: [name: string, value: string][]
  /** `window.name` of the frame, which the SDK reads. */
  name: string
  /** Answer to `getInitData`. */
  init: Record<string, unknown>
  /** What the person came for, as a selector, and how much of it. */
  shows: { selector: string, count: number }
  /** Whether one writes there: what is typed then has to be the app's, and not only the field's. */
  writes: boolean
  /** The server's folder of public files. */
  publicFolder: string
}

/** The machine and the line that a page arrives on. */
export interface Conditions {
  /** How many times slower the processor is than this one. */
  slowdown: number
  line: { latency: number, downloadThroughput: number, uploadThroughput: number }
}

/** "Fast 4G" of Chromium's developer tools: milliseconds, and bytes per second. */
const fast4G = { latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 }
export const slow: Conditions = { slowdown: 4, line: fast4G }
export const unthrottled: Conditions = { slowdown: 1, line: { latency: 0, downloadThroughput: -1, uploadThroughput: -1 } }

/** One arrival: times in milliseconds since the launch was posted, sizes in bytes. */
export interface Visit {
  paintedAt: number
  shownAt: number
  usableAt: number
  shift: number
  /** What moved by itself: the beginnings of elements, as HTML. */
  moved: string[]
  /** Over the wire until it was usable. */
  requests: number
  /** As it came over the wire, headers included, until it was usable. */
  bytes: number
  /** Files of JavaScript that were asked for until it was usable, compressed with gzip. */
  scripts: number
  /** Until nothing more was asked for. */
  bytesWhenIdle: number
  /** Time in tasks longer than 50 ms until it was usable, but for their first 50 ms (web.dev/articles/tbt). */
  blocked: number
  /** Time of the page's main thread until nothing more was asked for. */
  busy: number
}

type PortalWindow = Window & typeof globalThis & { launch: (destination: Destination) => void }

/** After so many milliseconds without a request, a page has what it wants. */
const idleAfter = 1000
const patience = 60_000

interface Loaded {
  url: string
  at: number
  /** None when it came out of the cache. */
  bytes: number
  failure?: string
}

/** Every request that a page's frames make, with the bytes that came over the wire for it. */
async function watchWire(cdp: CDPSession): Promise<Loaded[]> {
  const loaded: Loaded[] = []
  const byId = new Map<string, Loaded>()
  cdp.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) => {
    const entry: Loaded = { url: request.url, at: wallTime * 1000, bytes: 0 }
    loaded.push(entry)
    byId.set(requestId, entry)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const entry = byId.get(requestId)
    if (entry) entry.bytes = encodedDataLength
  })
  cdp.on('Network.loadingFailed', ({ requestId, errorText, canceled }) => {
    const entry = byId.get(requestId)
    if (entry && !canceled) entry.failure = errorText
  })
  await cdp.send('Network.enable')
  return loaded
}

async function throttle(cdp: CDPSession, { slowdown, line }: Conditions): Promise<void> {
  await cdp.send('Network.emulateNetworkConditions', { offline: false, ...line })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
}

/** Looks into the frame of an origin, whichever page it holds at that moment. */
type Look = <Result>(read: () => Result) => Promise<Awaited<Result>>

/**
 * Playwright's own `evaluate` counts as something that the person did, and pages may show more to somebody who has begun.
 * @returns how to look; rejects while there is no such frame
 */
async function lookInto(cdp: CDPSession, origin: string): Promise<Look> {
  let contextId: number | undefined
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === origin && (context.auxData as { isDefault?: boolean }).isDefault) contextId = context.id
  })
  await cdp.send('Runtime.enable')
  return async (read) => {
    if (contextId === undefined) throw new Error(`There is no frame of ${origin}.`)
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', { contextId, expression: `(${read})()`, returnByValue: true, awaitPromise: true })
    if (exceptionDetails) throw new Error(`${origin}: ${exceptionDetails.text}`)
    return result.value
  }
}

async function mainThreadTime(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value
}

async function until(done: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + patience
  while (!await done()) {
    if (Date.now() > deadline) throw new Error(`${what} within ${patience / 1000} s.`)
    await wait(100)
  }
}

/** Waits until a page has done what it puts off until it is idle, and asks for nothing more. */
async function quiet(look: Look, loaded: () => Loaded[]): Promise<void> {
  let since = Date.now()
  await until(async () => {
    await look(() => new Promise<void>(resolve => requestIdleCallback(() => resolve())))
    since = Math.max(since, ...loaded().map(({ at }) => at))
    return Date.now() - since > idleAfter
  }, 'The page does not become quiet')
}

/** Types where one writes, and sees that the app keeps it: a field of dead HTML would show the letters, too. */
async function typingWorks(frame: Frame): Promise<void> {
  await frame.getByTestId('note-composer').getByTestId('note-text').pressSequentially('Typed')
  await until(() => frame.evaluate(() => Object.values(window.sessionStorage).some(value => String(value).includes('"Typed"'))), 'The app does not have what was typed')
}

/**
 * Opens a place as a portal does, and waits until it is quiet.
 * @throws when the page does not arrive, or does not show what it should
 */
export async function visit(context: BrowserContext, destination: Destination, conditions: Conditions): Promise<Visit> {
  const page = await context.newPage()
  try {
    await prepare(page, destination)
    const cdp = await context.newCDPSession(page)
    const loaded = await watchWire(cdp)
    await cdp.send('Performance.enable')
    await throttle(cdp, conditions)
    const busyBefore = await mainThreadTime(cdp)
    const { origin } = new URL(destination.action)
    const look = await lookInto(cdp, origin)
    await page.evaluate(launch => (window as PortalWindow).launch(launch), destination)

    await until(async () => (await look(readArrival).catch(() => null))?.usableAt != null, `${destination.action} does not become usable`)
    const ours = () => loaded.filter(({ url }) => url.startsWith(origin))
    await quiet(look, ours)
    const busy = await mainThreadTime(cdp) - busyBefore
    const { firstContentfulPaint, usableAt, shifts } = await look(readArrival)
    const { shownAt, longTasks } = await look(readWork)
    const began = await look(() => performance.timeOrigin)
    if (firstContentfulPaint === null || usableAt === null || shownAt === null) throw new Error(`${destination.action} does not show ${destination.shows.count} × ${destination.shows.selector}.`)
    if (destination.writes) await typingWorks(page.frames().find(frame => frame.url().startsWith(origin))!)

    const failed = ours().find(({ failure }) => failure !== undefined)
    if (failed) throw new Error(`${failed.url} did not arrive: ${failed.failure}`)
    const first = ours().filter(({ at }) => at < began + usableAt)
    const scripts = new Set(first.map(({ url }) => new URL(url).pathname).filter(file => file.endsWith('.js')))
    return {
      paintedAt: firstContentfulPaint,
      shownAt: Math.max(shownAt, firstContentfulPaint),
      usableAt,
      shift: shifts.reduce((total, { value }) => total + value, 0),
      moved: shifts.flatMap(({ moved }) => moved),
      requests: first.filter(({ bytes }) => bytes > 0).length,
      bytes: sum(first),
      scripts: weightOf(scripts, destination.publicFolder),
      bytesWhenIdle: sum(ours()),
      blocked: longTasks.filter(({ at }) => at < usableAt).reduce((total, { took }) => total + took - 50, 0),
      busy,
    }
  }
  finally {
    await page.close()
  }
}

const sum = (loaded: Loaded[]) => loaded.reduce((total, { bytes }) => total + bytes, 0)

/** Everything that is not the page's: Playwright, the portal's page, what records. */
async function prepare(page: Page, { portal, shows }: Destination): Promise<void> {
  // tsx wraps functions that have a name, and the page does not know its helper.
  await page.addInitScript('globalThis.__name ??= (value) => value')
  await page.addInitScript(recordArrival)
  await page.addInitScript(recordWork, shows)
  await page.goto(portal)
}
