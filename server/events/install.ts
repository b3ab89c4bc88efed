import type { InboxEvent } from '#db/repositories/events'
import type { PortalsRepository } from '#db/repositories/portals'
import type { TokensRepository } from '#db/repositories/tokens'
import type { AuthorizationServers, RestFor } from '../bitrix24/types'
import { isAdministrator } from '../installation/administrator'
import { hashApplicationToken } from './application-token'
import type { EventMessage } from './message'
import type { OurApp, ProvenSender } from './sender'
import { proveLateSender } from './sender'
import type { Verdict } from './verdict'
import { done, ignored, waiting } from './verdict'

export interface InstallDeps {
  portals: PortalsRepository
  tokens: TokensRepository
  authorization: AuthorizationServers
  restFor: RestFor
  app: OurApp
  clock: () => number
}

/**
 * Obeys ONAPPINSTALL and ONAPPUPDATE: the portal, its administrator's tokens and its application token become the
 * stored ones, and the portal is installed as soon as Bitrix24 calls it so. It may come before the installer's page,
 * after it or never; all three end the same.
 * @see api-reference/common/events/on-app-install, on-app-update
 */
export async function obeyInstall(event: InboxEvent, message: EventMessage, deps: InstallDeps): Promise<Verdict> {
  const known = await deps.portals.findByMemberId(event.memberId)
  if (known && event.ts < known.lastEventTs) return ignored('outdated')

  const proof = await proveLateSender(message, deps.authorization, deps.app)
  if (proof.state === 'foreign') return ignored(proof.reason)
  if (proof.state !== 'proven') return waiting('authorization_unavailable')
  return adoptPortal(event, message, proof.sender, deps)
}

async function adoptPortal(event: InboxEvent, message: EventMessage, { info, pair }: ProvenSender, deps: InstallDeps): Promise<Verdict> {
  const { portals, tokens, restFor, clock } = deps
  const { memberId, clientEndpoint, origin, oauthServer, scopes, appVersion } = info
  const portal = await portals.record({ memberId, clientEndpoint, origin, oauthServer, scopes, appVersion }, clock())
  // A launch may have brought this person a younger pair while the event was on its way.
  const stored = await tokens.find(portal.id, info.userId)
  if (stored?.state !== 'live' || stored.expiresAt < pair.expiresAt) await tokens.save(portal.id, info.userId, pair, clock())
  if (portal.status === 'uninstalled') await portals.reopen(portal.id, clock())

  // An employee's token proves the portal too; only an administrator's may set what later events are measured by.
  if (!await isAdministrator(restFor(portal.id, info.userId))) return ignored('sender_no_administrator')

  await portals.adopt(portal.id, { userId: info.userId, applicationTokenHash: null, language: message.language }, clock())
  await portals.rotateApplicationToken(portal.id, hashApplicationToken(message.applicationToken, memberId), event.ts, clock())
  if (!info.installed) return done('installation_unfinished')
  await portals.markInstalled(portal.id, clock(), event.ts)
  return done('installed')
}
