import type { NoteEntry } from '#shared/notes'
import type { Problem } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'
import type { FollowUps } from './useFollowUps'

/**
 * The viewer's follow-ups that are done, last done first, asked for when somebody wants to see them.
 * @param due those that are open: what is reopened goes there
 */
export function useDoneFollowUps(due: FollowUps) {
  const api = useApi()
  const entries = ref<NoteEntry[]>([])
  const more = ref<string | null>(null)
  const loading = ref(false)
  /** Whether the first answer is there. */
  const loaded = ref(false)
  const problem = shallowRef<Problem | null>(null)

  /** What was done a moment ago still stands among the open ones, with its undo. */
  const list = computed(() => {
    const elsewhere = new Set(due.entries.value.map(({ note }) => note.id))
    return entries.value.filter(({ note }) => !elsewhere.has(note.id))
  })

  /** One page of those that belong here; pages without any are passed over. */
  async function page(before?: string): Promise<NoteEntry[]> {
    const answer = await api.doneFollowUps(before)
    more.value = answer.more
    const found = answer.entries.filter(due.belongs)
    return found.length === 0 && answer.more ? page(answer.more) : found
  }

  async function ask(use: () => Promise<void>) {
    if (loading.value) return
    loading.value = true
    try {
      await use()
      loaded.value = true
      problem.value = null
    }
    catch (error) { problem.value = problemOf(error) }
    finally { loading.value = false }
  }

  /** The first page, anew. */
  const load = () => ask(async () => { entries.value = await page() })

  const loadMore = () => ask(async () => {
    const older = await page(more.value ?? undefined)
    const known = new Set(entries.value.map(({ note }) => note.id))
    entries.value = [...entries.value, ...older.filter(({ note }) => !known.has(note.id))]
  })

  /** What was just done, once the time to take it back is over. */
  function add(entry: NoteEntry) {
    if (loaded.value) entries.value = [entry, ...entries.value.filter(({ note }) => note.id !== entry.note.id)]
  }

  /** Open again, and among the open ones; back here when the server refuses. */
  async function reopen(entry: NoteEntry) {
    entries.value = entries.value.filter(({ note }) => note.id !== entry.note.id)
    due.add(entry)
    await due.actions.finish(entry.note, false)
    if (!due.entries.value.some(({ note }) => note.id === entry.note.id && note.followUp?.doneAt)) return
    due.drop(entry.note.id)
    add(entry)
  }

  return { list, more, loading, loaded, problem, load, loadMore, add, reopen }
}

export type DoneFollowUps = ReturnType<typeof useDoneFollowUps>
