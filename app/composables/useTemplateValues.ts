import type { SubjectCard } from '#shared/subjects'
import type { PlaceholderValues } from '#shared/templates'
import { valuesOf } from '#shared/templates'
import { format } from '~/app/lib/time'

/** What placeholders stand for here: what is in front of the person, their own name, and today in their words. */
export function useTemplateValues(subject: () => SubjectCard | null) {
  const launch = useLaunch()
  const { reader } = useClock()

  return computed<PlaceholderValues>(() => ({
    ...valuesOf(subject()),
    me: launch.value.user.name,
    today: format(reader.value.now, reader.value, { dateStyle: 'long' }),
  }))
}
