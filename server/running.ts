/** What goes on in this process, so that it can end without breaking anything off. */
export interface Running {
  /** Aborted as soon as the process was asked to end: nothing new is begun then, and longer work stops between two steps. */
  readonly ending: AbortSignal
  /** From now on the process is ending. */
  end: () => void
  /** Remembers work until it is done, well or not. @returns the same promise */
  track: <Work extends Promise<unknown>>(work: Work) => Work
  /** @returns when nothing is under way any more */
  idle: () => Promise<void>
}

export function createRunning(): Running {
  const ending = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  return {
    ending: ending.signal,
    end: () => ending.abort(),
    track(work) {
      underWay.add(work)
      const forget = () => underWay.delete(work)
      work.then(forget, forget)
      return work
    },
    async idle() {
      // What ends may have begun something else.
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}
