import type { SubjectCard } from '#shared/subjects'

/** What a subject is called where its kind is not written beside it: automation bears the name of whose it is. */
export function useSubjectTitle() {
  const { t } = useNuxtApp().$i18n

  function titleOf({ kind, title }: SubjectCard): string {
    switch (kind) {
      case 'automation': return t('subject.automationOf', { owner: title })
      case 'portal': return t('subject.kind.portal')
      default: return title
    }
  }

  return { titleOf }
}
