import type { InjectionKey } from 'vue'
import type { ItemOutcome, ItemReport } from '#shared/installation'
import type { PlaceState } from '#shared/settings'
import type { Problem, ProblemCode } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

/** What became of a place that is not as it was wanted. */
export const failures: ReadonlySet<ItemOutcome> = new Set(['refused', 'restored', 'lost', 'waiting'])

const key: InjectionKey<PlacesStore> = Symbol('places')

/** The places as they are on the portal, for every part of the settings page. */
export function usePlaces(): PlacesStore {
  const store = inject(key)
  if (!store) throw new Error('There are no places on this page')
  return store
}

/** Makes the store of this page. The portal is asked once somebody looks ({@link PlacesStore.load}). */
export function providePlaces(): PlacesStore {
  const store = createStore()
  provide(key, store)
  return store
}

function createStore() {
  const api = useAdminApi()
  /** By code; null while the portal was not asked, or could not be. */
  const states = shallowRef<ReadonlyMap<string, PlaceState> | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  /** Bitrix24 is being told. */
  const applying = ref(false)
  /** What became of each place when the portal was made as wanted last, by code. */
  const outcomes = shallowRef<ReadonlyMap<string, ItemReport>>(new Map())
  /** Why the last time ended before everything was done. */
  const stopped = shallowRef<{ code: ProblemCode } | null>(null)
  let turn = Promise.resolve(true)

  /** What is shown stays until the portal has answered. */
  async function load(): Promise<void> {
    loading.value = true
    problem.value = null
    try {
      const { places } = await api.places()
      states.value = new Map(places.map(place => [place.code, place]))
    }
    catch (error) {
      // What was known may have changed since.
      states.value = null
      problem.value = problemOf(error)
    }
    finally { loading.value = false }
  }

  /**
   * Makes the portal as it is wanted, and looks at what it has then. Asked again meanwhile, it does so once more after that.
   * @returns whether everything is as wanted; what is not stands in `outcomes`, `stopped` or `problem`
   */
  function apply(): Promise<boolean> {
    turn = turn.then(applyNow)
    return turn
  }

  async function applyNow(): Promise<boolean> {
    applying.value = true
    stopped.value = null
    try {
      const report = await api.reconcilePlaces()
      outcomes.value = new Map(report.items.map(item => [item.code, item]))
      stopped.value = report.stopped
    }
    catch (error) {
      outcomes.value = new Map()
      stopped.value = problemOf(error)
    }
    finally { applying.value = false }
    await load()
    return stopped.value === null && [...outcomes.value.values()].every(({ outcome }) => !failures.has(outcome))
  }

  return { states, problem, loading, applying, outcomes, stopped, load, apply }
}

export type PlacesStore = ReturnType<typeof createStore>
