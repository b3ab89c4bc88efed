import * as v from 'valibot'
import { projectFilterOptions } from './bind-options'
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
    byDefault: false,
    titles: { en: 'Sidenote', de: 'Sidenote' },
    options: projectFilterOptions,
  },
  remark: 'Since tasks 25.700 the tab, the sidebar and the top panel are rows of one block; binding more than one shows Sidenote more than once.',
})
