import type { InjectionKey } from 'vue'
import type { DataOverview, Erasure } from '#shared/settings'
import type { ProblemCode } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

const key: InjectionKey<ErasureStore> = Symbol('erasure')

/** Whether everything is going to be erased, as the banner of the settings and their part about data both show it. */
export function useErasure(): ErasureStore {
  const store = inject(key)
  if (!store) throw new Error('There are no settings on this page')
  return store
}

/** @param initial as the page was opened with */
export function provideErasure(initial: Erasure | null): ErasureStore {
  const store = createStore(initial)
  provide(key, store)
  return store
}

function createStore(initial: Erasure | null) {
  const { call } = useApi()
  const { now } = useClock()
  const { announce } = useNotices()
  const { $t: t } = useNuxtApp()
  const erasure = shallowRef(initial)
  const busy = ref(false)
  const problem = ref<ProblemCode | null>(null)
  /** Its time has come: it is too late to take it back. */
  const hasBegun = computed(() => erasure.value !== null && erasure.value.at <= now.value)

  async function change(said: string, request: () => Promise<DataOverview>): Promise<void> {
    if (busy.value) return
    busy.value = true
    problem.value = null
    try {
      erasure.value = (await request()).erasure
      announce(said)
    }
    catch (error) { problem.value = problemOf(error).code }
    finally { busy.value = false }
  }

  return {
    erasure, hasBegun, busy, problem,
    /** @param confirm the portal's host, typed by hand */
    ask: (confirm: string) => change(t('settings.data.erasure.asked'), () => call<DataOverview>('POST', '/api/admin/erasure', { confirm })),
    takeBack: () => change(t('settings.data.erasure.takenBack'), () => call<DataOverview>('DELETE', '/api/admin/erasure')),
  }
}

export type ErasureStore = ReturnType<typeof createStore>
