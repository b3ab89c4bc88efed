import type { Component } from 'vue'
import { canSnoozeNow } from '~/app/lib/follow-ups'
import type { NoteEntry } from '~/app/lib/note-list'
import { renderedOnce } from '~/app/lib/rendered-once'
import NoteItem from './NoteItem.vue'

interface Shown { entry: NoteEntry, editing: boolean, picking: boolean, history: boolean }

/** A note of a list. The server renders it once for all who are shown the same. */
export default (import.meta.server ? renderedOnce(NoteItem, contentOf) : NoteItem) as Component

/** Everything that a note's markup is made of: the note, who reads it where it matters, and the words for its moments, which change while it does not. */
function contentOf({ entry: { note, state }, editing, picking, history }: Shown): string | null {
  if (state !== 'saved' || editing || picking || history) return null
  const { portal, user } = useLaunch().value
  const clock = useClock()
  const { locale, timeZone, now } = clock.reader.value
  const { followUp } = note
  return JSON.stringify([
    'note', portal.origin, useSliders(), locale, timeZone, clock.when(note.createdAt), note,
    followUp || note.source ? user.id : null,
    followUp && [clock.due(followUp.dueAt), followUp.dueAt < now, canSnoozeNow(followUp, clock.reader.value)],
  ])
}
