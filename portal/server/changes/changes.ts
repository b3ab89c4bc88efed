import type { OfferedChange, TaskChange } from '../../shared/changes'
import type { CrmKind } from '../../shared/crm'
import type { PortalTask } from '../../shared/contract'
import { findEntity } from '../crm/store'
import { userOf, type Portal, type World } from '../core/world'

/** What cannot be changed, because it is not there. */
export class NothingThere extends Error {}

function found<Thing>(thing: Thing | undefined, name: string): Thing {
  if (!thing) throw new NothingThere(`There is no ${name}`)
  return thing
}

const taskOf = (tasks: PortalTask[], id: number): PortalTask => found(tasks.find(task => task.id === id), `task ${id}`)
const projectOf = (portal: Portal, id: number): Portal['projects'][number] => found(portal.projects.find(project => project.id === id), `project ${id}`)

export function changeTask(portal: Portal, id: number, change: TaskChange): PortalTask {
  return Object.assign(taskOf(portal.tasks, id), change)
}

/** To the recycle bin, and from there back. */
export function moveTask(from: PortalTask[], to: PortalTask[], id: number): PortalTask {
  const task = taskOf(from, id)
  from.splice(from.indexOf(task), 1)
  to.push(task)
  return task
}

export function closeProject(portal: Portal, id: number, closed: boolean): { closed: boolean } {
  projectOf(portal, id).closed = closed
  return { closed }
}

export function deleteProject(portal: Portal, id: number): void {
  portal.projects.splice(portal.projects.indexOf(projectOf(portal, id)), 1)
  for (const task of portal.tasks) if (task.groupId === id) task.groupId = null
}

export function deleteEntity(portal: Portal, kind: CrmKind, id: number): void {
  const { entities } = portal.crm
  entities.splice(entities.indexOf(found(findEntity(portal, kind, id), `${kind} ${id}`)), 1)
}

/** "Dismiss" of the company's list of employees. */
export function dismiss(world: World, portal: Portal, id: number, dismissed: boolean): { active: boolean } {
  found(userOf(portal, id), `person ${id}`).active = !dismissed
  if (dismissed) world.tokens.revokeAll(portal.key, id)
  return { active: !dismissed }
}

/** What the panel offers to do, and to take back. */
export function offeredChanges(portal: Portal): OfferedChange[] {
  return [
    ...portal.tasks.map(({ id, title }) => ({ name: 'deleteTask', id, title, back: false }) as const),
    ...portal.recycleBin.map(({ id, title }) => ({ name: 'restoreTask', id, title, back: true }) as const),
    ...portal.projects.map(({ id, name, closed }) => ({ name: 'closeProject', id, title: name, back: closed }) as const),
    ...portal.users.filter(({ isAdmin }) => !isAdmin).map(({ id, name, lastName, active }) => ({ name: 'dismiss', id, title: `${name} ${lastName}`, back: !active }) as const),
  ]
}
