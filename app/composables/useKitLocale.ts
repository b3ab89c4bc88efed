import { de, en } from '@bitrix24/b24ui-nuxt/locale'
import { localeContextInjectionKey } from '@bitrix24/b24ui-nuxt/composables/useLocale.js'
import type { LanguageCode } from '#shared/languages'

/** The kit's own words for each language of ours; a language without them does not compile. */
const kitLocales: Record<LanguageCode, typeof en> = { en, de }

/** Lets the kit's components speak the page's language. */
export function useKitLocale(language: () => LanguageCode) {
  provide(localeContextInjectionKey, computed(() => kitLocales[language()]))
}
