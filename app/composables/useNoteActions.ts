import type { NoteChange, NoteView, Visibility } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import type { NoteEntry } from '~/app/lib/note-list'
import { problemOf } from '~/app/lib/problem'
import { bodyOf } from '~/app/lib/read-markdown'

/** How long a deleted note can be brought back with one click. */
export const undoTime = 6_000

/** The list in which a note is shown while it changes. */
interface Options {
  put: (note: NoteView, state?: NoteEntry['state']) => void
  drop: (id: string) => void
  refresh: () => Promise<void>
  /** Tells other frames that a subject's notes changed. */
  tell: (subject: SubjectKey) => void
}

/** What a person does with a note that is there already. It shows at once; when the server refuses, it is as before. */
export function useNoteActions({ put, drop, refresh, tell }: Options) {
  const api = useApi()
  const { report, announce } = useNotices()
  const { $t: t } = useNuxtApp()

  /** Shows `expected` at once, then what the server made of it. */
  async function change(before: NoteView, expected: Partial<NoteView>, request: NoteChange, said: string) {
    put({ ...before, ...expected }, 'saving')
    try {
      put(await api.changeNote(before.id, request))
      announce(said)
      tell(before.subject)
    }
    catch (error) {
      put(before)
      const known = problemOf(error)
      // Somebody else's newer text, or none at all: show what is there now.
      if (known.code === 'note_changed' || known.code === 'note_not_found') await refresh()
      throw known
    }
  }

  /** @param version whose text it replaces; the server refuses when there is a newer text than that */
  const edit = (note: NoteView, text: string, version: number) =>
    change(note, { text: text.trim(), body: bodyOf(text), editedAt: Date.now() }, { text, version }, t('notes.saved'))

  const pin = (note: NoteView) =>
    change(note, { pinned: !note.pinned }, { pinned: !note.pinned }, t(note.pinned ? 'notes.unpinned' : 'notes.pinned')).catch(report)

  const setVisibility = (note: NoteView, visibility: Visibility) =>
    change(note, { visibility }, { visibility }, t(`notes.now.${visibility}`)).catch(report)

  /** Deletes at once and leaves an undo in the note's place for {@link undoTime}. */
  async function remove(note: NoteView): Promise<void> {
    put(note, 'deleted')
    announce(t('notes.deleted'))
    try {
      await api.deleteNote(note.id)
      tell(note.subject)
    }
    catch (error) {
      put(note)
      report(error)
    }
  }

  async function undo(note: NoteView): Promise<void> {
    put(note, 'saving')
    try {
      put(await api.restoreNote(note.id))
      announce(t('notes.restored'))
      tell(note.subject)
    }
    catch (error) {
      drop(note.id)
      report(error)
    }
  }

  return { edit, pin, setVisibility, remove, undo }
}
