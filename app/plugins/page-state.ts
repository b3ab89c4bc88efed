import { bcp47Of } from '#shared/languages'

/**
 * Takes the page state that the server made for this request, before anything renders, so that both sides render the
 * same state in the same language. Runs before the i18n module: its first language is already the launch's.
 */
export default defineNuxtPlugin({
  name: 'sidenote:page-state',
  enforce: 'pre',
  setup(nuxtApp) {
    const page = usePageState()
    const requested = nuxtApp.ssrContext?.event.context.pageState
    if (requested) page.value = requested

    const language = computed(() => languageOfPage(page.value))
    nuxtApp.hook('i18n:beforeLocaleSwitch', (change) => { change.newLocale = language.value })
    // A reconnected frame may belong to a person of another language.
    if (import.meta.client) watch(language, code => void useNuxtApp().$i18n.setLocale(code))
    useHead({ htmlAttrs: { lang: () => bcp47Of(language.value) } })
  },
})
