import type { Launch } from '#shared/launch'
import type { NoteView } from '#shared/notes'
import { begunEditsIn } from '~/app/lib/begun-edits'
import type { Problem } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

const begunEdits = begunEditsIn(() => window.sessionStorage)
const ownerOf = ({ portal, user }: Launch, { id }: NoteView) => ({ portal: portal.origin, user: user.id, note: id })

/** Whether an edit of the note was begun in this tab and neither saved nor discarded. */
export function hasBegunEdit(launch: Launch, note: NoteView): boolean {
  return note.mine && begunEdits.read(ownerOf(launch, note)) !== null
}

interface Options {
  /** The note as it is known now; it may change while somebody types. */
  note: () => NoteView
  isEditing: Ref<boolean>
  /** Saves a text that replaces the one of `version`. */
  edit: (note: NoteView, text: string, version: number) => Promise<void>
}

/**
 * Changing a note's text without losing any: what was typed stays until it is saved or discarded, also when the frame is closed, when the server refuses
 * it, and when the note is changed elsewhere meanwhile.
 */
export function useNoteEdit({ note, isEditing, edit }: Options) {
  const launch = useLaunch()
  const text = ref('')
  /** The text and version that the typed text would replace; null while there is no edit. */
  const before = ref<{ text: string, version: number } | null>(null)
  const problem = ref<Problem | null>(null)
  const isSending = ref(false)

  const owner = () => ownerOf(launch.value, note())
  /** Somebody, or oneself elsewhere, wrote another text meanwhile. */
  const isOutdated = computed(() => before.value !== null && before.value.text !== note().text)
  /** An edit waits to be gone on with. */
  const isWaiting = computed(() => before.value !== null && !isEditing.value && !isSending.value)
  /** There is an edit: open, on its way, or waiting. */
  const isBegun = computed(() => before.value !== null || isSending.value)

  watch(isEditing, editing => editing ? begin() : leave(), { immediate: true })
  watch(note, takeOver)

  onMounted(() => {
    const begun = note().mine ? begunEdits.read(owner()) : null
    if (begun && before.value === null) {
      text.value = begun.text
      before.value = begun.before
    }
    // At once, and not with the next rendering: the frame may be gone by then.
    watch(text, keep, { flush: 'sync' })
  })

  function begin() {
    if (before.value) return
    text.value = note().text
    before.value = { text: note().text, version: note().version }
  }

  /** The note became another elsewhere. A new version of the same text, such as a pin makes, or of a text not touched here is nothing to ask about. */
  function takeOver(now: NoteView) {
    if (before.value === null || isSending.value) return
    const isUntouched = text.value === before.value.text
    if (!isUntouched && before.value.text !== now.text) return
    before.value = { text: now.text, version: now.version }
    if (isUntouched) text.value = now.text
  }

  /** Without a change there is nothing to go on with. */
  function leave() {
    problem.value = null
    if (!isSending.value && text.value.trim() === before.value?.text) discard()
  }

  function discard() {
    before.value = null
    begunEdits.write(owner(), null)
  }

  function keep() {
    if (before.value) begunEdits.write(owner(), text.value.trim() === before.value.text ? null : { text: text.value, before: before.value })
  }

  async function save(): Promise<void> {
    if (!before.value) return
    const { version } = before.value
    isSending.value = true
    isEditing.value = false
    try {
      if (text.value.trim() !== note().text) await edit(note(), text.value, version)
      discard()
    }
    catch (error) {
      problem.value = problemOf(error)
      isEditing.value = true
    }
    finally {
      isSending.value = false
    }
    if (problem.value?.code !== 'note_changed') return
    // What the list knows by now has to arrive here.
    await nextTick()
    takeOver(note())
    if (before.value !== null && before.value.text === note().text && before.value.version !== version) await save()
  }

  /** Saves what was typed in place of the newer text, which stays in the note's history. */
  async function overwrite(): Promise<void> {
    before.value = { text: note().text, version: note().version }
    await save()
  }

  return { text, problem, isOutdated, isWaiting, isBegun, save, overwrite, discard }
}
