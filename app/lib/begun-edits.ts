/** An edit that was begun and not saved. */
export interface BegunEdit {
  text: string
  /** The note's text and version when it was begun: what the typed text would replace. */
  before: { text: string, version: number }
}

/** Whose edit of which note: never another person's or another portal's. */
export interface EditOwner { portal: string, user: number, note: string }

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * Edits that were begun, kept in the tab: a frame can die while somebody types. Where the browser blocks storage inside foreign frames, they last as
 * long as their frame.
 *
 * @param storage gives the browser's store; may throw, as `window.sessionStorage` does when blocked
 */
export function begunEditsIn(storage: () => Store) {
  return {
    read(owner: EditOwner): BegunEdit | null {
      try { return parse(storage().getItem(keyOf(owner))) }
      catch { return null }
    },
    /** Keeps it; null forgets it. */
    write(owner: EditOwner, edit: BegunEdit | null): void {
      try {
        if (edit === null) storage().removeItem(keyOf(owner))
        else storage().setItem(keyOf(owner), JSON.stringify(edit))
      }
      catch { /* The editor still holds it. */ }
    },
  }
}

function keyOf({ portal, user, note }: EditOwner): string {
  return `sidenote:edit:${portal}:${user}:${note}`
}

/** Storage is shared with whatever ran here before: read with care. */
function parse(json: string | null): BegunEdit | null {
  const value = JSON.parse(json ?? 'null') as Partial<BegunEdit> | null
  const { text, before } = value ?? {}
  if (typeof text !== 'string' || typeof before?.text !== 'string' || typeof before.version !== 'number') return null
  return { text, before: { text: before.text, version: before.version } }
}
