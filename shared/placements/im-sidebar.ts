import * as v from 'valibot'
import { chatSubject } from '../subjects'
import { sidebarFields } from './bind-options'
import { DialogIdSchema, emptyAsObject } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/im/sidebar: the block "Applications" at the bottom of a chat's sidebar, 300 px wide. */
export const imSidebar = definePlacement({
  code: 'IM_SIDEBAR',
  scopes: ['im'],
  page: '/placements/im-sidebar',
  options: emptyAsObject(v.object({ dialogId: DialogIdSchema })),
  destination: ({ dialogId }, viewerId) => ({ view: 'subject', subject: chatSubject(dialogId, viewerId) }),
  binding: {
    group: 'messenger',
    picture: 'sidebar',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
    fields: sidebarFields('fa-sticky-note-o', 'AZURE'),
  },
})
