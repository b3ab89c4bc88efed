import type { InjectionKey } from 'vue'
import type { SettingsState } from '#shared/settings'
import type { SettingsTab } from '#shared/settings-tabs'
import type { Conflict, Decisions, SettingPath } from '~/app/lib/settings'
import { changedPaths, changeOf, copyOf, mergeDecisions, tabOf, withSetting } from '~/app/lib/settings'
import type { Problem } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

const key: InjectionKey<SettingsStore> = Symbol('settings')

/** What the parts of the settings page edit together: the draft, and what was saved last. */
export function useSettings(): SettingsStore {
  const store = inject(key)
  if (!store) throw new Error('There are no settings on this page')
  return store
}

/** Makes the settings of this page, for every part below. */
export function provideSettings(initial: SettingsState): SettingsStore {
  const store = createStore(initial)
  provide(key, store)
  return store
}

function createStore(initial: SettingsState) {
  const api = useAdminApi()
  const version = ref(initial.version)
  const saved = shallowRef<Decisions>(copyOf(initial))
  const draft = ref<Decisions>(copyOf(initial))
  const saving = ref(false)
  const problem = shallowRef<Problem | null>(null)
  /** What a colleague and I changed at the same time; mine is in the draft. */
  const conflicts = ref<Conflict[]>([])
  /** True once a colleague saved while there were changes here, until these are saved or given up. */
  const overtaken = ref(false)

  const changes = computed(() => changedPaths(saved.value, draft.value))
  const changed = computed(() => changes.value.length > 0)
  const changedTabs = computed(() => new Set<SettingsTab>(changes.value.map(tabOf)))

  /**
   * Saves what was changed; meanwhile it counts as saved, and what is changed from then on is a change of its own.
   * @returns the settings that were changed; null when they were not saved, and `problem` says why
   */
  async function save(): Promise<SettingPath[] | null> {
    if (saving.value) return null
    const [before, mine] = [saved.value, copyOf(draft.value)]
    const paths = changedPaths(before, mine)
    saving.value = true
    problem.value = null
    saved.value = mine
    try {
      const answer = await api.saveSettings({ version: version.value, ...changeOf(before, mine) })
      take(mine, answer)
      forgetConflicts()
      return paths
    }
    catch (error) {
      saved.value = before
      problem.value = problemOf(error)
      if (problem.value.code === 'settings_changed') await catchUp(before)
      return null
    }
    finally { saving.value = false }
  }

  /** Goes on from what the server has; what was changed here since `base` stays. */
  function take(base: Decisions, theirs: SettingsState): Conflict[] {
    const { merged, conflicts } = mergeDecisions(base, draft.value, theirs)
    version.value = theirs.version
    saved.value = copyOf(theirs)
    draft.value = merged
    return conflicts
  }

  /** Somebody else was faster: what they saved is taken over, and saving again is possible. */
  async function catchUp(base: Decisions) {
    const theirs = await api.settings().catch(() => null)
    // Saving again is refused again then, and comes back here.
    if (!theirs) return
    conflicts.value = take(base, theirs)
    overtaken.value = true
    problem.value = null
  }

  /** Takes the colleague's value of a setting, or mine again. */
  function settle({ path, mine, theirs }: Conflict, whose: 'mine' | 'theirs') {
    draft.value = withSetting(draft.value, path, whose === 'mine' ? mine : theirs)
  }

  // What is changed after a refusal may be right.
  watch(draft, () => { problem.value = null }, { deep: true, flush: 'sync' })

  function cancel() {
    draft.value = copyOf(saved.value)
    problem.value = null
    forgetConflicts()
  }

  function forgetConflicts() {
    conflicts.value = []
    overtaken.value = false
  }

  return { draft, changes, changed, changedTabs, saving, problem, conflicts, overtaken, save, cancel, settle }
}

export type SettingsStore = ReturnType<typeof createStore>
