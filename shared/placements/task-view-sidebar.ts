import * as v from 'valibot'
import { projectFields } from './bind-options'
import { emptyAsObject, IdSchema } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/task/view-sidebar: a row of the task card's "Applications" block since tasks 25.700, the sidebar before. */
export const taskViewSidebar = definePlacement({
  code: 'TASK_VIEW_SIDEBAR',
  scopes: ['task'],
  page: '/placements/task-view-sidebar',
  options: emptyAsObject(v.object({ taskId: IdSchema })),
  destination: ({ taskId }) => ({ view: 'subject', subject: { kind: 'task', id: taskId } }),
  binding: {
    group: 'tasks',
    picture: 'cardBlock',
    byDefault: false,
    titles: { en: 'Sidenote', de: 'Sidenote' },
    fields: projectFields,
  },
  remark: 'oneBlock',
})
