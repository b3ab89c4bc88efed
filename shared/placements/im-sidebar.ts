import * as v from 'valibot'
import { chatSubject } from '../subjects'
import { sidebarOptions } from './bind-options'
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
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
    options: sidebarOptions('fa-sticky-note-o', 'AZURE'),
  },
})
