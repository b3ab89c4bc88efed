import * as v from 'valibot'
import { emptyAsObject, IdSchema } from './options'
import { definePlacement } from './types'

/** api-reference/widgets/user-profile/profile-toolbar: the button menu of an employee's card. `USER_ID` owns the card. */
export const userProfileToolbar = definePlacement({
  code: 'USER_PROFILE_TOOLBAR',
  scopes: ['user'],
  page: '/placements/user-profile-toolbar',
  options: emptyAsObject(v.object({ USER_ID: IdSchema })),
  destination: ({ USER_ID }) => ({ view: 'subject', subject: { kind: 'user', id: USER_ID } }),
  binding: {
    group: 'people',
    picture: 'toolbar',
    byDefault: true,
    titles: { en: 'Notes (Sidenote)', de: 'Notizen (Sidenote)' },
  },
})
