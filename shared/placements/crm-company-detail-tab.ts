import { CrmOptions } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/crm: a tab of the card of a company. */
export const crmCompanyDetailTab = definePlacement({
  code: 'CRM_COMPANY_DETAIL_TAB',
  scopes: ['crm'],
  page: '/placements/crm-company-detail-tab',
  options: CrmOptions,
  destination: ({ ID }) => ({ view: 'subject', subject: { kind: 'company', id: ID } }),
  binding: {
    group: 'crm',
    picture: 'cardTab',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
