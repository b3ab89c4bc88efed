/** What the page's processor was busy with, in milliseconds since its frame began to load. */
export interface Work {
  /** When everything that the person came for was painted. */
  shownAt: number | null
  /** Tasks so long that a person would feel them (W3C Long Tasks: 50 ms). */
  longTasks: { at: number, took: number }[]
}

interface Watched extends Window {
  work?: Work
}

/**
 * Runs in a page before anything of its own does (`addInitScript`).
 * @param wanted what the person came for, as a selector, and how much of it
 */
export function recordWork({ selector, count }: { selector: string, count: number }): void {
  if (window.parent === window) return
  const work: Work = { shownAt: null, longTasks: [] };
  (window as Watched).work = work
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) work.longTasks.push({ at: startTime, took: duration })
  }).observe({ type: 'longtask', buffered: true })
  // No frame is drawn before the styles are there; the message comes after the frame.
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => { work.shownAt = performance.now() }
  const look = () => {
    if (document.querySelectorAll(selector).length >= count) port2.postMessage(null)
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Runs in a page that {@link recordWork} ran in. */
export const readWork = (): Work => (window as Watched).work ?? { shownAt: null, longTasks: [] }
