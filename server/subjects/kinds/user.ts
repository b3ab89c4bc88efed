import * as v from 'valibot'
import { userPath } from '#shared/paths'
import { subjectKey } from '#shared/subjects'
import type { KindOfSubject } from './types'
import { AnsweredIdSchema, TextSchema } from './types'

const UsersSchema = v.array(v.object({ ID: AnsweredIdSchema, NAME: TextSchema, LAST_NAME: TextSchema, PERSONAL_PHOTO: v.fallback(TextSchema, '') }))

/**
 * api-reference/user/user-get, with scope `user`, `user_basic` or `user_brief`: an empty list when there is no such
 * person or they are not shown to the viewer. `start` -1 spares Bitrix24 the counting.
 */
export const user: KindOfSubject = {
  request: id => ({ method: 'user.get', params: { FILTER: { ID: id }, start: -1 } }),
  read(result, id) {
    const users = v.safeParse(UsersSchema, result)
    const person = users.success ? users.output.find(({ ID }) => String(ID) === id) : undefined
    if (!person) return null
    const name = [person.NAME, person.LAST_NAME].filter(Boolean).join(' ')
    return { key: subjectKey('user', id), kind: 'user', title: name || `#${id}`, image: person.PERSONAL_PHOTO || null, people: [], project: null }
  },
  denies: error => error.code === 'ACCESS_DENIED',
  path: id => userPath(id),
}
