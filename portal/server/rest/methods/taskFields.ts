import type { PortalTask } from '../../../shared/contract'
import { phpArray, type Params } from '../../core/php'
import { userOf, type Person, type Portal } from '../../core/world'
import { taskPerson } from './users'

/** Numbers of the task states in Bitrix24. */
export const statusNumber: Record<PortalTask['status'], string> = { pending: '2', in_progress: '3', completed: '5' }

/** `GROUP_ID` → `groupId`; names already in camel case stay. */
export const fieldName = (name: string): string =>
  /[a-z]/.test(name) ? name : name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** Companion fields that come along when their base field is selected, as Bitrix24 adds them. */
const companions: Record<string, string> = {
  creator: 'createdBy', responsible: 'responsibleId', group: 'groupId', accomplicesData: 'accomplices', auditorsData: 'auditors',
}

function people(portal: Portal, ids: number[]): unknown {
  return phpArray(Object.fromEntries(ids.flatMap((id) => {
    const person = userOf(portal, id)
    return person ? [[String(id), taskPerson(portal, person)]] : []
  })))
}

function person(portal: Portal, id: number): unknown {
  const found = userOf(portal, id)
  return found ? taskPerson(portal, found) : []
}

function group(portal: Portal, id: number | null): unknown {
  const project = portal.projects.find(candidate => candidate.id === id)
  return project
    ? { id: String(project.id), name: project.name, opened: !project.secret, membersCount: project.memberIds.length, image: '', additionalData: [] }
    : []
}

/**
 * A task as `tasks.task.get` answers: numbers are strings, an absent group and absent people are `[]`, people are
 * objects keyed by id. `id` and `action` always come; the rest as selected (`null`: everything but UF_*).
 */
export function taskFields(portal: Portal, user: Person, task: PortalTask, selected: Set<string> | null): Params {
  const mine = user.isAdmin || task.createdBy === user.id
  const doing = mine || task.responsibleId === user.id
  const all: Params = {
    id: String(task.id),
    parentId: null,
    title: task.title,
    description: task.description,
    priority: '1',
    status: statusNumber[task.status],
    subStatus: statusNumber[task.status],
    createdBy: String(task.createdBy),
    createdDate: task.createdDate,
    responsibleId: String(task.responsibleId),
    changedDate: task.createdDate,
    deadline: task.deadline,
    groupId: String(task.groupId ?? 0),
    commentsCount: null,
    accomplices: task.accompliceIds.map(String),
    auditors: task.auditorIds.map(String),
    descriptionInBbcode: 'Y',
    favorite: 'N',
    isMuted: 'N',
    isPinned: 'N',
    group: group(portal, task.groupId),
    creator: person(portal, task.createdBy),
    responsible: person(portal, task.responsibleId),
    accomplicesData: people(portal, task.accompliceIds),
    auditorsData: people(portal, task.auditorIds),
    newCommentsCount: 0,
    chatId: 1000 + task.id,
  }
  const action = { accept: false, complete: doing && task.status !== 'completed', start: doing && task.status === 'pending', edit: mine, remove: mine, delegate: doing }
  const kept = Object.entries(all).filter(([name]) =>
    selected === null || name === 'id' || selected.has(name) || selected.has(companions[name] ?? name))
  return { ...Object.fromEntries(kept), action }
}
