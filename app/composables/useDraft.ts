import type { NoteSource, Visibility } from '#shared/notes'
import type { PersonCard, SubjectKey } from '#shared/subjects'
import { draftsIn } from '~/app/lib/drafts'
import type { UnsentNote } from '~/app/lib/note-list'
import { problemOf } from '~/app/lib/problem'
import { unsentIn } from '~/app/lib/unsent'

const drafts = draftsIn(() => window.sessionStorage)
const unsent = unsentIn(() => window.sessionStorage)
/** Notes that this page is sending right now. */
const sending = new Set<string>()

/**
 * The note being written; survives a reload of the frame. Restored after hydration: the server has no drafts.
 * @param keptAs what the draft belongs to: its subject, as a rule. When that changes, the text goes along.
 * @param usual who sees a new note unless its writer says otherwise
 */
export function useDraft(keptAs: MaybeRefOrGetter<string>, usual: MaybeRefOrGetter<Visibility>) {
  const api = useApi()
  const launch = useLaunch()
  const text = ref('')
  const visibility = ref<Visibility>(toValue(usual))
  const dueAt = ref<number | null>(null)
  /** Whose follow-up it is to be; null for the writer's own. */
  const assignee = shallowRef<PersonCard | null>(null)
  /** The last note that was not accepted: the same note keeps its id, since its first attempt may have arrived. */
  let refused: UnsentNote | null = null
  const ownerOf = (subject: string) => ({ portal: launch.value.portal.origin, user: launch.value.user.id, subject })

  onMounted(() => {
    const draft = drafts.read(ownerOf(toValue(keptAs)))
    // What was typed before hydration finished counts more.
    if (draft && text.value === '') text.value = draft.text
    if (draft) {
      visibility.value = draft.visibility
      dueAt.value ??= draft.dueAt
      assignee.value ??= draft.assignee
    }
    // At once, and not with the next rendering: the frame may be gone by then.
    watch([text, visibility, dueAt, assignee], keep, { flush: 'sync' })
    watch(() => toValue(keptAs), (_now, before) => move(before), { flush: 'sync' })
  })

  function keep() {
    drafts.write(ownerOf(toValue(keptAs)), { text: text.value, visibility: visibility.value, dueAt: dueAt.value, assignee: assignee.value })
  }

  /** The draft belongs to something else from now on, which may have had one already: both texts stay. */
  function move(before: string) {
    drafts.write(ownerOf(before), { text: '', visibility: toValue(usual), dueAt: null, assignee: null })
    const other = drafts.read(ownerOf(toValue(keptAs)))
    if (other && other.text !== text.value) text.value = [text.value, other.text].filter(Boolean).join('\n\n')
    // Never the other way round: what was typed as private stays so.
    if (toValue(usual) === 'private') visibility.value = 'private'
    keep()
  }

  /** Takes the note out to be sent, and makes room for the next. Until {@link sent} or {@link giveBack} the browser remembers it. */
  function take(subject: SubjectKey, source?: NoteSource): UnsentNote {
    const followUp = dueAt.value !== null && { dueAt: dueAt.value, ...(assignee.value && { assignee: assignee.value }) }
    const written = { subject, text: text.value, visibility: visibility.value, ...followUp, ...(source && { source }) }
    const note = { id: isRefused(written) ? refused!.id : crypto.randomUUID(), ...written }
    sending.add(note.id)
    unsent.add(ownerOf(subject), note)
    text.value = ''
    dueAt.value = null
    assignee.value = null
    // Sharing what is private by default is decided for each note anew.
    if (toValue(usual) === 'private') visibility.value = 'private'
    return note
  }

  function isRefused(note: Omit<UnsentNote, 'id'>): boolean {
    return refused?.subject === note.subject && refused.text === note.text && refused.visibility === note.visibility
      && refused.dueAt === note.dueAt && refused.assignee?.id === note.assignee?.id
  }

  function sent(note: UnsentNote) {
    sending.delete(note.id)
    unsent.drop(ownerOf(note.subject), note.id)
    refused = null
  }

  /** The note was not accepted. Another may have been begun meanwhile: both texts stay. */
  function giveBack(note: UnsentNote) {
    if (text.value === '') visibility.value = note.visibility
    dueAt.value ??= note.dueAt ?? null
    assignee.value ??= note.assignee ?? null
    text.value = [note.text, text.value].filter(Boolean).join('\n\n')
    refused = note
    sending.delete(note.id)
    unsent.drop(ownerOf(note.subject), note.id)
  }

  /** Brings back what an earlier page sent about the subject and did not see arrive, unless it did. */
  async function recover(subject: SubjectKey): Promise<void> {
    for (const note of unsent.read(ownerOf(subject)).filter(({ id }) => !sending.has(id))) {
      const problem = await api.note(note.id).then(() => null, problemOf)
      if (!problem) unsent.drop(ownerOf(subject), note.id)
      else if (problem.code === 'note_not_found') giveBack(note)
    }
  }

  return { text, visibility, dueAt, assignee, take, sent, giveBack, recover }
}

export type NoteDraft = ReturnType<typeof useDraft>
