import * as v from 'valibot'
import { emptyAsObject } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/contact-center: a tile of the contact centre. `ID` is that of our own registration, so it names no customer line. */
export const contactCenter = definePlacement({
  code: 'CONTACT_CENTER',
  scopes: ['contact_center'],
  page: '/placements/contact-center',
  options: emptyAsObject(v.record(v.string(), v.unknown())),
  destination: () => ({ view: 'templates', subject: null }),
  binding: {
    group: 'contactCenter',
    picture: 'tile',
    byDefault: true,
    titles: { en: 'Ready texts and call scripts', de: 'Textbausteine und Gesprächsleitfäden' },
  },
})
