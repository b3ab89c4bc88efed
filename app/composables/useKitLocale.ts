import type { LanguageCode } from '#shared/languages'
import type { KitLocale } from '~/app/lib/kit-locale'
import { kitLocaleKey, kitLocales } from '~/app/lib/kit-locale'

/**
 * Lets the kit's components speak the page's language. Those that say something (notices, dialogs) come once a page is idle or somebody
 * asks for them, and so do their words.
 */
export function useKitLocale(language: () => LanguageCode) {
  const locale = shallowRef<KitLocale>()
  provide(kitLocaleKey, locale)
  onNuxtReady(() => watch(language, async (code) => { locale.value = await kitLocales[code]() }, { immediate: true }))
}
