import type { PortalTask, RegisteredPlacement } from '../../shared/contract'

/**
 * Whether a task shows a widget (placements-and-rest §1.3, TASK_VIEW_*): `groupId` names the projects it is for,
 * comma-separated; with it set, tasks without a project do not show the widget. TOP_PANEL knows no such option.
 */
export function showsInTask(placement: Pick<RegisteredPlacement, 'placement' | 'options'>, groupId: number | null): boolean {
  const groups = String(placement.options.groupId ?? '').split(',').map(Number).filter(id => id > 0)
  if (placement.placement === 'TASK_VIEW_TOP_PANEL' || groups.length === 0) return true
  return groupId !== null && groups.includes(groupId)
}

/** Whether a person creates, does or watches a task. */
export const hasPart = ({ createdBy, responsibleId, accompliceIds, auditorIds }: PortalTask, userId: number): boolean =>
  [createdBy, responsibleId, ...accompliceIds, ...auditorIds].includes(userId)
