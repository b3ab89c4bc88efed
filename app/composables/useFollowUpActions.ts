import type { FollowUpView } from '#shared/follow-ups'
import type { NoteView } from '#shared/notes'
import type { PersonCard, SubjectKey } from '#shared/subjects'
import type { Moved } from '~/app/lib/follow-ups'
import { expectedFollowUp } from '~/app/lib/follow-ups'
import { problemOf } from '~/app/lib/problem'

interface Options {
  /** Puts a note in the place of the one with its id, wherever the page shows it. */
  show: (note: NoteView) => void
  /** Tells other frames that a subject's notes changed. */
  tell: (subject: SubjectKey) => void
}

/**
 * What a person does with a follow-up. It shows at once; when the server refuses, it is as before. Changes of one note
 * are sent one after another, so that two quick clicks end as the second one said.
 */
export function useFollowUpActions({ show, tell }: Options) {
  const api = useApi()
  const launch = useLaunch()
  const clock = useClock()
  const { announce, report } = useNotices()
  const { $t: t } = useNuxtApp()
  const running = new Map<string, Promise<NoteView>>()
  const moved = shallowRef<Moved>(new Map())

  async function change(before: NoteView, followUp: FollowUpView | null, request: () => Promise<NoteView>, said: string): Promise<void> {
    show({ ...before, followUp })
    const turn = Promise.resolve(running.get(before.id)).catch(() => undefined).then(request)
    running.set(before.id, turn)
    const isLast = () => running.get(before.id) === turn
    try {
      const after = await turn
      if (isLast()) show(after)
      announce(said)
      tell(before.subject)
    }
    catch (error) {
      if (isLast()) show(before)
      throw problemOf(error)
    }
  }

  /** Done, or not after all. */
  async function finish(note: NoteView, done: boolean): Promise<void> {
    if (!note.followUp) return
    const expected = { ...note.followUp, doneAt: done ? Date.now() : null }
    await change(note, expected, () => api.finishFollowUp(note.id, done), t(done ? 'followUp.finished' : 'followUp.reopened')).catch(report)
  }

  /**
   * Makes it due then.
   * @param assignee whose it is from now on; without, it stays whose it was, and a new one is the viewer's
   * @throws Problem for the picker to say
   */
  function move(note: NoteView, dueAt: number, assignee?: PersonCard): Promise<void> {
    const expected = expectedFollowUp(note, dueAt, launch.value.user, assignee)
    const due = clock.due(dueAt)
    const said = expected.assignee.id === launch.value.user.id ? t('followUp.set', { due }) : t('followUp.given', { name: expected.assignee.name, due })
    return change(note, expected, () => api.setFollowUp(note.id, { dueAt, assignee: assignee?.id }), said)
  }

  /** Puts it off with one click. For a moment that can be taken back. */
  async function snooze(note: NoteView, dueAt: number): Promise<void> {
    if (!note.followUp) return
    moved.value = new Map(moved.value).set(note.id, moved.value.get(note.id) ?? note.followUp.dueAt)
    await move(note, dueAt).catch((error: unknown) => {
      settle(note.id)
      report(error)
    })
  }

  /** Due again when it was before {@link snooze}, even where that is over. */
  async function unsnooze(note: NoteView): Promise<void> {
    const dueAt = moved.value.get(note.id)
    if (dueAt === undefined || !note.followUp) return
    settle(note.id)
    await change(note, { ...note.followUp, dueAt }, () => api.setFollowUp(note.id, { dueAt, back: true }), t('followUp.set', { due: clock.due(dueAt) })).catch(report)
  }

  /** The time to take a move back is over. */
  function settle(id: string) {
    const others = new Map(moved.value)
    others.delete(id)
    moved.value = others
  }

  async function remove(note: NoteView): Promise<void> {
    await change(note, null, () => api.removeFollowUp(note.id), t('followUp.removed')).catch(report)
  }

  return { finish, move, remove, moved: readonly(moved), snooze, unsnooze, settle }
}

export type FollowUpActions = ReturnType<typeof useFollowUpActions>
