import * as v from 'valibot'
import { chatOptions } from './bind-options'
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
    byDefault: false,
    titles: { en: 'Quick replies', de: 'Schnelle Antworten' },
    options: chatOptions,
  },
  remark: 'Deprecated since im 25.1600: Bitrix24 still registers it and never opens it. IM_TEXTAREA took its place.',
})
