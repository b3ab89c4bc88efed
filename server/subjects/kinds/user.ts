import { userPath } from '#shared/paths'
import { subjectKey } from '#shared/subjects'
import { askForPeople, readPeople } from './people'
import type { KindOfSubject } from './types'

/**
 * api-reference/user/user-get, with scope `user`, `user_basic` or `user_brief`: an empty list when there is no such
 * person or they are not shown to the viewer.
 */
export const user: KindOfSubject = {
  request: id => askForPeople(id),
  read(result, id) {
    const person = readPeople(result).find(found => String(found.id) === id)
    return person ? { key: subjectKey('user', id), kind: 'user', title: person.name, image: person.photo, people: [], project: null, crm: null } : null
  },
  denies: error => error.code === 'ACCESS_DENIED',
  path: id => userPath(id),
}
