import { asRecord, asText, upperKeys } from '../../core/php'
import { canSeeTask, type Person, type Portal } from '../../core/world'
import { Paged, type RestCall, type RestMethods } from '../types'

const userScopes = ['user', 'user_basic', 'user_brief'] as const
const pageSize = 50

/** Fields by scope: `user_brief` shows no way to contact a person. Source: "Users" of the REST documentation. */
function userFields(portal: Portal, person: Person, scope: string): Record<string, unknown> {
  const granted = scope.split(',')
  const contact = granted.includes('user') || granted.includes('user_basic')
  return {
    ID: String(person.id),
    ACTIVE: true,
    NAME: person.name,
    LAST_NAME: person.lastName,
    SECOND_NAME: '',
    ...(contact ? { EMAIL: person.email } : {}),
    IS_ONLINE: 'Y',
    TIME_ZONE: person.timeZone,
    PERSONAL_GENDER: person.gender,
    PERSONAL_PHOTO: portal.origin + person.photo,
    WORK_POSITION: person.position,
    UF_DEPARTMENT: [person.department],
    USER_TYPE: 'employee',
  }
}

function matches(fields: Record<string, unknown>, filter: Record<string, unknown>): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    const actual = fields[key]
    if (actual === undefined) return true
    const values = (typeof wanted === 'object' && wanted !== null ? Object.values(wanted) : [wanted]).map(asText)
    if (key === 'ACTIVE') return values.some(value => ['true', '1', 'Y'].includes(value) === actual)
    return values.some(value => value === asText(actual))
  })
}

function list({ portal, token, params }: RestCall): Paged {
  const upper = upperKeys(params)
  const filter = upperKeys({ ...asRecord(upper.FILTER), ...(upper.ID === undefined ? {} : { ID: upper.ID }) })
  const found = portal.users.map(person => userFields(portal, person, token.scope)).filter(fields => matches(fields, filter))
  const start = Math.max(0, Number(asText(upper.START)) || 0)
  const end = start + pageSize
  return new Paged(found.slice(start, end), found.length, end < found.length ? end : undefined)
}

/** Source: "Common methods, Users" (`profile`, `user.admin`) and "Users". */
export const userMethods: RestMethods = {
  'profile': {
    run: ({ portal, user }) => ({
      ID: String(user.id),
      ADMIN: user.isAdmin,
      NAME: user.name,
      LAST_NAME: user.lastName,
      PERSONAL_GENDER: user.gender,
      TIME_ZONE: user.timeZone,
      PERSONAL_PHOTO: portal.origin + user.photo,
    }),
  },
  'user.admin': { run: ({ user }) => user.isAdmin },
  'user.current': { scopes: userScopes, run: ({ portal, user, token }) => userFields(portal, user, token.scope) },
  'user.get': { scopes: userScopes, run: list },
}

/** The short form of a person inside a task. Names are one string there, ids strings. */
export const taskPerson = (portal: Portal, person: Person): Record<string, string> => ({
  id: String(person.id),
  name: `${person.name} ${person.lastName}`,
  link: `/company/personal/user/${person.id}/`,
  icon: portal.origin + person.photo,
  workPosition: person.position,
})

export const visibleTasks = (portal: Portal, user: Person): Portal['tasks'] => portal.tasks.filter(task => canSeeTask(portal, user, task))
