import type { ChangesControl } from '../../shared/changes'
import { changeTask, closeProject, deleteEntity, deleteProject, dismiss, moveTask } from '../changes/changes'
import type { Portal, World } from '../core/world'

/** Controls that change things and people of a portal; described in `shared/changes.ts`. */
export function changesControl(world: World, find: (key: string) => Portal): ChangesControl {
  return {
    changeTask: ({ portal, taskId, change }) => ({ ...changeTask(find(portal), taskId, change) }),
    deleteTask: ({ portal: key, taskId }) => {
      const { tasks, recycleBin } = find(key)
      moveTask(tasks, recycleBin, taskId)
    },
    restoreTask: ({ portal: key, taskId }) => {
      const { tasks, recycleBin } = find(key)
      return { ...moveTask(recycleBin, tasks, taskId) }
    },
    closeProject: ({ portal, projectId, closed = true }) => closeProject(find(portal), projectId, closed),
    deleteProject: ({ portal, projectId }) => deleteProject(find(portal), projectId),
    deleteEntity: ({ portal, entity, id }) => deleteEntity(find(portal), entity, id),
    dismiss: ({ portal, userId, dismissed = true }) => dismiss(world, find(portal), userId, dismissed),
  }
}
