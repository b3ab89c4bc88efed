import { CrmOptions } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/crm: the menu of a row in the list of deals. */
export const crmDealListMenu = definePlacement({
  code: 'CRM_DEAL_LIST_MENU',
  scopes: ['crm'],
  page: '/placements/crm-deal-list-menu',
  options: CrmOptions,
  destination: ({ ID }) => ({ view: 'subject', subject: { kind: 'deal', id: ID } }),
  binding: {
    group: 'crm',
    picture: 'rowMenu',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
