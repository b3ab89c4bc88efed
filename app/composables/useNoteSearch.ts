import type { SearchHit, SearchInput } from '#shared/search'
import type { PersonCard, SubjectKind } from '#shared/subjects'
import type { ProblemCode } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

/** How long to wait for the next letter, in milliseconds. */
const pause = 120
const day = 24 * 60 * 60_000

/** How far back to look, in days. */
export const searchPeriods = [7, 30, 365] as const
export type SearchPeriod = typeof searchPeriods[number]

export interface SearchFilters {
  kind: SubjectKind | null
  period: SearchPeriod | null
  /** Who wrote it; null for anybody. */
  author: PersonCard | null
  pinned: boolean
  due: boolean
}

const nothing: SearchFilters = { kind: null, period: null, author: null, pinned: false, due: false }

/** Finds notes as the person types. Only the answer to what was typed last is shown. */
export function useNoteSearch() {
  const api = useApi()
  const { announce } = useNotices()
  const { $t: t } = useNuxtApp()

  const text = ref('')
  const filters = ref<SearchFilters>({ ...nothing })
  const hits = ref<SearchHit[]>([])
  const more = ref<number | null>(null)
  /** Whose notes were found so far: whom one may want to see alone. */
  const authors = ref(new Map<number, PersonCard>())
  const searching = ref(false)
  const problem = ref<ProblemCode | null>(null)
  /** Whether something was asked for; then results stand where the page's own lists are. */
  const active = computed(() => text.value.trim() !== '' || Object.values(filters.value).some(Boolean))

  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  function input(after: number): SearchInput {
    const { kind, period, author, pinned, due } = filters.value
    return {
      text: text.value.trim(), after,
      ...(kind && { kind }), ...(period && { from: Date.now() - period * day }),
      ...(author && { author: author.id }), ...(pinned && { pinned }), ...(due && { due }),
    }
  }

  async function look(after = 0) {
    const turn = ++asked
    searching.value = true
    try {
      const page = await api.search(input(after))
      if (turn !== asked) return
      hits.value = after === 0 ? page.hits : [...hits.value, ...page.hits]
      more.value = page.more
      for (const { note } of page.hits) authors.value.set(note.author.id, note.author)
      problem.value = null
      announce(t(page.more === null ? 'search.found' : 'search.foundMore', { count: hits.value.length }))
    }
    catch (error) {
      if (turn === asked) problem.value = problemOf(error).code
    }
    finally {
      if (turn === asked) searching.value = false
    }
  }

  watch([text, filters], () => {
    clearTimeout(timer)
    if (active.value) {
      searching.value = true
      timer = setTimeout(() => void look(), pause)
      return
    }
    asked += 1
    hits.value = []
    more.value = null
    problem.value = null
    searching.value = false
  }, { deep: true })

  function clear() {
    text.value = ''
    filters.value = { ...nothing }
    authors.value.clear()
  }

  onBeforeUnmount(() => clearTimeout(timer))

  return { text, filters, active, hits, authors, more, searching, problem, clear, again: () => look(), loadMore: () => look(more.value ?? 0) }
}

export type NoteSearch = ReturnType<typeof useNoteSearch>
