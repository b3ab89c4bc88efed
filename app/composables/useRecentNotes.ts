import type { RecentNotes } from '#shared/notes'
import type { SubjectKind } from '#shared/subjects'
import type { Day } from '~/app/lib/time'

export type RecentEntry = RecentNotes['entries'][number]
export interface RecentDay { key: string, day: Day, entries: RecentEntry[] }

/**
 * The viewer's own notes, newest first, grouped by day.
 * @param kind only those on subjects of this kind
 */
export function useRecentNotes(initial: RecentNotes, kind?: SubjectKind) {
  const api = useApi()
  const clock = useClock()
  const { report } = useNotices()
  const entries = ref(initial.entries)
  const more = ref(initial.more)
  const loadingMore = ref(false)

  const days = computed(() => {
    const groups = new Map<string, RecentDay>()
    for (const entry of entries.value) {
      const key = clock.dayKey(entry.note.createdAt)
      const group = groups.get(key) ?? { key, day: clock.day(entry.note.createdAt), entries: [] }
      group.entries.push(entry)
      groups.set(key, group)
    }
    return [...groups.values()]
  })

  async function refresh() {
    try {
      const recent = await api.recentNotes(undefined, kind)
      entries.value = recent.entries
      more.value = recent.more
    }
    catch (error) { report(error) }
  }

  async function loadMore() {
    if (!more.value || loadingMore.value) return
    loadingMore.value = true
    try {
      const older = await api.recentNotes(more.value, kind)
      const known = new Set(entries.value.map(entry => entry.note.id))
      entries.value = [...entries.value, ...older.entries.filter(entry => !known.has(entry.note.id))]
      more.value = older.more
    }
    catch (error) { report(error) }
    finally { loadingMore.value = false }
  }

  useChanges(() => void refresh())

  return { days, more, loadingMore, refresh, loadMore }
}

export type RecentNotesList = ReturnType<typeof useRecentNotes>
