import { localeContextInjectionKey } from '@bitrix24/b24ui-nuxt/composables/useLocale.js'
import { expect, it } from 'vitest'
import { kitLocaleKey, kitLocales } from '../../../app/lib/kit-locale'

it('the kit looks for its words where they are', () => {
  expect(kitLocaleKey).toBe(localeContextInjectionKey)
})

it('the kit has words for each of our languages', async () => {
  expect((await kitLocales.en()).messages.toast.close).toBe('Close')
  expect((await kitLocales.de()).messages.toast.close).toBe('Schließen')
})
