import type { MarketApp, StandInControl } from '../../shared/contract'
import { isoInZone } from '../core/clock'
import { issueFor } from '../core/issue'
import { findEntity } from '../crm/store'
import { portalByKey, userOf, type Person, type Portal, type World } from '../core/world'
import { sendToHandlers } from '../events/send'
import { openFrame } from '../frame/open'
import { marketCard } from '../market/card'
import { finishInstall, install, uninstall, update } from '../market/lifecycle'
import { changesControl } from './changes'
import { describe, describeApp, describeToken } from './describe'
import { applyFaults } from './faults'
import { describeRow, placementControl } from './placements'
import { telephonyControl } from './telephony'

export class ControlError extends Error {}

/** What only the process that owns the listeners can do. */
export interface Hands {
  rename: (portal: Portal) => Promise<void>
  reset: (portal: Portal) => void
}

function find(world: World, key: string): Portal {
  const portal = portalByKey(world, key)
  if (!portal) throw new ControlError(`There is no portal "${key}"`)
  return portal
}

function refuse(text: string): never {
  throw new ControlError(text)
}

function person(portal: Portal, id: number): Person {
  const user = userOf(portal, id)
  if (!user) throw new ControlError(`Nobody in "${portal.key}" has the id ${id}`)
  return user
}

const administrator = (portal: Portal): number => portal.users.find(user => user.isAdmin)!.id

/** The handles of tests on a running stand-in; described in the shared contract. */
export function createControl(world: World, hands: Hands): StandInControl {
  const market = (key: string, change: (portal: Portal) => void): MarketApp => {
    const portal = find(world, key)
    change(portal)
    return marketCard(world, portal)
  }
  const some = (key: string | undefined): Portal[] => key === undefined ? world.portals : [find(world, key)]

  return {
    ...telephonyControl(world, { find: key => find(world, key), person, refuse }),
    ...changesControl(world, key => find(world, key)),
    ...placementControl(world, { find: key => find(world, key), refuse }),
    describe: () => describe(world),
    setApp: ({ titles, ...card }) => {
      Object.assign(world.app, card, titles ? { titles } : {})
      return describeApp(world)
    },
    setFaults: ({ portal, faults }) => applyFaults(world, find(world, portal), faults),
    setBehaviour: (behaviour) => {
      world.oauthErrorStatus = behaviour.oauthErrorStatus ?? world.oauthErrorStatus
      world.updateRemovesHandlers = behaviour.updateRemovesHandlers ?? world.updateRemovesHandlers
      world.olderMessenger = behaviour.olderMessenger ?? world.olderMessenger
      const { oauthErrorStatus, updateRemovesHandlers, olderMessenger } = world
      return { oauthErrorStatus, updateRemovesHandlers, olderMessenger }
    },
    journal: ({ portal, kind }) => world.journal.entries(find(world, portal).key).filter(entry => !kind || entry.kind === kind),
    issueToken: ({ portal: key, userId, expiresIn }) => {
      const portal = find(world, key)
      const token = issueFor(world, portal, person(portal, userId).id, { fresh: true, ...expiresIn === undefined ? {} : { expiresIn } })
      return describeToken(world, portal, token)
    },
    revokeTokens: ({ portal }) => world.tokens.revokeAll(find(world, portal).key),
    issuedTokens: ({ portal }) => world.tokens.issuedFor(find(world, portal).key).flatMap(({ access, refresh }) => [access, refresh]),
    issueCode: ({ portal: key, userId }) => {
      const portal = find(world, key)
      return { code: world.tokens.newCode(portal.key, person(portal, userId).id) }
    },
    calls: ({ portal }) => Object.fromEntries(portal === undefined ? world.oauthCalls : find(world, portal).calls),
    clear: ({ portal: key }) => {
      if (key === undefined) world.oauthCalls.clear()
      for (const portal of some(key)) portal.calls.clear()
      world.journal.clear(key)
    },
    placements: ({ portal }) => find(world, portal).placements.map(describeRow),
    handlers: ({ portal }) => find(world, portal).handlers.map(row => ({ ...row })),
    notifications: ({ portal }) => find(world, portal).notifications.map(row => ({ ...row })),
    postToFeed: ({ portal: key, text, userId }) => {
      const portal = find(world, key)
      const post = { id: portal.nextId++, authorId: person(portal, userId ?? administrator(portal)).id, text, at: isoInZone(new Date(), portal.timeZone) }
      portal.feed.unshift(post)
      return { ...post }
    },
    crmValue: ({ portal, entity, id, field }) => findEntity(find(world, portal), entity, id)?.values[field] ?? null,
    sendEvent: ({ portal: key, event, data = {}, userId = null }) => {
      sendToHandlers(world, find(world, key), { event: event.toUpperCase(), data, userId, refresh: userId !== null && event.toUpperCase().startsWith('ONAPP') })
    },
    install: ({ portal }) => market(portal, row => install(world, row)),
    finishInstall: ({ portal, userId }) => market(portal, row => finishInstall(world, row, userId ?? administrator(row))),
    update: ({ portal, userId, removeHandlers }) => market(portal, row => update(world, row, userId ?? administrator(row), removeHandlers)),
    uninstall: ({ portal, clean = false, tokensLiveMs }) => market(portal, row =>
      uninstall(world, row, { clean, ...tokensLiveMs === undefined ? {} : { tokensLiveMs } })),
    launch: ({ portal: key, userId, placement = 'DEFAULT', placementId, options = {}, uri = '', popup = false }) => {
      const portal = find(world, key)
      const id = placementId ?? portal.placements.find(row => row.placement === placement.toUpperCase())?.id
      return openFrame(world, portal, person(portal, userId), { placement, options, uri, popup, ...id === undefined ? {} : { placementId: id } })
    },
    rename: async ({ portal: key }) => {
      const portal = find(world, key)
      await hands.rename(portal)
      return { origin: portal.origin, domain: portal.domain }
    },
    setLanguage: ({ portal, language }) => {
      find(world, portal).language = language
    },
    reset: ({ portal: key }) => {
      for (const portal of some(key)) hands.reset(portal)
      if (key === undefined) world.oauthCalls.clear()
    },
  }
}
