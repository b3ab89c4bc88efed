import * as v from 'valibot'
import { chatSubject } from '../subjects'
import { chatFields } from './bind-options'
import { DialogIdSchema, emptyAsObject, IdSchema } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/im/context-menu: the menu of one message. */
export const imContextMenu = definePlacement({
  code: 'IM_CONTEXT_MENU',
  scopes: ['im'],
  page: '/placements/im-context-menu',
  options: emptyAsObject(v.object({ messageId: IdSchema, dialogId: DialogIdSchema })),
  destination: ({ messageId, dialogId }, viewerId) => ({ view: 'message', messageId, subject: chatSubject(dialogId, viewerId) }),
  binding: {
    group: 'messenger',
    picture: 'messageMenu',
    byDefault: true,
    titles: { en: 'Note or follow-up', de: 'Notiz oder Wiedervorlage' },
    fields: chatFields,
  },
})
