import type { LanguageCode } from '#shared/languages'
import type { Launch, PageState } from '#shared/launch'
import { pageStateId } from '#shared/page-state'
import { oncePerApp } from '~/app/lib/once-per-app'

/**
 * The state this page starts from and, after a reconnection, goes on from. The server makes it for each request and writes it into the page as it is
 * (server/plugins/page-answer.ts). It is replaced as a whole: what is in it is plain data, which costs nothing to read.
 */
export const usePageState: () => Ref<PageState> = oncePerApp(() => shallowRef(firstState() ?? { status: 'outside', language: 'en' }))

function firstState(): PageState | undefined {
  if (import.meta.server) return useRequestEvent()?.context.pageState
  const written = document.getElementById(pageStateId)?.textContent
  return written ? JSON.parse(written) as PageState : undefined
}

/** The language of a page in any state. */
export function languageOfPage(page: PageState): LanguageCode {
  return 'launch' in page ? page.launch.language : page.language
}

/**
 * The proven launch, for everything that is only shown inside one.
 * @throws Error outside a launch: a component was used where no person is known
 */
export const useLaunch: () => ComputedRef<Launch> = oncePerApp(() => {
  const page = usePageState()
  return computed(() => {
    if ('launch' in page.value) return page.value.launch
    throw new Error('There is no launch on this page')
  })
})
