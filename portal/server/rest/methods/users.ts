import { asRecord, asText, upperKeys, type Params } from '../../core/php'
import { canSeeTask, type Person, type Portal } from '../../core/world'
import { pageOf } from '../paging'
import { matchesRow, sortRows } from '../rows'
import type { Paged, RestCall, RestMethods } from '../types'

const userScopes = ['user', 'user_basic', 'user_brief'] as const

/** Fields by scope: `user_brief` shows no way to contact a person. Source: "Users" of the REST documentation. */
function userFields(portal: Portal, person: Person, scope: string): Record<string, unknown> {
  const granted = scope.split(',')
  const contact = granted.includes('user') || granted.includes('user_basic')
  return {
    ID: String(person.id),
    ACTIVE: person.active,
    NAME: person.name,
    LAST_NAME: person.lastName,
    SECOND_NAME: '',
    ...(contact ? { EMAIL: person.email } : {}),
    IS_ONLINE: person.active ? 'Y' : 'N',
    TIME_ZONE: person.timeZone,
    PERSONAL_GENDER: person.gender,
    PERSONAL_PHOTO: portal.origin + person.photo,
    WORK_POSITION: person.position,
    UF_DEPARTMENT: [person.department],
    USER_TYPE: 'employee',
  }
}

/** Fields that count as a filter beside FILTER too, as the page's own examples send them. */
const filterKeys = ['ID', 'ACTIVE', 'NAME', 'LAST_NAME', 'WORK_POSITION', 'UF_DEPARTMENT', 'USER_TYPE', 'IS_ONLINE']

/** Source: `user-get`: dismissed people are among them unless ACTIVE is asked for. `select` names the fields to answer with; everything that is not there is passed over. */
function list({ portal, token, params }: RestCall): Paged {
  const upper = upperKeys(params)
  const beside = Object.fromEntries(filterKeys.filter(key => upper[key] !== undefined).map(key => [key, upper[key]]))
  const filter = { ...beside, ...upperKeys(asRecord(upper.FILTER)) }
  const found = portal.users.map(person => userFields(portal, person, token.scope)).filter(fields => matchesRow(fields, filter))
  const names = Object.values(asRecord(upper.SELECT)).map(asText)
  const selected = (row: Params): Params => names.length === 0 || names.includes('*')
    ? row
    : Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name) || (name.startsWith('UF_') && names.includes('UF_*'))))
  return pageOf(sortRows(found, asText(upper.SORT).toUpperCase() || 'ID', upper.ORDER), upper.START, page => page.map(selected))
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
