import * as v from 'valibot'
import { navigationFields } from './bind-options'
import { emptyAsObject } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/im/navigation: a page of the messenger beside Chats and Channels; carries nothing but URI. */
export const imNavigation = definePlacement({
  code: 'IM_NAVIGATION',
  scopes: ['im'],
  page: '/placements/im-navigation',
  options: emptyAsObject(v.record(v.string(), v.unknown())),
  destination: () => ({ view: 'chats', subject: { kind: 'portal', id: '0' } }),
  binding: {
    group: 'messenger',
    picture: 'navigation',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
    fields: navigationFields('fa-sticky-note-o'),
  },
})
