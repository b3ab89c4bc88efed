import type { NoteEntry } from '~/app/lib/note-list'

/**
 * Keeps a list still under somebody's hands and eyes: while something in it is used, or its beginning is scrolled out of sight, what others write is
 * counted and not shown, since it would push everything else down.
 *
 * @param list everything, in order
 * @param isUsed whether something in the list is open: an editor, a menu
 * @param elements where the list begins, and its rows
 */
export function useArrivals(list: Ref<NoteEntry[]>, isUsed: () => boolean, elements: { start: Ref<HTMLElement | null>, rows: Ref<HTMLElement | null> }) {
  const startIsSeen = useOnScreen(elements.start)
  const rowsAreSeen = useOnScreen(elements.rows)
  const isHeld = computed(() => isUsed() || (rowsAreSeen.value && !startIsSeen.value))
  const shownUpTo = ref(newestOf(list.value))

  const arrived = computed(() => isHeld.value ? list.value.filter(({ note }) => !note.mine && note.createdAt > shownUpTo.value) : [])
  const showAll = () => { shownUpTo.value = newestOf(list.value) }
  watch([list, isHeld], () => { if (!isHeld.value) showAll() })

  return {
    shown: computed(() => list.value.filter(entry => !arrived.value.includes(entry))),
    /** How many notes wait to be shown. */
    waiting: computed(() => arrived.value.length),
    showAll,
  }
}

const newestOf = (entries: NoteEntry[]) => Math.max(0, ...entries.map(({ note }) => note.createdAt))

/** Whether an element is on the screen, whichever window scrolls: a fitted frame does not scroll itself. */
function useOnScreen(element: Ref<HTMLElement | null>): Ref<boolean> {
  const isSeen = ref(false)
  let observer: IntersectionObserver | undefined
  onMounted(() => {
    observer = new IntersectionObserver((changes) => { isSeen.value = changes.at(-1)!.isIntersecting })
    watch(element, (now) => {
      observer?.disconnect()
      isSeen.value = false
      if (now) observer?.observe(now)
    }, { immediate: true })
  })
  onBeforeUnmount(() => observer?.disconnect())
  return isSeen
}
