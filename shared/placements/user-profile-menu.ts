import * as v from 'valibot'
import { emptyAsObject } from './options'
import { definePlacement } from './types'

/**
 * api-reference/widgets/user-profile/profile-menu: an item of one's own menu, top right. `USER_ID` is whoever opened
 * it, which the launch itself proves better; so nothing of the options is needed.
 */
export const userProfileMenu = definePlacement({
  code: 'USER_PROFILE_MENU',
  scopes: ['user'],
  page: '/placements/user-profile-menu',
  options: emptyAsObject(v.record(v.string(), v.unknown())),
  destination: () => ({ view: 'home', subject: { kind: 'portal', id: '0' } }),
  binding: {
    group: 'people',
    picture: 'profileMenu',
    byDefault: true,
    titles: { en: 'My notes', de: 'Meine Notizen' },
  },
})
