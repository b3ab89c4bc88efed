import type { Component } from 'vue'
import type { SubjectCard as Card } from '#shared/subjects'
import { renderedOnce } from '~/app/lib/rendered-once'
import SubjectCard from './SubjectCard.vue'

/** What a page is about. The server renders it once for all who are shown the same. */
export default (import.meta.server ? renderedOnce(SubjectCard, contentOf) : SubjectCard) as Component

/** Everything that the card's markup is made of. A day is called by its date, in words that change with the year. */
function contentOf({ subject, class: classes }: { subject: Card, class?: string }): string | null {
  if (subject.kind === 'day') return null
  return JSON.stringify(['subject', useClock().reader.value.locale, useSliders(), useLaunch().value.portal.origin, classes, subject])
}
