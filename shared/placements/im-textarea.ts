import * as v from 'valibot'
import { chatSubject } from '../subjects'
import { textareaFields } from './bind-options'
import { DialogIdSchema, emptyAsObject } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/im/textarea: a button beside the message being written; ready texts for it. */
export const imTextarea = definePlacement({
  code: 'IM_TEXTAREA',
  scopes: ['im'],
  page: '/placements/im-textarea',
  options: emptyAsObject(v.object({ dialogId: DialogIdSchema })),
  destination: ({ dialogId }, viewerId) => ({ view: 'templates', subject: chatSubject(dialogId, viewerId) }),
  binding: {
    group: 'messenger',
    picture: 'textarea',
    byDefault: true,
    titles: { en: 'Ready texts', de: 'Textbausteine' },
    fields: textareaFields('fa-file-text-o', 'AZURE'),
  },
})
