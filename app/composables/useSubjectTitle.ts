import type { SubjectCard } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'

/** What a subject is called. */
export function useSubjectTitle() {
  const clock = useClock()
  const { $t: t } = useNuxtApp()

  /** Where its kind is written beside it. */
  function nameOf({ key, kind, title }: SubjectCard): string {
    return kind === 'day' ? clock.date(parseSubjectKey(key).id) : title
  }

  /** Where its kind is not: automation bears the name of whose it is. */
  function titleOf(subject: SubjectCard): string {
    switch (subject.kind) {
      case 'automation': return t('subject.automationOf', { owner: subject.title })
      case 'portal': return t('subject.kind.portal')
      default: return nameOf(subject)
    }
  }

  return { nameOf, titleOf }
}
