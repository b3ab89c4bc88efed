import { CrmOptions } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/crm: a tab of the card of a lead. */
export const crmLeadDetailTab = definePlacement({
  code: 'CRM_LEAD_DETAIL_TAB',
  scopes: ['crm'],
  page: '/placements/crm-lead-detail-tab',
  options: CrmOptions,
  destination: ({ ID }) => ({ view: 'subject', subject: { kind: 'lead', id: ID } }),
  binding: {
    group: 'crm',
    picture: 'cardTab',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
