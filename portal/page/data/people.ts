import type { PortalUser } from '../../shared/contract'

type Named = Pick<PortalUser, 'name' | 'lastName'>

/** `Anna Berg`, as people are written throughout a portal. */
export const fullName = (user: Named) => [user.name, user.lastName].filter(Boolean).join(' ')

/** Paths of the portal's own pages. */
export const paths = {
  person: (id: number) => `/company/personal/user/${id}/`,
  tasks: (userId: number) => `/company/personal/user/${userId}/tasks/`,
  task: (userId: number, taskId: number) => `/company/personal/user/${userId}/tasks/task/view/${taskId}/`,
  taskRobots: (userId: number) => `/company/personal/user/${userId}/tasks/automation/`,
  calendar: (userId: number) => `/company/personal/user/${userId}/calendar/`,
  project: (id: number) => `/workgroups/group/${id}/`,
  projectTasks: (id: number) => `/workgroups/group/${id}/tasks/`,
  projectRobots: (id: number) => `/workgroups/group/${id}/tasks/automation/`,
  app: (id: number) => `/marketplace/app/${id}/`,
  placement: (id: number) => `/marketplace/placement/${id}/`,
  market: '/marketplace/',
  marketDetail: (code: string) => `/marketplace/detail/${encodeURIComponent(code)}/`,
}
