import type { AuditEntry, AuditPage } from '#shared/settings'
import { withQuery } from '~/app/lib/request'
import type { Problem } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

/** Who changed which setting when, page by page, newest first. Asked for when it is shown. */
export function useAudit() {
  const { call } = useApi()
  const entries = ref<AuditEntry[]>([])
  const more = ref<string | null>(null)
  const busy = ref(true)
  const problem = shallowRef<Problem | null>(null)

  async function load(before?: string) {
    busy.value = true
    problem.value = null
    try {
      const page = await call<AuditPage>('GET', withQuery('/api/admin/audit', { before }))
      entries.value = before ? [...entries.value, ...page.entries] : page.entries
      more.value = page.more
    }
    catch (error) {
      problem.value = problemOf(error)
    }
    finally {
      busy.value = false
    }
  }

  onMounted(() => load())

  return { entries, more, busy, problem, reload: () => load(), loadMore: () => more.value && load(more.value) }
}
