import { computed, ref, watchEffect } from 'vue'

const storageKey = 'portal-theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const chosen = ref(localStorage.getItem(storageKey))
const preferred = ref(system.matches)

const dark = computed(() => (chosen.value === null ? preferred.value : chosen.value === 'dark'))

/** Light or dark, and the switch between them. Until someone chooses, the system's setting counts. */
export function useTheme() {
  return {
    dark,
    toggle() {
      chosen.value = dark.value ? 'light' : 'dark'
      localStorage.setItem(storageKey, chosen.value)
    },
  }
}

/**
 * Writes the theme on the document for as long as the page lives. The choice is the portal's own and is kept in
 * localStorage; the pages inside sliders hear of a change through it.
 */
export function applyTheme(): void {
  system.addEventListener('change', ({ matches }) => { preferred.value = matches })
  window.addEventListener('storage', ({ key, newValue }) => { if (key === storageKey) chosen.value = newValue })
  watchEffect(() => {
    document.documentElement.classList.toggle('dark', dark.value)
    document.documentElement.classList.toggle('light', !dark.value)
  })
}
