import { openFrame } from './frame'
import { openMemory } from './memory'
import { createWork } from './work'

/** The window of a frame, with all that a browser has in one. */
export type Browser = Window & typeof globalThis

/** Longest wait for an idle page, in milliseconds. */
const idleWithin = 10_000
/** For browsers that cannot tell when they are idle. */
const usuallyIdleAfter = 2000

/**
 * Bitrix24 loads the worker, unseen, on each of its pages and once more in each slider (api-reference/widgets/universal/
 * background-worker). So it waits until the page is idle, and of a browser's tabs only one works, one that is being looked
 * at. Outside a frame of Bitrix24, without storage or without locks it does nothing at all: Bitrix24's own notification
 * reminds too, and opening the same follow-up on every page would be worse than not opening it.
 */
export async function startWorker(browser: Browser): Promise<void> {
  const frame = openFrame(browser)
  const memory = frame && openMemory(browser, `sidenote ${frame.domain}`)
  const { locks } = browser.navigator
  if (!frame || !memory || !locks) return

  const work = createWork(browser, frame, memory)
  await idle(browser)
  for (;;) {
    await seen(browser, true)
    await locks.request(`sidenote ${frame.domain}`, work)
  }
}

/** Once the page is being looked at (`wanted`), or is not any more. */
export function seen({ document }: Browser, wanted: boolean): Promise<unknown> {
  const isSo = (document.visibilityState === 'visible') === wanted
  return isSo ? Promise.resolve() : new Promise(done => document.addEventListener('visibilitychange', done, { once: true }))
}

function idle(browser: Browser): Promise<unknown> {
  // Safari has no requestIdleCallback.
  const { requestIdleCallback } = browser as Partial<Browser>
  return new Promise(done => requestIdleCallback ? requestIdleCallback.call(browser, done, { timeout: idleWithin }) : browser.setTimeout(done, usuallyIdleAfter))
}
