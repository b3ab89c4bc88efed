import type en from '@bitrix24/b24ui-nuxt/runtime/locale/en.js'
import type { LanguageCode } from '#shared/languages'

export type KitLocale = typeof en

/**
 * Where the kit's components look for their words (`localeContextInjectionKey`; a test holds it against that). The kit's own module would
 * bring all that works with them into every page's first script (4 kB gz).
 */
export const kitLocaleKey = Symbol.for('bitrix24-ui.locale-context')

/** The kit's own words for each language of ours; a language without them does not compile. */
export const kitLocales: Record<LanguageCode, () => Promise<KitLocale>> = {
  en: async () => (await import('@bitrix24/b24ui-nuxt/runtime/locale/en.js')).default,
  de: async () => (await import('@bitrix24/b24ui-nuxt/runtime/locale/de.js')).default,
}
