/** What a portal starts with. Dates are relative to the start, so that a demo always has something due today. */
import type { SeedEvent } from './calendar/types'
import type { CrmSeed } from './crm/types'
import type { MessengerSeed } from './messenger/types'
import type { TelephonySeed } from './telephony/types'
import type { PortalLanguage, PortalProject, PortalTask, PortalUser } from '../shared/contract'

export interface SeedUser extends Omit<PortalUser, 'photo' | 'active'> {
  gender: 'M' | 'F'
  department: number
}

/** `secret` projects are shown to their members (and administrators) only. */
export interface SeedProject extends PortalProject {
  secret: boolean
}

export interface SeedTask extends Omit<PortalTask, 'deadline' | 'createdDate'> {
  /** Days from today and hour of that day in the portal's time zone, or null for no deadline. */
  due: { days: number, hour: number } | null
  createdDaysAgo: number
}

export interface PortalSeed {
  key: string
  name: string
  language: PortalLanguage
  timeZone: string
  memberId: string
  licence: string
  /** Numeric id the app gets when it is installed here: `/marketplace/app/<id>/`. */
  appId: number
  users: SeedUser[]
  projects: SeedProject[]
  tasks: SeedTask[]
  crm: CrmSeed
  calendar: SeedEvent[]
  telephony: TelephonySeed
  messenger: MessengerSeed
}

export type { SeedEvent, TelephonySeed }
