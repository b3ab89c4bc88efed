/**
 * Bitrix24's language codes and what they are elsewhere. `LANG` of a launch carries Bitrix24's own code
 * (`ua`, not `uk`); HTML, `Intl` and the UI Kit want their own. One table for all of them.
 */
export interface LanguageEntry {
  /** As in `LANG`; also the UI Kit's locale name. */
  readonly code: string
  /** For `html lang` and `Intl`. */
  readonly bcp47: string
  /** In its own language. */
  readonly name: string
  readonly dir: 'ltr' | 'rtl'
  /** Whether Sidenote itself is translated into it: `<code>.json` in each folder of app/locales. */
  readonly messages: boolean
}

export const languages = [
  { code: 'en', bcp47: 'en', name: 'English', dir: 'ltr', messages: true },
  { code: 'de', bcp47: 'de', name: 'Deutsch', dir: 'ltr', messages: true },
  { code: 'la', bcp47: 'es-419', name: 'Español', dir: 'ltr', messages: false },
  { code: 'br', bcp47: 'pt-BR', name: 'Português (Brasil)', dir: 'ltr', messages: false },
  { code: 'fr', bcp47: 'fr', name: 'Français', dir: 'ltr', messages: false },
  { code: 'it', bcp47: 'it', name: 'Italiano', dir: 'ltr', messages: false },
  { code: 'pl', bcp47: 'pl', name: 'Polski', dir: 'ltr', messages: false },
  { code: 'ru', bcp47: 'ru', name: 'Русский', dir: 'ltr', messages: false },
  { code: 'ua', bcp47: 'uk', name: 'Українська', dir: 'ltr', messages: false },
  { code: 'kz', bcp47: 'kk', name: 'Қазақша', dir: 'ltr', messages: false },
  { code: 'tr', bcp47: 'tr', name: 'Türkçe', dir: 'ltr', messages: false },
  { code: 'sc', bcp47: 'zh-Hans', name: '简体中文', dir: 'ltr', messages: false },
  { code: 'tc', bcp47: 'zh-Hant', name: '繁體中文', dir: 'ltr', messages: false },
  { code: 'ja', bcp47: 'ja', name: '日本語', dir: 'ltr', messages: false },
  { code: 'vn', bcp47: 'vi', name: 'Tiếng Việt', dir: 'ltr', messages: false },
  { code: 'id', bcp47: 'id', name: 'Bahasa Indonesia', dir: 'ltr', messages: false },
  { code: 'ms', bcp47: 'ms', name: 'Bahasa Melayu', dir: 'ltr', messages: false },
  { code: 'th', bcp47: 'th', name: 'ไทย', dir: 'ltr', messages: false },
  { code: 'ar', bcp47: 'ar', name: 'العربية', dir: 'rtl', messages: false },
] as const satisfies readonly LanguageEntry[]

/** A language Sidenote speaks. */
export type LanguageCode = Extract<typeof languages[number], { messages: true }>['code']

export const fallbackLanguage: LanguageCode = 'en'

/**
 * The language to show for a `LANG` of the wire: that language when Sidenote speaks it, English otherwise.
 * Never throws; `LANG` is a claim of the browser and may be anything.
 */
export function languageOf(lang: unknown): LanguageCode {
  const known = languages.find(language => language.code === lang && language.messages)
  return (known?.code as LanguageCode | undefined) ?? fallbackLanguage
}

/** BCP 47 tag of a Bitrix24 language code, for `Intl`; English for an unknown one. */
export function bcp47Of(code: string): string {
  return languages.find(language => language.code === code)?.bcp47 ?? 'en'
}
