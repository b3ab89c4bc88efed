import { CrmOptions } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/crm: a tab of the card of a contact. */
export const crmContactDetailTab = definePlacement({
  code: 'CRM_CONTACT_DETAIL_TAB',
  scopes: ['crm'],
  page: '/placements/crm-contact-detail-tab',
  options: CrmOptions,
  destination: ({ ID }) => ({ view: 'subject', subject: { kind: 'contact', id: ID } }),
  binding: {
    group: 'crm',
    picture: 'cardTab',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
