import type { LanguageCode } from '#shared/languages'
import type { Launch, PageState } from '#shared/launch'

/** The state this page starts from and, after a reconnection, goes on from. Serialised once, with the page. */
export function usePageState(): Ref<PageState> {
  return useState<PageState>('page', () => ({ status: 'outside', language: 'en' }))
}

/** The language of a page in any state. */
export function languageOfPage(page: PageState): LanguageCode {
  return 'launch' in page ? page.launch.language : page.language
}

/**
 * The proven launch, for everything that is only shown inside one.
 * @throws Error outside a launch: a component was used where no person is known
 */
export function useLaunch(): ComputedRef<Launch> {
  const page = usePageState()
  return computed(() => {
    if ('launch' in page.value) return page.value.launch
    throw new Error('There is no launch on this page')
  })
}
