import * as v from 'valibot'
import { emptyAsObject } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/left-menu: opens as a full page, carries nothing but URI. */
export const leftMenu = definePlacement({
  code: 'LEFT_MENU',
  scopes: [],
  page: '/',
  options: emptyAsObject(v.record(v.string(), v.unknown())),
  destination: () => ({ view: 'home', subject: { kind: 'portal', id: '0' } }),
  binding: {
    group: 'everywhere',
    picture: 'leftMenu',
    // The app's card already gives a menu item; a second, identical one would only puzzle people.
    byDefault: false,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
