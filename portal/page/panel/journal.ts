import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { JournalEntry } from '../../shared/contract'

export type JournalKind = JournalEntry['kind']
export const journalKinds: JournalKind[] = ['rest', 'oauth', 'event', 'launch', 'frame']
const kept = 500

/** Entries up to this id were cleared away; the server tells a new connection everything it still has. */
let clearedUpTo = 0

/**
 * The portal's journal, newest first, live for as long as the component that asks for it is there: a connection is held
 * only while someone looks, since browsers allow few of them to one address.
 */
export function useJournal() {
  const entries = shallowRef<JournalEntry[]>([])
  const hidden = ref<JournalKind[]>([])
  const source = new EventSource('/_portal/journal')
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const entry = JSON.parse(data) as JournalEntry
    const newest = entries.value[0]?.id ?? clearedUpTo
    if (entry.id <= newest) return
    entries.value = [entry, ...entries.value].slice(0, kept)
  })
  onScopeDispose(() => source.close())

  return {
    shown: computed(() => entries.value.filter(({ kind }) => !hidden.value.includes(kind))),
    hidden,
    toggle(kind: JournalKind) {
      hidden.value = hidden.value.includes(kind) ? hidden.value.filter(one => one !== kind) : [...hidden.value, kind]
    },
    clear() {
      clearedUpTo = entries.value[0]?.id ?? clearedUpTo
      entries.value = []
    },
  }
}
