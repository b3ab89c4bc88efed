import { CrmOptions } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/crm: the menu of a row in the list of contacts. */
export const crmContactListMenu = definePlacement({
  code: 'CRM_CONTACT_LIST_MENU',
  scopes: ['crm'],
  page: '/placements/crm-contact-list-menu',
  options: CrmOptions,
  destination: ({ ID }) => ({ view: 'subject', subject: { kind: 'contact', id: ID } }),
  binding: {
    group: 'crm',
    picture: 'rowMenu',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
