import * as v from 'valibot'
import { emptyAsObject } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/telephony/analytics-menu: an item of the telephony reports; carries nothing but URI. */
export const telephonyAnalyticsMenu = definePlacement({
  code: 'TELEPHONY_ANALYTICS_MENU',
  scopes: ['telephony'],
  page: '/placements/telephony-analytics-menu',
  options: emptyAsObject(v.record(v.string(), v.unknown())),
  destination: () => ({ view: 'calls', subject: { kind: 'portal', id: '0' } }),
  binding: {
    group: 'telephony',
    picture: 'report',
    byDefault: true,
    titles: { en: 'Calls and notes', de: 'Anrufe und Notizen' },
    groupTitles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
