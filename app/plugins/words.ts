import type { Filling, Words } from '~/app/lib/words'
import { loadWords } from '~/app/lib/words'

/** `$t` and `$n` in the page's language, on both sides, before anything renders. */
export default defineNuxtPlugin<Words & Record<string, unknown>>({
  name: 'sidenote:words',
  async setup() {
    const page = usePageState()
    const words = shallowRef<Words>(await useWords())

    // A reconnected frame may belong to a person of another language.
    if (import.meta.client) watch(() => languageOfPage(page.value), async (code) => { words.value = await loadWords(code) })

    return {
      provide: {
        t: (key: string, ...filling: Filling) => words.value.t(key, ...filling),
        te: (key: string) => words.value.te(key),
        n: (...number: Parameters<Words['n']>) => words.value.n(...number),
      },
    }
  },
})
