import * as v from 'valibot'
import { emptyAsObject, IdSchema } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/workgroups/robot-designer-toolbar: the button of a project's automation rules. */
export const sonetGroupRobotDesignerToolbar = definePlacement({
  code: 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR',
  scopes: ['sonet_group'],
  page: '/placements/sonet-group-robot-designer-toolbar',
  options: emptyAsObject(v.object({ GROUP_ID: IdSchema })),
  destination: ({ GROUP_ID }) => ({ view: 'subject', subject: { kind: 'automation', id: `group-${GROUP_ID}` } }),
  binding: {
    group: 'projects',
    picture: 'toolbar',
    byDefault: true,
    titles: { en: 'Notes on these rules', de: 'Notizen zu diesen Regeln' },
  },
})
