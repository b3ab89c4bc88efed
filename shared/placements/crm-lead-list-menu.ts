import { CrmOptions } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/crm: the menu of a row in the list of leads. */
export const crmLeadListMenu = definePlacement({
  code: 'CRM_LEAD_LIST_MENU',
  scopes: ['crm'],
  page: '/placements/crm-lead-list-menu',
  options: CrmOptions,
  destination: ({ ID }) => ({ view: 'subject', subject: { kind: 'lead', id: ID } }),
  binding: {
    group: 'crm',
    picture: 'rowMenu',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
