import * as v from 'valibot'
import { chatFields } from './bind-options'
import { emptyAsObject } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/im/smile-selector: a tab beside the smiles of older portals; nothing is documented to arrive with it. */
export const imSmilesSelector = definePlacement({
  code: 'IM_SMILES_SELECTOR',
  scopes: [],
  page: '/placements/im-smiles-selector',
  options: emptyAsObject(v.record(v.string(), v.unknown())),
  destination: () => ({ view: 'templates', subject: null }),
  binding: {
    group: 'messenger',
    picture: 'smiles',
    byDefault: false,
    titles: { en: 'Quick replies', de: 'Schnelle Antworten' },
    fields: chatFields,
  },
  remark: 'retired',
})
