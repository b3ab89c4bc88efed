import * as v from 'valibot'
import { emptyAsObject, IdSchema } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/task/list-toolbar: the button above a person's task list. `USER_ID` owns the list. */
export const taskUserListToolbar = definePlacement({
  code: 'TASK_USER_LIST_TOOLBAR',
  scopes: ['task'],
  page: '/placements/task-user-list-toolbar',
  options: emptyAsObject(v.object({ USER_ID: IdSchema })),
  destination: ({ USER_ID }) => ({ view: 'list', subject: { kind: 'user', id: USER_ID } }),
  binding: {
    group: 'tasks',
    picture: 'toolbar',
    byDefault: true,
    titles: { en: 'Notes on these tasks', de: 'Notizen zu diesen Aufgaben' },
  },
})
