import { calendarDe } from './calendar-de'
import { callsDe } from './calls-de'
import type { Messages } from './en'
import { crmDe } from './crm-de'
import { messengerDe } from './messenger-de'
import { notificationsDe } from './notifications-de'
import { placesDe } from './places-de'
import { toolsDe } from './tools-de'

/** German texts of the portal's page. */
export const de: Messages = { ...placesDe, ...toolsDe, ...calendarDe, ...callsDe, ...crmDe, ...messengerDe, ...notificationsDe }
