import type { Problem } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

/** What a part of a page asks for once it is shown, and again when somebody wants it fresh: until then, what was there stays. */
export function useAsked<T>(ask: () => Promise<T>) {
  const answer = shallowRef<T | null>(null)
  const busy = ref(true)
  const problem = shallowRef<Problem | null>(null)
  /** Counts the questions: only the last one's answer is shown. */
  let asked = 0

  async function reload() {
    const mine = ++asked
    busy.value = true
    problem.value = null
    try {
      const got = await ask()
      if (mine === asked) answer.value = got
    }
    catch (error) {
      if (mine === asked) problem.value = problemOf(error)
    }
    finally {
      if (mine === asked) busy.value = false
    }
  }

  onMounted(reload)
  return { answer, busy, problem, reload }
}
