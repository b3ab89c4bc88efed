import type { SubjectCard } from '#shared/subjects'
import type { PlaceholderValues } from '#shared/templates'
import { valuesOf } from '#shared/templates'
import { format } from '~/app/lib/time'

/**
 * What placeholders stand for here: what is in front of the person, their own name, and today in their words.
 * In a private chat the contact is whom one is talking to.
 */
export function useTemplateValues(subject: () => SubjectCard | null) {
  const launch = useLaunch()
  const { reader } = useClock()

  /** A private chat bears the other person's name. */
  function talkingTo(card: SubjectCard | null): PlaceholderValues {
    return card?.dialog && !card.dialog.startsWith('chat') ? { contact: card.title } : {}
  }

  return computed<PlaceholderValues>(() => ({
    ...talkingTo(subject()),
    ...valuesOf(subject()),
    me: launch.value.user.name,
    today: format(reader.value.now, reader.value, { dateStyle: 'long' }),
  }))
}
