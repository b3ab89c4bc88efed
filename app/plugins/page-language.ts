import { bcp47Of } from '#shared/languages'

/** The page says which language it is in, also after a reconnection. */
export default defineNuxtPlugin({
  name: 'sidenote:page-language',
  setup() {
    const page = usePageState()
    useHead({ htmlAttrs: { lang: () => bcp47Of(languageOfPage(page.value)) } })
  },
})
