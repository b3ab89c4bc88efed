import * as v from 'valibot'
import { emptyAsObject, IdSchema } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/task/list-context-menu: an item in the menu of a row of the task list. */
export const taskListContextMenu = definePlacement({
  code: 'TASK_LIST_CONTEXT_MENU',
  scopes: ['task'],
  page: '/placements/task-list-context-menu',
  options: emptyAsObject(v.object({ ID: IdSchema })),
  destination: ({ ID }) => ({ view: 'subject', subject: { kind: 'task', id: ID } }),
  binding: {
    group: 'tasks',
    picture: 'rowMenu',
    byDefault: true,
    titles: { en: 'Notes (Sidenote)', de: 'Notizen (Sidenote)' },
  },
})
