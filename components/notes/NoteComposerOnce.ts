import type { Component } from 'vue'
import type { NoteSource } from '#shared/notes'
import { defaultVisibility } from '#shared/notes'
import type { SubjectCard } from '#shared/subjects'
import { renderedOnce } from '~/app/lib/rendered-once'
import { voiceOf } from '~/app/lib/voice'
import NoteComposer from './NoteComposer.vue'

/** Where the next note is written. The server renders it once for all who find it the same: empty, since drafts are the browser's. */
export default (import.meta.server ? renderedOnce(NoteComposer, contentOf) : NoteComposer) as Component

/** Everything that the empty composer's markup is made of. */
function contentOf({ subject, source }: { subject: SubjectCard, source?: NoteSource }): string {
  const { user, rules } = useLaunch().value
  return JSON.stringify([
    'composer', useClock().reader.value.locale, subject.title, voiceOf(subject, user.id), defaultVisibility(subject.key, user.id, rules.visibility), source?.kind,
  ])
}
