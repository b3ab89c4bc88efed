import type { NoteEntry, NoteView } from '#shared/notes'
import { byStage } from '~/app/lib/follow-ups'
import type { Problem } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

/**
 * Follow-ups of the viewer, wherever their notes are.
 * @param load asks for the same list again; absent answers leave what is shown
 * @param belongs which of the answered ones belong in this list
 */
export function useFollowUps(initial: NoteEntry[], load: () => Promise<NoteEntry[]>, belongs: (entry: NoteEntry) => boolean = () => true) {
  const clock = useClock()
  const entries = ref(initial)
  /** Counts the questions: only the last one's answer is shown. */
  let asked = 0
  const problem = shallowRef<Problem | null>(null)
  const changes = useChanges(() => void refresh())
  const actions = useFollowUpActions({ show, tell: changes.tell })

  /** Overdue, today, later. */
  const stages = computed(() => byStage(entries.value, clock.reader.value, actions.moved.value))

  function show(note: NoteView) {
    entries.value = entries.value.map(entry => entry.note.id === note.id ? { ...entry, note } : entry)
  }

  function add(entry: NoteEntry) {
    entries.value = [...entries.value, entry]
  }

  function drop(id: string) {
    entries.value = entries.value.filter(({ note }) => note.id !== id)
  }

  /** What was just finished or moved stays, since its undo stands there. */
  async function refresh() {
    const turn = ++asked
    try {
      const fresh = (await load()).filter(belongs)
      if (turn !== asked) return
      const known = new Set(fresh.map(({ note }) => note.id))
      entries.value = [...fresh, ...entries.value.filter(({ note }) => !known.has(note.id) && (note.followUp?.doneAt || actions.moved.value.has(note.id)))]
      problem.value = null
    }
    catch (error) { problem.value = problemOf(error) }
  }

  /** The time to take it back is over. */
  function forget(note: NoteView) {
    entries.value = entries.value.filter(entry => entry.note.id !== note.id || !entry.note.followUp?.doneAt)
  }

  return { entries, stages, problem, actions, belongs, show, add, drop, refresh, forget, tell: changes.tell }
}

export type FollowUps = ReturnType<typeof useFollowUps>
