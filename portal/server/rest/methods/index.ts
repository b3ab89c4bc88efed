import type { RestMethods } from '../types'
import { appMethods } from './app'
import { calendarMethods } from './calendar'
import { crmMethods } from './crm'
import { eventMethods } from './events'
import { groupMethods } from './groups'
import { messengerMethods } from './messenger'
import { notifyMethods } from './notify'
import { optionMethods } from './options'
import { placementMethods } from './placements'
import { statisticMethods } from './statistic'
import { taskMethods } from './tasks'
import { telephonyMethods } from './telephony'
import { userFieldMethods } from './userFields'
import { userFieldTypeMethods } from './userFieldTypes'
import { userMethods } from './users'

/** Every method of the portal's REST, by its name in lower case. */
export const restMethods: RestMethods = {
  ...appMethods,
  ...userMethods,
  ...placementMethods,
  ...eventMethods,
  ...taskMethods,
  ...groupMethods,
  ...optionMethods,
  ...notifyMethods,
  ...messengerMethods,
  ...calendarMethods,
  ...telephonyMethods,
  ...statisticMethods,
  ...crmMethods,
  ...userFieldTypeMethods,
  ...userFieldMethods,
}
