import type { TaskListNotes } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'
import type { ProblemCode } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'
import type { Collected } from '~/app/lib/task-list'
import { collectedWith, withFreshTask, withOlderGroups } from '~/app/lib/task-list'

/** Pages without a single note that are passed over before the person is asked whether to go on. */
const patience = 10

/** The notes on the tasks of a list, task by task. */
export function useTaskList(initial: TaskListNotes) {
  const api = useApi()
  const owner = ref(initial.owner)
  const groups = ref(initial.groups)
  const more = ref(initial.more)
  /** How many pages were looked at so far. */
  const pages = ref(1)
  // A first page without notes is followed by the next before anybody asks.
  const looksOn = initial.groups.length === 0 && initial.more !== null
  const loading = ref(looksOn)
  const problem = shallowRef<{ code: ProblemCode, retry: () => Promise<void> } | null>(null)

  async function collect(before: string | undefined, isEnough: (collected: Collected) => boolean): Promise<Collected> {
    let collected: Collected | null = null
    do {
      collected = collectedWith(collected, await api.listNotes(owner.value.key, collected?.more ?? before))
    } while (collected.more !== null && !isEnough(collected))
    return collected
  }

  /** Does it, or says what went wrong and offers to try again. */
  async function attempt(step: () => Promise<void>) {
    try {
      await step()
      problem.value = null
    }
    catch (error) {
      problem.value = { code: problemOf(error).code, retry: () => attempt(step) }
    }
  }

  /** Everything that is shown, once more. */
  const refresh = () => attempt(async () => {
    const fresh = await collect(undefined, ({ pages: looked }) => looked >= pages.value)
    owner.value = fresh.owner
    groups.value = fresh.groups
    more.value = fresh.more
    pages.value = fresh.pages
  })

  /** The notes of one task, once more: somebody looked at it, or another frame changed them. */
  const refreshTask = (task: SubjectKey) => attempt(async () => {
    if (!groups.value.some(group => group.subject.key === task)) return refresh()
    groups.value = withFreshTask(groups.value, await api.subjectNotes(task))
  })

  const lookOn = () => attempt(async () => {
    loading.value = true
    try {
      const older = await collect(more.value ?? undefined, collected => collected.groups.length > 0 || collected.pages >= patience)
      groups.value = withOlderGroups(groups.value, older.groups)
      more.value = older.more
      pages.value += older.pages
    }
    finally { loading.value = false }
  })

  async function loadMore() {
    if (more.value && !loading.value) await lookOn()
  }

  onNuxtReady(() => { if (looksOn) void lookOn() })
  useChanges((changed) => { if (parseSubjectKey(changed).kind === 'task') void refreshTask(changed) })

  return { owner, groups, more, pages, loading, problem, refreshTask, loadMore }
}
