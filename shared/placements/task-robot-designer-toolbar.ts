import * as v from 'valibot'
import { emptyAsObject, OptionalIdSchema } from './options'
import { definePlacement } from './types'

/** Either a person's own tasks or a project's: the two exclude each other. */
const DesignerOptions = emptyAsObject(v.pipe(
  v.object({ USER_ID: OptionalIdSchema, GROUP_ID: OptionalIdSchema }),
  v.check(({ USER_ID, GROUP_ID }) => (USER_ID === undefined) !== (GROUP_ID === undefined), 'Either USER_ID or GROUP_ID'),
))

/** api-reference/widgets/task/robot-designer-toolbar: the button of the automation rules of tasks. */
export const taskRobotDesignerToolbar = definePlacement({
  code: 'TASK_ROBOT_DESIGNER_TOOLBAR',
  scopes: ['task'],
  page: '/placements/task-robot-designer-toolbar',
  options: DesignerOptions,
  destination: ({ USER_ID, GROUP_ID }) => ({
    view: 'subject',
    subject: { kind: 'automation', id: GROUP_ID === undefined ? `user-${USER_ID}` : `group-${GROUP_ID}` },
  }),
  binding: {
    group: 'tasks',
    picture: 'toolbar',
    byDefault: true,
    titles: { en: 'Notes on these rules', de: 'Notizen zu diesen Regeln' },
  },
})
