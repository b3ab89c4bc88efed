import type { FrameDescription, OpenFrameRequest, OpenFrameResponse } from '../../shared/contract'
import { deniedInPlacement, deniedInPopup, placementFacts, userfieldCommands } from '../../data/placements'
import { issueFor } from '../core/issue'
import type { Params } from '../core/php'
import { newId } from '../core/random'
import type { TokenPair } from '../core/tokens'
import { isInstalled, serverEndpoint, type Installation, type Person, type Portal, type World } from '../core/world'
import { initData } from './initData'
import { applicationOptions, widgetOptions } from './options'

const rememberedFrames = 500

const notInstalled: Record<string, string> = {
  en: 'The application is not fully installed yet. Please contact your Bitrix24 administrator.',
  de: 'Die Anwendung ist noch nicht vollständig installiert. Bitte wenden Sie sich an Ihren Bitrix24-Administrator.',
}

export class FrameRefused extends Error {}

/**
 * Opens the app for a person: new tokens, new APP_SID, and everything the portal's page prints into form and frame.
 * Source: published template and component of `app.layout`.
 */
export function openFrame(world: World, portal: Portal, user: Person, request: OpenFrameRequest): OpenFrameResponse {
  const installation = portal.installation
  const installing = installation !== null && !installation.finished && world.app.installUrl !== '' && user.isAdmin
  if (!installation || (!isInstalled(portal) && !installing)) {
    return { kind: 'not-installed', message: notInstalled[portal.language] ?? notInstalled.en! }
  }
  const placement = request.placement.toUpperCase() || 'DEFAULT'
  const url = handlerUrl(world, portal, placement, request, installing)
  const options = placement === 'DEFAULT'
    ? applicationOptions(request.options, portal.appId)
    : widgetOptions(request.options, request.uri, placementFacts[placement]?.uri ?? true)
  const token = issueFor(world, portal, user.id)
  const appSid = newId()
  remember(portal, appSid, user.id, placement)

  const frame = describe({ world, portal, user, installation, placement, url, options, token, appSid, installing, popup: request.popup === true })
  world.journal.add(portal.key, {
    kind: 'launch', direction: 'out', title: placement, outcome: installing ? 'installer' : 'ok',
    detail: { action: frame.action, user: user.id, fields: Object.fromEntries(frame.fields) },
  })
  return { kind: 'frame', frame }
}

/** Installer while installing; else the widget's handler; else the application URL. Sliders always get the last. */
function handlerUrl(world: World, portal: Portal, placement: string, request: OpenFrameRequest, installing: boolean): string {
  if (installing) return world.app.installUrl
  if (placement === 'DEFAULT') return world.app.url
  const row = placement === 'USERFIELD_TYPE'
    ? portal.crm.types.find(type => type.id === request.placementId)
    : portal.placements.find(candidate => candidate.placement === placement && candidate.id === request.placementId)
  if (!row) throw new FrameRefused(`No handler ${request.placementId ?? '(none)'} of ${placement} is registered`)
  return row.handler
}

interface Opening {
  world: World
  portal: Portal
  user: Person
  installation: Installation
  placement: string
  url: string
  options: Params
  token: TokenPair
  appSid: string
  installing: boolean
  popup: boolean
}

function describe(opening: Opening): FrameDescription {
  const { world, portal, placement, url, appSid, popup } = opening
  const facts = placementFacts[placement]
  const query = new URLSearchParams({ DOMAIN: portal.domain, PROTOCOL: '0', LANG: portal.language, APP_SID: appSid })
  return {
    action: `${url}${url.includes('?') ? '&' : '?'}${query}`,
    name: `${portal.domain}|0|${appSid}`,
    appSid,
    fields: formFields(opening),
    appOrigin: new URL(world.app.url).origin,
    commands: placement === 'USERFIELD_TYPE' ? [...userfieldCommands] : [...facts?.commands ?? []],
    events: [...facts?.events ?? []],
    messages: [...facts?.messages ?? []],
    denied: [...placement === 'DEFAULT' ? [] : deniedInPlacement, ...popup ? deniedInPopup : []],
    initData: initData(opening),
  }
}

/** The hidden fields, in the template's order. Older on-premise portals send fewer (fault `legacyForm`). */
function formFields({ world, portal, installation, placement, options, token }: Opening): [string, string][] {
  const newer: [string, string][] = [
    ['SERVER_ENDPOINT', serverEndpoint(world)],
    ['APPLICATION_TOKEN', installation.applicationToken],
    ['APPLICATION_SCOPE', installation.scopes.join(',')],
  ]
  return [
    ['AUTH_ID', token.access],
    ['AUTH_EXPIRES', String(token.expiresIn)],
    ['REFRESH_ID', token.refresh],
    ...portal.faults.legacyForm ? [] : newer,
    ['member_id', portal.memberId],
    ['status', installation.status],
    ['PLACEMENT', placement],
    ...Object.keys(options).length > 0 ? [['PLACEMENT_OPTIONS', JSON.stringify(options)] as [string, string]] : [],
  ]
}

function remember(portal: Portal, appSid: string, userId: number, placement: string): void {
  portal.frames.set(appSid, { appSid, userId, placement })
  for (const oldest of portal.frames.keys()) {
    if (portal.frames.size <= rememberedFrames) break
    portal.frames.delete(oldest)
  }
}
