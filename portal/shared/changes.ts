/** What becomes of a portal's things and people, as controls and for the panel. */
import type { PortalTask } from './contract'
import type { CrmKind } from './crm'

/** What of a task somebody changes in its card: another title, other people. */
export type TaskChange = Partial<Pick<PortalTask, 'title' | 'responsibleId' | 'accompliceIds' | 'auditorIds' | 'groupId'>>

/** `portal` is a portal's key. */
export interface ChangesControl {
  changeTask: (args: { portal: string, taskId: number, change: TaskChange }) => PortalTask
  /** Into the recycle bin: REST answers as if there had never been one. */
  deleteTask: (args: { portal: string, taskId: number }) => void
  /** Out of the recycle bin again. */
  restoreTask: (args: { portal: string, taskId: number }) => PortalTask
  /** Archived (CLOSED is Y), or not any more. */
  closeProject: (args: { portal: string, projectId: number, closed?: boolean }) => { closed: boolean }
  /** For good; its tasks stay, in no project. */
  deleteProject: (args: { portal: string, projectId: number }) => void
  deleteEntity: (args: { portal: string, entity: CrmKind, id: number }) => void
  /** Dismissed: the account stays and is not ACTIVE, tokens are dead and nobody signs in with it. Or taken back. */
  dismiss: (args: { portal: string, userId: number, dismissed?: boolean }) => { active: boolean }
}

/** A change that the panel offers; `name` is that of its control. */
export interface OfferedChange {
  name: 'deleteTask' | 'restoreTask' | 'closeProject' | 'dismiss'
  id: number
  /** What is changed: a title, a person's name. */
  title: string
  /** Whether it takes back what was done before. */
  back: boolean
}

/** `GET /_portal/changes`; `POST` of a change's `name` and `id` does it and answers the same. */
export interface OfferedChanges { changes: OfferedChange[] }
