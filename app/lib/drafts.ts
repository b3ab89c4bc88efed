import type { Visibility } from '#shared/notes'
import type { PersonCard } from '#shared/subjects'
import { personIn } from './people'

export interface Draft {
  text: string
  visibility: Visibility
  /** When it is to be followed up, in milliseconds; null for not at all. */
  dueAt: number | null
  /** Whose follow-up it is to be; null for the writer's own. */
  assignee: PersonCard | null
}

/** What a draft belongs to: never another person's, another portal's, or another subject's. */
export interface DraftOwner { portal: string, user: number, subject: string }

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * Unsaved text, kept in the tab. Where the browser blocks storage inside foreign frames, drafts live in memory only.
 *
 * @param storage gives the browser's store; may throw, as `window.sessionStorage` does when blocked
 */
export function draftsIn(storage: () => Store) {
  const memory = new Map<string, Draft>()

  function stored<T>(use: (store: Store) => T): T | undefined {
    try { return use(storage()) }
    catch { return undefined }
  }

  return {
    read(owner: DraftOwner): Draft | null {
      const key = keyOf(owner)
      return memory.get(key) ?? parse(stored(store => store.getItem(key)))
    },
    /** Keeps it; an empty text forgets it. */
    write(owner: DraftOwner, draft: Draft): void {
      const key = keyOf(owner)
      if (draft.text.trim() === '') {
        memory.delete(key)
        stored(store => store.removeItem(key))
        return
      }
      memory.set(key, draft)
      stored(store => store.setItem(key, JSON.stringify(draft)))
    },
  }
}

function keyOf({ portal, user, subject }: DraftOwner): string {
  return `sidenote:draft:${portal}:${user}:${subject}`
}

/** Storage is shared with whatever ran here before: read with care. */
function parse(json: string | null | undefined): Draft | null {
  try {
    const value = JSON.parse(json ?? 'null') as Partial<Draft> | null
    if (typeof value?.text !== 'string') return null
    return {
      text: value.text,
      visibility: value.visibility === 'team' ? 'team' : 'private',
      dueAt: typeof value.dueAt === 'number' ? value.dueAt : null,
      assignee: personIn(value.assignee),
    }
  }
  catch {
    return null
  }
}
