import * as v from 'valibot'
import { emptyAsObject, IdSchema } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/task/view-top-panel: a row of the task card's "Applications" block since tasks 25.700, a panel above the task before. */
export const taskViewTopPanel = definePlacement({
  code: 'TASK_VIEW_TOP_PANEL',
  scopes: ['task'],
  page: '/placements/task-view-top-panel',
  options: emptyAsObject(v.object({ taskId: IdSchema })),
  destination: ({ taskId }) => ({ view: 'subject', subject: { kind: 'task', id: taskId } }),
  binding: {
    group: 'tasks',
    picture: 'cardBlock',
    byDefault: false,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
  remark: 'oneBlock',
})
