import { userPath } from '#shared/paths'
import { subjectKey } from '#shared/subjects'
import { askForPeople, hasSomebodyLeft, readPeople } from './people'
import type { KindOfSubject } from './types'
import { isClosed, isEmptyList } from './types'

/**
 * api-reference/user/user-get, with scope `user`, `user_basic` or `user_brief`: an empty list when there is no such
 * person or they are not shown to the viewer.
 */
export const user: KindOfSubject = {
  request: id => askForPeople(id),
  read(result, id) {
    const person = readPeople(result).find(found => String(found.id) === id)
    if (!person) return null
    return { key: subjectKey('user', id), kind: 'user', title: person.name, image: person.photo, people: [], project: null, crm: null, ...(hasSomebodyLeft(result) && { ended: 'left' }) }
  },
  denies: isClosed,
  gone: { possible: isEmptyList, request: id => ({ method: 'user.get', params: { FILTER: { ID: id }, ADMIN_MODE: 'True', start: -1 } }) },
  path: id => userPath(id),
}
