import { computed, ref } from 'vue'
import type { PortalLanguage } from '../../shared/contract'
import { de } from './de'
import { en, type MessageKey, type Messages } from './en'

const tables: Record<PortalLanguage, Messages> = { en, de }
const language = ref<PortalLanguage>('en')

/** The portal's language as `Intl` and `html lang` want it. */
export const bcp47 = computed(() => (language.value === 'de' ? 'de-DE' : 'en-GB'))

/** Sets the language of the page; the portal's state names it. */
export function setLanguage(next: PortalLanguage): void {
  language.value = next
  document.documentElement.lang = next
}

/** The text of a key in the portal's language, with `{name}` replaced by the params. */
export function t(key: MessageKey, params: Record<string, string | number> = {}): string {
  return tables[language.value][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

export type { MessageKey }
