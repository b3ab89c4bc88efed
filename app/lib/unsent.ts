import type { DraftOwner } from './drafts'
import type { UnsentNote } from './note-list'
import { personIn } from './people'

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * Notes that are on their way to the server. A frame can die at any moment (a call card closes), and nobody else knows
 * then whether the note arrived. Where the browser blocks storage there is nothing to keep them in.
 *
 * @param storage gives the browser's store; may throw, as `window.sessionStorage` does when blocked
 */
export function unsentIn(storage: () => Store) {
  function read(owner: DraftOwner): UnsentNote[] {
    try { return notesIn(storage().getItem(keyOf(owner))) }
    catch { return [] }
  }

  function write(owner: DraftOwner, notes: UnsentNote[]) {
    try {
      if (notes.length === 0) storage().removeItem(keyOf(owner))
      else storage().setItem(keyOf(owner), JSON.stringify(notes))
    }
    catch { /* Without a store the note still goes out; only a frame that dies meanwhile would lose it. */ }
  }

  return {
    read,
    add: (owner: DraftOwner, note: UnsentNote) => write(owner, [...read(owner).filter(({ id }) => id !== note.id), note]),
    drop: (owner: DraftOwner, id: string) => write(owner, read(owner).filter(note => note.id !== id)),
  }
}

function keyOf({ portal, user, subject }: DraftOwner): string {
  return `sidenote:unsent:${portal}:${user}:${subject}`
}

/** Storage is shared with whatever ran here before: read with care. */
function notesIn(json: string | null): UnsentNote[] {
  const value: unknown = JSON.parse(json ?? '[]')
  if (!Array.isArray(value)) return []
  return value.filter(note => typeof note?.id === 'string' && typeof note?.text === 'string')
    .map(({ assignee, ...note }) => ({ ...note, ...(personIn(assignee) && { assignee: personIn(assignee) }) }))
}
