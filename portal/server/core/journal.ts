import type { JournalEntry } from '../../shared/contract'
import { redact, type Known } from './redact'

const kept = 500

interface Stored { portal: string | null, entry: JournalEntry }

export type NewEntry = Omit<JournalEntry, 'id' | 'at'>

/** Everything that passed between the app and the portals: a ring of the last entries, and listeners for new ones. */
export class Journal {
  #ring: Stored[] = []
  #nextId = 1
  #listeners = new Set<(stored: Stored) => void>()

  constructor(private readonly known: () => Known) {}

  /** `portal` null: seen in every portal (a call to the authorization server that names no portal). */
  add(portal: string | null, entry: NewEntry): void {
    const known = this.known()
    const stored: Stored = {
      portal,
      entry: { ...redact(entry, known) as NewEntry, id: this.#nextId++, at: new Date().toISOString() },
    }
    this.#ring.push(stored)
    if (this.#ring.length > kept) this.#ring.shift()
    for (const listener of this.#listeners) listener(stored)
  }

  entries(portal: string, after = 0): JournalEntry[] {
    return this.#ring.filter(s => concerns(s, portal) && s.entry.id > after).map(s => s.entry)
  }

  /** Of one portal, or all of it. */
  clear(portal?: string): void {
    this.#ring = portal === undefined ? [] : this.#ring.filter(s => s.portal !== portal)
  }

  /** Returns the function that stops listening. */
  listen(portal: string, listener: (entry: JournalEntry) => void): () => void {
    const filtered = (stored: Stored): void => {
      if (concerns(stored, portal)) listener(stored.entry)
    }
    this.#listeners.add(filtered)
    return () => this.#listeners.delete(filtered)
  }
}

const concerns = (stored: Stored, portal: string): boolean => stored.portal === null || stored.portal === portal
