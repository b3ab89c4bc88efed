import type { SettingsTab } from '#shared/settings-tabs'
import { wrongPlaces } from '~/app/lib/places'
import { Problem } from '~/app/lib/problem'
import { ruleProblems } from '~/app/lib/rules'
import type { SettingPath } from '~/app/lib/settings'
import { tabOf } from '~/app/lib/settings'
import type { PlacesStore } from './usePlaces'
import type { SettingsStore } from './useSettings'

/** How long the bar says that everything is saved, in milliseconds. */
const savedFor = 3_000

/**
 * Saves what was changed on the settings page, then has Bitrix24 follow where its widgets are concerned.
 * @param onWrong shows what cannot be saved, on its part of the page
 */
export function useSettingsSave(settings: SettingsStore, places: PlacesStore, onWrong: (part: SettingsTab) => void) {
  const { announce } = useNotices()
  const { $t: t } = useNuxtApp()
  const saved = ref(false)
  let pause: ReturnType<typeof setTimeout> | undefined

  /** What the save bar says; null while there is nothing to say. */
  const stage = computed(() => {
    if (settings.saving.value) return 'saving'
    if (settings.changed.value) return 'changed'
    if (places.applying.value) return 'applying'
    return saved.value ? 'saved' : null
  })

  async function save(): Promise<void> {
    if (wrongPlaces(settings.draft.value.places).length > 0) {
      settings.problem.value = new Problem('place_option_invalid')
      return onWrong('places')
    }
    const [wrongRule] = ruleProblems(settings.draft.value.rules)
    if (wrongRule) {
      settings.problem.value = new Problem(wrongRule)
      return onWrong('rules')
    }
    const changed = await settings.save()
    if (!changed) return
    const isDone = !changed.some(concernsPortal) || await places.apply()
    announce(t(isDone ? 'settings.bar.saved' : 'settings.bar.partly'))
    saved.value = isDone
    clearTimeout(pause)
    pause = setTimeout(() => { saved.value = false }, savedFor)
  }

  onBeforeUnmount(() => clearTimeout(pause))

  return { stage, save }
}

/** Titles are registered in the languages that Sidenote speaks. */
function concernsPortal(path: SettingPath): boolean {
  return tabOf(path) === 'places' || path === 'rules.languages'
}
