import * as v from 'valibot'
import { emptyAsObject, IdSchema } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/workgroups/detail-tab: a tab of a project, in the classic interface and in the new one. */
export const sonetGroupDetailTab = definePlacement({
  code: 'SONET_GROUP_DETAIL_TAB',
  scopes: ['sonet_group'],
  page: '/placements/sonet-group-detail-tab',
  options: emptyAsObject(v.object({ GROUP_ID: IdSchema })),
  destination: ({ GROUP_ID }) => ({ view: 'subject', subject: { kind: 'project', id: GROUP_ID } }),
  binding: {
    group: 'projects',
    picture: 'cardTab',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
