import type { PortalLanguage } from '../../shared/contract'
import type { PortalSeed, SeedTask } from '../../data/types'
import { seedEvents } from '../calendar/events'
import { createCrm } from '../crm/store'
import { createMessenger } from '../messenger/chats'
import { createTelephony } from '../telephony/seed'
import { LeakyBucket } from './bucket'
import { hourOfDay, isoInZone } from './clock'
import { noFaults } from './faults'
import type { Portal } from './world'

export interface PortalSettings {
  language?: PortalLanguage
  limits: { burst: number, perSecond: number }
}

/** A portal as its seed describes it, with nothing installed. `domain` and `origin` are set once it listens. */
export function createPortal(seed: PortalSeed, { language, limits }: PortalSettings): Portal {
  return {
    key: seed.key,
    name: seed.name,
    language: language ?? seed.language,
    timeZone: seed.timeZone,
    memberId: seed.memberId,
    licence: seed.licence,
    appId: seed.appId,
    domain: '',
    origin: '',
    users: seed.users.map(user => ({ ...user, photo: `/avatars/${user.id}.svg`, active: true })),
    projects: seed.projects.map(project => ({ ...project, closed: false })),
    tasks: seed.tasks.map(task => seedTask(task, seed.timeZone)),
    recycleBin: [],
    crm: createCrm(seed.crm, seed.timeZone),
    events: seedEvents(seed),
    telephony: createTelephony(seed),
    messenger: createMessenger(seed.messenger, seed.timeZone),
    slowWorkers: new Map(),
    installation: null,
    forgottenAt: 0,
    tokenTurn: 0,
    placements: [],
    handlers: [],
    appOptions: {},
    userOptions: new Map(),
    ranOnce: new Set(),
    frames: new Map(),
    notifications: [],
    feed: [],
    faults: noFaults(),
    troubles: [],
    bucket: new LeakyBucket(limits.burst, limits.perSecond),
    calls: new Map(),
    operating: new Map(),
    nextId: 1,
  }
}

function seedTask({ due, createdDaysAgo, ...task }: SeedTask, timeZone: string): Portal['tasks'][number] {
  const now = new Date()
  return {
    ...task,
    deadline: due && hourOfDay(now, due.days, due.hour, timeZone),
    createdDate: isoInZone(new Date(now.getTime() - createdDaysAgo * 86_400_000), timeZone),
  }
}
