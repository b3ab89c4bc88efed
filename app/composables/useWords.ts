import type { WordArea } from '~/app/lib/words'
import { loadWords, messagesFile } from '~/app/lib/words'

/**
 * The words of the page's language, once they are there. The browser is told of their file with the page, so that it comes with the first scripts and
 * not after them.
 */
export async function useWords(area: WordArea = 'everyday') {
  const { ssrContext } = useNuxtApp()
  const language = languageOfPage(usePageState().value)
  ssrContext?.modules?.add(messagesFile(language, area))
  return await loadWords(language, area)
}
