import { subjectKey } from '#shared/subjects'
import type { KindOfSubject } from './types'

/** A day of the calendar: everybody's, so nobody is asked. Pages write it in the viewer's language. */
export const day: KindOfSubject = {
  request: () => null,
  read: (_result, id) => ({ key: subjectKey('day', id), kind: 'day', title: id, image: null, people: [], project: null, crm: null }),
  denies: () => false,
  path: () => null,
}
