import * as v from 'valibot'
import { projectFields } from './bind-options'
import { emptyAsObject, IdSchema } from './options'
import { definePlacement } from './types'

const TaskViewOptions = emptyAsObject(v.object({ taskId: IdSchema }))

/** api-reference/widgets/task/view-tab: a row of the task card's "Applications" block since tasks 25.700. */
export const taskViewTab = definePlacement({
  code: 'TASK_VIEW_TAB',
  scopes: ['task'],
  page: '/placements/task-view-tab',
  options: TaskViewOptions,
  destination: ({ taskId }) => ({ view: 'subject', subject: { kind: 'task', id: taskId } }),
  binding: {
    group: 'tasks',
    picture: 'cardBlock',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
    fields: projectFields,
  },
  remark: 'oneBlock',
})
