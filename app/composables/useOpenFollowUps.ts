import type { NoteView } from '#shared/notes'
import type { SubjectCard } from '#shared/subjects'
import { withChanged } from '~/app/lib/follow-ups'

/** What is open on a project, kept up with what happens to its notes. Only a project's page has such a list. */
export function useOpenFollowUps(subject: Ref<SubjectCard>, initial: NoteView[] = []) {
  const openFollowUps = shallowRef(initial)

  return {
    openFollowUps,
    /** A note as it is now; one that is deleted is no follow-up any more. */
    track(note: NoteView, isDeleted = false) {
      if (subject.value.kind !== 'project') return
      openFollowUps.value = withChanged(openFollowUps.value, isDeleted ? { ...note, followUp: null } : note)
    },
    /** What the server says is open now; what was just finished here stays as long as that can be taken back. */
    replace(fresh: NoteView[] = []) {
      const open = new Set(fresh.map(({ id }) => id))
      openFollowUps.value = [...fresh, ...openFollowUps.value.filter(({ id, followUp }) => followUp?.doneAt && !open.has(id))]
    },
    drop(id: string) {
      openFollowUps.value = openFollowUps.value.filter(note => note.id !== id)
    },
    /** The time to take it back is over. */
    forgetFollowUp(note: NoteView) {
      openFollowUps.value = openFollowUps.value.filter(({ id, followUp }) => id !== note.id || !followUp?.doneAt)
    },
  }
}
