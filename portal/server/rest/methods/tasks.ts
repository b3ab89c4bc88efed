import type { PortalTask } from '../../../shared/contract'
import { asRecord, asText, type Params } from '../../core/php'
import { canSeeTask, userOf, type Person, type Portal } from '../../core/world'
import { RestError } from '../errors'
import { pageOf } from '../paging'
import type { Paged, RestCall, RestMethods } from '../types'
import { taskFields, fieldName } from './taskFields'
import { matchesTask } from './taskFilter'
import { visibleTasks } from './users'

/** `select` in any spelling: `GROUP_ID` and `groupId` mean the same field. `*` or nothing: everything. */
function selection(value: unknown): Set<string> | null {
  if (value === undefined || value === '') return null
  if (typeof value !== 'object') throw new RestError('100', 'Invalid value {select} to match with parameter {select}. Should be value of type array.', 400)
  const names = Object.values(asRecord(value)).map(asText).filter(Boolean)
  return names.length === 0 || names.includes('*') ? null : new Set(names.map(fieldName))
}

function get({ portal, user, params }: RestCall): unknown {
  const given = params.taskId ?? params.TASKID ?? params.taskid
  if (given === undefined) throw new RestError('100', 'Could not find value for parameter {taskId}', 400)
  const id = Number(asText(given))
  if (!Number.isInteger(id) || id <= 0) throw new RestError('0', 'wrong task id (internal error)', 400)
  const selected = selection(params.select ?? params.SELECT)
  const task = visibleTasks(portal, user).find(candidate => candidate.id === id)
  return task ? { task: taskFields(portal, user, task, selected) } : []
}

function list({ portal, user, params }: RestCall): Paged {
  const filter = asRecord(params.filter ?? params.FILTER)
  const selected = selection(params.select ?? params.SELECT)
  const found = visibleTasks(portal, user).filter(task => matchesTask(task, filter))
  const sorted = sort(found.map(task => taskFields(portal, user, task, null)), asRecord(params.order ?? params.ORDER))
  return pageOf(sorted, params.start, page => ({
    tasks: page.map(({ id }) => listed(taskFields(portal, user, found.find(task => String(task.id) === id)!, selected))),
  }))
}

/** A list says nothing of what the caller may do with each task. */
function listed({ action: _, ...fields }: Params): Params {
  return fields
}

/** Names of what may be done with a task: the old ones and the ones in parts stand beside each other. */
function actions(portal: Portal, task: PortalTask, person: Person | undefined): Record<string, boolean> {
  const reads = person !== undefined && canSeeTask(portal, person, task)
  const leads = reads && (person.isAdmin || task.createdBy === person.id)
  const does = leads || (reads && task.responsibleId === person.id)
  return {
    'ACCEPT': false, 'DECLINE': false, 'COMPLETE': does, 'APPROVE': false, 'DISAPPROVE': false, 'START': does, 'PAUSE': false, 'DELEGATE': does,
    'REMOVE': leads, 'EDIT': leads, 'DEFER': does, 'RENEW': false, 'CREATE': reads, 'CHANGE_DEADLINE': does, 'CHECKLIST_ADD_ITEMS': does,
    'ADD_FAVORITE': reads, 'DELETE_FAVORITE': false, 'RATE': reads, 'TAKE': false, 'EDIT.ORIGINATOR': false, 'CHECKLIST.REORDER': does,
    'ELAPSEDTIME.ADD': does, 'DAYPLAN.TIMER.TOGGLE': does, 'EDIT.PLAN': does, 'CHECKLIST.ADD': does, 'FAVORITE.ADD': reads, 'FAVORITE.DELETE': false,
  }
}

/** What people may do with a task, by their ids; nothing of it for nobody, and no ids at all for a caller who may not see the task. */
function getAccess({ portal, user, params }: RestCall): { allowedActions: unknown } {
  const task = visibleTasks(portal, user).find(({ id }) => id === Number(asText(params.taskId)))
  const { users } = params
  if (users !== undefined && typeof users !== 'object') throw new RestError('100', `Invalid value {${asText(users)}} to match with parameter {users}. Should be value of type array.`, 400)
  const ids = users === undefined ? [user.id] : Object.values(asRecord(users)).map(id => Number(asText(id)))
  return { allowedActions: task ? Object.fromEntries(ids.map(id => [String(id), actions(portal, task, userOf(portal, id))])) : [] }
}

/** Without an order the newest come first. */
function sort(tasks: Params[], order: Params): Params[] {
  const [key, direction] = Object.entries(order)[0] ?? ['ID', 'desc']
  const field = fieldName(key)
  const sign = asText(direction).toLowerCase() === 'desc' ? -1 : 1
  return [...tasks].sort((a, b) => sign * asText(a[field]).localeCompare(asText(b[field]), 'en', { numeric: true }))
}

/** Source: "Tasks" of the REST documentation, `tasks-task-get`, `tasks-task-list` and `tasks-task-get-access`. A task that is not visible is an empty list, not an error. */
export const taskMethods: RestMethods = {
  'tasks.task.get': { scopes: ['task'], run: get },
  'tasks.task.list': { scopes: ['task'], run: list },
  'tasks.task.getaccess': { scopes: ['task'], run: getAccess },
}
