type Listener = (event: string, argument?: unknown) => void

const listeners = new Set<Listener>()

/** Hears the events of the card of a call that the application leads, without `BackgroundCallCard::`, until the returned function is called. */
export function followBackgroundCard(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Tells the background workers of this document what happens on the card. */
export function tellWorkers(event: string, argument?: unknown): void {
  for (const listener of listeners) listener(event, argument)
}
