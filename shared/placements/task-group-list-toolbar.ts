import * as v from 'valibot'
import { emptyAsObject, IdSchema } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/task/list-toolbar: the button above a project's task list. */
export const taskGroupListToolbar = definePlacement({
  code: 'TASK_GROUP_LIST_TOOLBAR',
  scopes: ['task'],
  page: '/placements/task-group-list-toolbar',
  options: emptyAsObject(v.object({ GROUP_ID: IdSchema })),
  destination: ({ GROUP_ID }) => ({ view: 'list', subject: { kind: 'project', id: GROUP_ID } }),
  binding: {
    group: 'tasks',
    picture: 'toolbar',
    byDefault: true,
    titles: { en: 'Notes on these tasks', de: 'Notizen zu diesen Aufgaben' },
  },
})
