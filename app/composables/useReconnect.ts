import type { ProblemCode } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

/** Longest wait between two attempts, whatever a server suggests. */
const longestWait = 120

/**
 * Asks the portal and our server for the page again, and goes on asking while the other side is down.
 *
 * @param retryAfter seconds until the first attempt of its own; null where only the person may ask
 */
export function useReconnect(retryAfter: number | null = null) {
  const page = usePageState()
  const { reconnect } = useSession()
  const busy = ref(false)
  const problem = ref<ProblemCode | null>(null)
  const secondsLeft = ref(bounded(retryAfter))
  let timer: ReturnType<typeof setInterval> | undefined

  async function tryNow() {
    if (busy.value) return
    busy.value = true
    clearInterval(timer)
    try {
      await reconnect()
      if (page.value.status === 'refused') failed(page.value.code, page.value.retryAfter)
    }
    catch (error) {
      const known = problemOf(error)
      failed(known.code, known.retryAfter ?? (known.code === 'offline' ? 10 : null))
    }
    finally {
      busy.value = false
      count()
    }
  }

  function failed(code: ProblemCode, wait: number | null) {
    problem.value = code
    secondsLeft.value = bounded(wait)
  }

  function count() {
    clearInterval(timer)
    if (secondsLeft.value === null) return
    timer = setInterval(() => {
      secondsLeft.value = Math.max(0, (secondsLeft.value ?? 0) - 1)
      if (secondsLeft.value === 0) void tryNow()
    }, 1_000)
  }

  onMounted(count)
  onBeforeUnmount(() => clearInterval(timer))

  return { busy, problem, secondsLeft, tryNow }
}

function bounded(seconds: number | null): number | null {
  return seconds === null ? null : Math.min(Math.max(seconds, 1), longestWait)
}
