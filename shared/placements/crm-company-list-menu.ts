import { CrmOptions } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/crm: the menu of a row in the list of companies. */
export const crmCompanyListMenu = definePlacement({
  code: 'CRM_COMPANY_LIST_MENU',
  scopes: ['crm'],
  page: '/placements/crm-company-list-menu',
  options: CrmOptions,
  destination: ({ ID }) => ({ view: 'subject', subject: { kind: 'company', id: ID } }),
  binding: {
    group: 'crm',
    picture: 'rowMenu',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
