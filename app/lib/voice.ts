import type { SubjectCard } from '#shared/subjects'
import { crmKinds, parseSubjectKey } from '#shared/subjects'

/** In which words a subject is spoken of, where one kind needs others than the next: `composer.placeholder.<voice>` and so on. */
export const voices = ['plain', 'project', 'colleague', 'automation', 'chat', 'customer', 'day'] as const
export type Voice = typeof voices[number]

/** @param viewerId who reads; one's own profile is no colleague's */
export function voiceOf({ kind, key }: Pick<SubjectCard, 'kind' | 'key'>, viewerId: number): Voice {
  if (kind === 'phone' || crmKinds.some(known => known === kind)) return 'customer'
  switch (kind) {
    case 'project':
    case 'automation':
    case 'chat':
    case 'day': return kind
    case 'user': return parseSubjectKey(key).id === String(viewerId) ? 'plain' : 'colleague'
    default: return 'plain'
  }
}
