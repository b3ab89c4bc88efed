import * as v from 'valibot'
import { projectFilterOptions } from './bind-options'
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
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
    options: projectFilterOptions,
  },
  remark: 'Since tasks 25.700 the tab, the sidebar and the top panel are rows of one block; binding more than one shows Sidenote more than once.',
})
