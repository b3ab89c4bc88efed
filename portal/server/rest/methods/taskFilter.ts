import type { PortalTask } from '../../../shared/contract'
import { asText, type Params } from '../../core/php'
import { statusNumber } from './taskFields'

const readers: Record<string, (task: PortalTask) => string[]> = {
  ID: task => [String(task.id)],
  TITLE: task => [task.title],
  STATUS: task => [statusNumber[task.status]],
  REAL_STATUS: task => [statusNumber[task.status]],
  GROUP_ID: task => [String(task.groupId ?? 0)],
  CREATED_BY: task => [String(task.createdBy)],
  RESPONSIBLE_ID: task => [String(task.responsibleId)],
  ACCOMPLICE: task => task.accompliceIds.map(String),
  AUDITOR: task => task.auditorIds.map(String),
  MEMBER: task => [task.createdBy, task.responsibleId, ...task.accompliceIds, ...task.auditorIds].map(String),
  DEADLINE: task => task.deadline === null ? [] : [task.deadline],
}

const compare = (a: string, b: string): number => {
  const [x, y] = [a, b].map(text => /^\d{4}-/.test(text) ? Date.parse(text) : Number(text))
  return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b) : x! - y!
}

/** Filter of `tasks.task.list`: field names with the usual prefixes `!`, `%`, `<`, `<=`, `>`, `>=`. Unknown fields do not filter. */
export function matchesTask(task: PortalTask, filter: Params): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    const [, prefix = '', name = ''] = /^(!%|!=|<=|>=|[!%<>=]?)(.*)$/.exec(key) ?? []
    const read = readers[name.toUpperCase()]
    if (!read) return true
    const values = (typeof wanted === 'object' && wanted !== null ? Object.values(wanted) : [wanted]).map(asText)
    const actual = read(task)
    const some = (test: (a: string, b: string) => boolean): boolean => actual.some(a => values.some(b => test(a, b)))
    switch (prefix) {
      case '!': case '!=': return !some((a, b) => a === b)
      case '%': return some((a, b) => a.toLowerCase().includes(b.toLowerCase()))
      case '!%': return !some((a, b) => a.toLowerCase().includes(b.toLowerCase()))
      case '<': return some((a, b) => compare(a, b) < 0)
      case '<=': return some((a, b) => compare(a, b) <= 0)
      case '>': return some((a, b) => compare(a, b) > 0)
      case '>=': return some((a, b) => compare(a, b) >= 0)
      default: return some((a, b) => a === b)
    }
  })
}
