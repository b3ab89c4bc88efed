import * as v from 'valibot'
import { chatSubject } from '../subjects'
import { chatFields } from './bind-options'
import { DialogIdSchema, emptyAsObject } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/mobile-app: the button "Apps" over the chat's input in the mobile app; the one placement without URI. */
export const immobileContextMenu = definePlacement({
  code: 'IMMOBILE_CONTEXT_MENU',
  scopes: ['im'],
  page: '/placements/immobile-context-menu',
  options: emptyAsObject(v.object({ dialogId: DialogIdSchema })),
  destination: ({ dialogId }, viewerId) => ({ view: 'subject', subject: chatSubject(dialogId, viewerId) }),
  binding: {
    group: 'mobile',
    picture: 'phone',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
    fields: chatFields,
  },
})
