import type { Faults, PortalLanguage, PortalPost, PortalTask } from '../../shared/contract'
import type { SeedProject, SeedUser } from '../../data/types'
import type { AppCard } from '../options'
import type { Crm } from '../crm/store'
import type { PortalEvent } from '../../shared/calendar'
import type { Messenger } from '../messenger/chats'
import type { OpenTrouble } from '../rest/troubles'
import type { Telephony } from '../telephony/calls'
import type { LeakyBucket } from './bucket'
import type { Journal } from './journal'
import type { Params } from './php'
import type { TokenStore } from './tokens'

/** The row of an application in one portal. It exists from "Install" to "Delete". */
export interface Installation {
  version: number
  /** INSTALLED=Y. */
  finished: boolean
  status: string
  scopes: string[]
  applicationToken: string
}

export interface PlacementRow {
  id: number
  placement: string
  userId: number
  handler: string
  title: string
  description: string
  groupName: string
  langAll: Record<string, { TITLE: string, DESCRIPTION: string, GROUP_NAME: string }>
  options: Params
}

export interface HandlerRow {
  id: number
  event: string
  handler: string
  /** 0: tokens of whoever acted. */
  authType: number
}

export interface Notification {
  id: number
  kind: 'system' | 'personal'
  from: number
  to: number
  message: string
  tag: string
  /** They looked at it. */
  read: boolean
  at: string
}

/** One opened frame: what its later commands need. */
export interface OpenedFrame {
  appSid: string
  userId: number
  placement: string
}

export type Person = SeedUser & { photo: string, active: boolean }

export interface Portal {
  key: string
  name: string
  language: PortalLanguage
  timeZone: string
  memberId: string
  licence: string
  appId: number
  /** `127.0.0.1:4101`; changes when the portal is renamed. */
  domain: string
  origin: string
  users: Person[]
  projects: (SeedProject & { closed: boolean })[]
  tasks: PortalTask[]
  /** Deleted tasks, which an administrator can bring back. */
  recycleBin: PortalTask[]
  crm: Crm
  events: PortalEvent[]
  telephony: Telephony
  messenger: Messenger
  /** Slow loads of background workers, by registration. */
  slowWorkers: Map<number, { day: string, loads: number }>
  installation: Installation | null
  /** Until when the authorization server has not yet heard of a deletion (milliseconds). */
  forgottenAt: number
  /** How often the app was installed or updated here: each time gives another application token. */
  tokenTurn: number
  placements: PlacementRow[]
  handlers: HandlerRow[]
  appOptions: Params
  userOptions: Map<number, Params>
  /** `<user>:<version>` of those who have run this version once. */
  ranOnce: Set<string>
  frames: Map<string, OpenedFrame>
  notifications: Notification[]
  /** Newest first. */
  feed: PortalPost[]
  faults: Faults
  /** Planned by tests, for calls to come. */
  troubles: OpenTrouble[]
  bucket: LeakyBucket
  calls: Map<string, number>
  operating: Map<string, { since: number, seconds: number }>
  nextId: number
}

export interface World {
  app: AppCard
  oauthOrigin: string
  portals: Portal[]
  tokens: TokenStore
  journal: Journal
  tokenLifetime: number
  /** The documentation names codes, not HTTP statuses: clients must live with 400 and with 200. */
  oauthErrorStatus: 200 | 400
  /** Documentation: event handlers are removed on update. Published sources: they stay. */
  updateRemovesHandlers: boolean
  /** Messenger before im 25.1600, which still calls the handlers of IM_SMILES_SELECTOR. */
  olderMessenger: boolean
  oauthCalls: Map<string, number>
  /** Aborted when the stand-in closes, so that nothing is delivered after. */
  closing: AbortController
}

export const portalByKey = (world: World, key: string): Portal | undefined => world.portals.find(portal => portal.key === key)

export const userOf = (portal: Portal, id: number): Person | undefined => portal.users.find(user => user.id === id)

export const isInstalled = (portal: Portal): boolean => portal.installation?.finished === true

export const clientEndpoint = (portal: Portal): string => `${portal.origin}/rest/`

export const serverEndpoint = (world: World): string => `${world.oauthOrigin}/rest/`

/** Name of the app as this portal shows it. */
export const appTitle = (world: World, portal: Portal): string => world.app.titles[portal.language] ?? world.app.name

export function count(calls: Map<string, number>, name: string): void {
  calls.set(name, (calls.get(name) ?? 0) + 1)
}

/**
 * A person sees a task they have a part in, one of a project they belong to, and everything as an administrator.
 */
export function canSeeTask(portal: Portal, user: Person, task: PortalTask): boolean {
  if (user.isAdmin) return true
  if ([task.createdBy, task.responsibleId, ...task.accompliceIds, ...task.auditorIds].includes(user.id)) return true
  return portal.projects.find(project => project.id === task.groupId)?.memberIds.includes(user.id) ?? false
}

export const canSeeProject = (user: Person, project: SeedProject): boolean =>
  user.isAdmin || !project.secret || project.memberIds.includes(user.id)
