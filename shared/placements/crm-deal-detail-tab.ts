import { CrmOptions } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/crm: a tab of the card of a deal. */
export const crmDealDetailTab = definePlacement({
  code: 'CRM_DEAL_DETAIL_TAB',
  scopes: ['crm'],
  page: '/placements/crm-deal-detail-tab',
  options: CrmOptions,
  destination: ({ ID }) => ({ view: 'subject', subject: { kind: 'deal', id: ID } }),
  binding: {
    group: 'crm',
    picture: 'cardTab',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
