import type { Visibility } from '#shared/notes'
import { defaultVisibility } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import { draftsIn } from '~/app/lib/drafts'

const drafts = draftsIn(() => window.sessionStorage)

/** The note being written about a subject; survives a reload of the frame. Restored after hydration: the server has no drafts. */
export function useDraft(subject: SubjectKey) {
  const launch = useLaunch()
  const text = ref('')
  const usual = defaultVisibility(subject, launch.value.user.id)
  const visibility = ref<Visibility>(usual)
  const dueAt = ref<number | null>(null)
  const owner = { portal: launch.value.portal.origin, user: launch.value.user.id, subject }

  onMounted(() => {
    const draft = drafts.read(owner)
    // What was typed before hydration finished counts more.
    if (draft && text.value === '') text.value = draft.text
    if (draft) {
      visibility.value = draft.visibility
      dueAt.value ??= draft.dueAt
    }
    watch([text, visibility, dueAt], () => drafts.write(owner, { text: text.value, visibility: visibility.value, dueAt: dueAt.value }))
  })

  /** Makes room for the next note. Sharing what is private by default is decided for each note anew. */
  function clear() {
    text.value = ''
    dueAt.value = null
    if (usual === 'private') visibility.value = usual
  }

  return { text, visibility, dueAt, clear }
}
