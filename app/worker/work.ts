import type { DueFollowUps } from '#shared/follow-ups'
import { createAsk } from './ask'
import type { Frame } from './frame'
import type { Memory } from './memory'
import { untilNext } from './pace'
import type { Browser } from './start'
import { seen } from './start'

/** How long a browser remembers what it has shown, in milliseconds. */
const shownFor = 30 * 24 * 60 * 60_000
/** Of the slider, in pixels. */
const sliderWidth = 720

/**
 * Asks at a gentle pace and opens what is due, one slider at a time and each once per browser.
 * @returns a function that works until the page is not looked at any more
 */
export function createWork(browser: Browser, frame: Frame, memory: Memory): () => Promise<void> {
  const { now } = browser.Date
  const ask = createAsk(browser, frame)
  /** Ends when our slider closes. */
  let slider: Promise<unknown> | null = null

  async function askAndShow(): Promise<void> {
    const askedAt = now()
    const failures = (memory.read().pace?.failures ?? 0) + 1
    // It counts as failed until it is not: a page that is left while it asks has asked, too.
    memory.write({ pace: { askedAt, failures, next: null } })
    const { due, next } = await ask()
    memory.write({ pace: { askedAt, failures: 0, next } })
    showFirst(due)
  }

  function showFirst(due: DueFollowUps['due']): void {
    const shown = Object.fromEntries(Object.entries(memory.read().shown).filter(([, at]) => now() - at < shownFor))
    const first = due.find(({ note, dueAt }) => !(`${note} ${dueAt}` in shown))
    if (!first) return
    // Written down before it opens: where that cannot be, nothing opens over and over.
    memory.write({ shown: { ...shown, [`${first.note} ${first.dueAt}`]: now() } })
    const closed = () => { slider = null }
    slider = frame.send('openApplication', { view: 'note', note: first.note, bx24_width: sliderWidth }).then(closed, closed)
  }

  return async () => {
    let timer = 0
    let looking = browser.document.visibilityState === 'visible'
    const hidden = seen(browser, false).then(() => { looking = false })
    while (looking) {
      const wait = untilNext(memory.read().pace, now())
      if (slider) await Promise.race([slider, hidden])
      else if (wait > 0) await Promise.race([new Promise((done) => { timer = browser.setTimeout(done, wait) }), hidden])
      // What failed is tried again later, ever more rarely; nobody is told, the page around has nothing to do with it.
      else await askAndShow().catch(() => undefined)
      browser.clearTimeout(timer)
    }
  }
}
