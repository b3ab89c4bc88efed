import { subjectKey } from '#shared/subjects'
import type { KindOfSubject } from './types'

/** The portal as a whole: everybody who works in it may see it, so nobody is asked. */
export const portal: KindOfSubject = {
  request: () => null,
  read: (_result, id) => ({ key: subjectKey('portal', id), kind: 'portal', title: '', image: null, people: [], project: null, crm: null }),
  denies: () => false,
  path: () => null,
}
