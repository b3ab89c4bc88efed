import type { NextStep } from '#shared/fields'
import type { NoteView } from '#shared/notes'
import { defaultVisibility } from '#shared/notes'
import type { SubjectCard } from '#shared/subjects'
import { dueOn } from '~/app/lib/due'
import type { ProblemCode } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

/**
 * Follow-ups of the viewer that say the same as a next step. The field itself needs nothing of this: where our server
 * says no, there are just no reminders.
 * @param subject the entity whose card it is
 */
export function useStepReminders(subject: SubjectCard) {
  const api = useApi()
  const launch = useLaunch()
  const { reader } = useClock()
  const { announce } = useNotices()
  const { $t: t } = useNuxtApp()
  const notes = shallowRef<NoteView[]>([])
  const problem = ref<ProblemCode | null>(null)
  const busy = ref(false)
  const changes = useChanges((changed) => { if (changed === subject.key) void load() })

  async function load() {
    notes.value = await api.subjectNotes(subject.key).then(answer => answer.notes, () => notes.value)
  }

  /** The open reminder of this step; undefined for none. */
  function reminderOf({ text }: NextStep): NoteView | undefined {
    return notes.value.find(({ text: noted, followUp }) => noted === text && followUp?.doneAt === null && followUp.assignee.id === launch.value.user.id)
  }

  /** When a reminder of this step would come, in milliseconds; null when its day is over or nobody named one. */
  function dueOf({ date }: NextStep): number | null {
    return date === null ? null : dueOn(date, reader.value, launch.value.rules)
  }

  async function remind(step: NextStep) {
    const dueAt = dueOf(step)
    if (dueAt === null || busy.value) return
    busy.value = true
    problem.value = null
    try {
      const note = { id: crypto.randomUUID(), subject: subject.key, text: step.text, visibility: defaultVisibility(subject.key, launch.value.user.id, launch.value.rules.visibility), dueAt }
      notes.value = [...notes.value, await api.createNote(note)]
      announce(t('field.reminderSet'))
      changes.tell(subject.key)
    }
    catch (error) { problem.value = problemOf(error).code }
    finally { busy.value = false }
  }

  onNuxtReady(load)

  return { reminderOf, dueOf, remind, load, busy, problem }
}

export type StepReminders = ReturnType<typeof useStepReminders>
