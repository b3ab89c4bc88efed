import { bcp47Of } from '#shared/languages'

/**
 * Takes the page state that the server made for this request, before anything renders, so that both sides render the
 * same state in the same language.
 */
export default defineNuxtPlugin({
  name: 'sidenote:page-state',
  enforce: 'pre',
  setup(nuxtApp) {
    const page = usePageState()
    const requested = nuxtApp.ssrContext?.event.context.pageState
    if (requested) page.value = requested

    const language = computed(() => languageOfPage(page.value))
    useHead({ htmlAttrs: { lang: () => bcp47Of(language.value) } })
  },
})
