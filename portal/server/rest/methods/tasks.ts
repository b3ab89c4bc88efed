import { asRecord, asText, type Params } from '../../core/php'
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

/** Without an order the newest come first. */
function sort(tasks: Params[], order: Params): Params[] {
  const [key, direction] = Object.entries(order)[0] ?? ['ID', 'desc']
  const field = fieldName(key)
  const sign = asText(direction).toLowerCase() === 'desc' ? -1 : 1
  return [...tasks].sort((a, b) => sign * asText(a[field]).localeCompare(asText(b[field]), 'en', { numeric: true }))
}

/** Source: "Tasks" of the REST documentation, `tasks-task-get` and `tasks-task-list`. A task that is not visible is an empty list, not an error. */
export const taskMethods: RestMethods = {
  'tasks.task.get': { scopes: ['task'], run: get },
  'tasks.task.list': { scopes: ['task'], run: list },
}
