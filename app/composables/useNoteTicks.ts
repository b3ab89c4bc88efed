import type { Tick } from '#shared/markdown'
import { taskText, tasksIn, withTicks } from '#shared/markdown'
import type { NoteView } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import { Problem, problemOf } from '~/app/lib/problem'

/** The list in which a note is shown while its tasks are ticked. */
interface Options {
  find: (id: string) => NoteView | undefined
  put: (note: NoteView) => void
  refresh: () => Promise<void>
  /** Tells other frames that a subject's notes changed. */
  tell: (subject: SubjectKey) => void
}

/**
 * Ticks tasks of notes. Each shows at once; they are sent one after the other, since each needs the version that the one before it made.
 */
export function useNoteTicks({ find, put, refresh, tell }: Options) {
  const api = useApi()
  const { report, announce } = useNotices()
  const { $t: t } = useNuxtApp()
  /** What the server has not answered yet, by note. */
  const waiting = new Map<string, Tick[]>()

  async function tick(note: NoteView, wanted: Tick): Promise<void> {
    const queue = waiting.get(note.id)
    put(ticked(note, [wanted]))
    announce(t(wanted.done ? 'notes.ticked' : 'notes.unticked', { task: labelOf(note, wanted.task) ?? '' }))
    if (queue) {
      queue.push(wanted)
      return
    }
    waiting.set(note.id, [wanted])
    try { await send(note.id) }
    catch (error) {
      waiting.delete(note.id)
      put(note)
      report(error)
      await refresh()
    }
  }

  async function send(id: string): Promise<void> {
    for (let queue = waiting.get(id)!; queue.length > 0; queue.shift()) {
      const answer = await sendOne(id, queue[0]!)
      put(ticked(answer, queue.slice(1)))
      tell(answer.subject)
    }
    waiting.delete(id)
  }

  /** Where somebody else was faster, once more on what the note is by then, if the task is still in it. */
  async function sendOne(id: string, wanted: Tick): Promise<NoteView> {
    const seen = find(id)
    if (!seen) throw new Problem('note_not_found')
    try {
      return await api.changeNote(id, { tick: wanted, version: seen.version })
    }
    catch (error) {
      if (problemOf(error).code !== 'note_changed') throw error
      await refresh()
      const now = find(id)
      const task = now ? sameTask(now, labelOf(seen, wanted.task), wanted.task) : -1
      if (!now || task < 0) throw new Problem('note_task_missing')
      return await api.changeNote(id, { tick: { ...wanted, task }, version: now.version })
    }
  }

  return { tick }
}

const ticked = (note: NoteView, ticks: Tick[]): NoteView => note.body ? { ...note, body: withTicks(note.body, ticks) } : note

function labelOf(note: NoteView, task: number): string | undefined {
  const item = tasksIn(note.body ?? [])[task]
  return item && taskText(item)
}

/** The number of the task that says the same, the same number first; -1 when there is none. */
function sameTask(note: NoteView, label: string | undefined, number: number): number {
  return labelOf(note, number) === label ? number : tasksIn(note.body ?? []).findIndex(item => taskText(item) === label)
}
