import * as v from 'valibot'
import { emptyAsObject } from './options'
import { definePlacement } from './types'

/** Where Bitrix24 says that it took the worker away; it says so without any proof, so the portal's name is all there is. */
export const workerRemovedPath = '/worker/removed'

/**
 * api-reference/widgets/universal/background-worker: loaded, unseen, on every page of the portal and once more in every
 * slider. One registration for everybody: whether personal ones may stand beside it is said differently in different places.
 */
export const pageBackgroundWorker = definePlacement({
  code: 'PAGE_BACKGROUND_WORKER',
  scopes: [],
  page: '/placements/page-background-worker',
  plain: true,
  options: emptyAsObject(v.record(v.string(), v.unknown())),
  destination: () => ({ view: 'worker', subject: null }),
  binding: {
    group: 'everywhere',
    picture: 'hidden',
    byDefault: true,
    titles: { en: 'Sidenote reminders', de: 'Sidenote-Erinnerungen' },
    fixedOptions: ({ origin, memberId }) => ({ errorHandlerUrl: `${origin}${workerRemovedPath}?${new URLSearchParams({ member_id: memberId })}` }),
  },
  remark: 'restored',
})
