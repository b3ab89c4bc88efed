import { calendarEn } from './calendar-en'
import { callsEn } from './calls-en'
import { crmEn } from './crm-en'
import { messengerEn } from './messenger-en'
import { notificationsEn } from './notifications-en'
import { placesEn } from './places-en'
import { toolsEn } from './tools-en'

/** English texts of the portal's page; the other languages have exactly these keys. */
export const en = { ...placesEn, ...toolsEn, ...calendarEn, ...callsEn, ...crmEn, ...messengerEn, ...notificationsEn }

export type MessageKey = keyof typeof en
export type Messages = Record<MessageKey, string>
