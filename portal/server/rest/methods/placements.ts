import { placementFacts } from '../../../data/placements'
import { asRecord, asText, upperKeys } from '../../core/php'
import { placementTitle } from '../../core/titles'
import type { PlacementRow, Portal } from '../../core/world'
import { accessDenied, RestError, wrongArgument } from '../errors'
import type { RestCall, RestMethods } from '../types'
import { checkHandlerUrl } from './handlerUrl'
import { keepOptions } from './placementOptions'
import { placementTexts } from './placementTexts'

function administrator({ user }: RestCall): void {
  if (!user.isAdmin) throw accessDenied()
}

/** Codes that the portal's product knows. */
function knownCodes({ faults }: Portal): string[] {
  return Object.keys(placementFacts).filter(code => !faults.refusePlacements.includes(code))
}

/** Codes open to the granted scopes. `placement` itself is asked for by the method. */
function grantedCodes({ portal, token }: RestCall): string[] {
  const scopes = token.scope.split(',')
  return knownCodes(portal).filter(code => placementFacts[code]!.scope === null || scopes.includes(placementFacts[code]!.scope))
}

function bind(call: RestCall): true {
  administrator(call)
  const { portal } = call
  const given = upperKeys(call.params)
  const placement = asText(given.PLACEMENT).toUpperCase()
  const handler = asText(given.HANDLER)
  if (!placement) throw wrongArgument('PLACEMENT')
  if (!handler) throw wrongArgument('HANDLER')
  const facts = placementFacts[placement]
  if (!facts || !grantedCodes(call).includes(placement)) {
    throw new RestError('ERROR_PLACEMENT_NOT_FOUND', 'Placement not found', 400)
  }
  checkHandlerUrl(handler)
  const userId = Number(asText(given.USER_ID)) || 0
  if (userId > 0 && !facts.userMode) throw new RestError('ERROR_PLACEMENT_USER_MODE', 'User mode is not available for this placement', 400)
  const options = keepOptions(facts, asRecord(given.OPTIONS))
  const same = portal.placements.filter(row => row.placement === placement)
  // The count is checked first; the doubled record fails only when it is written.
  if (same.filter(row => row.userId === userId).length >= facts.max) {
    throw new RestError('ERROR_PLACEMENT_MAX_COUNT', 'Placement max count', 400)
  }
  if (same.some(row => row.handler === handler && row.userId === userId)) {
    throw new RestError('ERROR_CORE', 'Unable to set placement handler: Handler already binded', 400)
  }
  portal.placements.push({ id: portal.nextId++, placement, userId, handler, options, ...placementTexts(given) })
  return true
}

function get(call: RestCall): unknown {
  administrator(call)
  return call.portal.placements.map(row => ({
    id: row.id,
    placement: row.placement,
    userId: row.userId,
    handler: row.handler,
    options: Object.keys(row.options).length === 0 ? [] : row.options,
    title: placementTitle(row, call.portal.language),
    description: row.description,
    langAll: Object.keys(row.langAll).length === 0 ? [] : row.langAll,
  }))
}

/** `count` grows by one per record found and by one per record removed. */
function unbind(call: RestCall): { count: number } {
  administrator(call)
  const { portal } = call
  const given = upperKeys(call.params)
  const placement = asText(given.PLACEMENT).toUpperCase()
  if (!placement) throw wrongArgument('PLACEMENT')
  const handler = asText(given.HANDLER)
  const goes = (row: PlacementRow): boolean => row.placement === placement
    && (!handler || row.handler === handler)
    && (given.USER_ID === undefined || row.userId === Number(asText(given.USER_ID)))
  const removed = portal.placements.filter(goes).length
  portal.placements = portal.placements.filter(row => !goes(row))
  return { count: removed * 2 }
}

function list(call: RestCall): string[] {
  const given = upperKeys(call.params)
  if (['true', '1', 'Y'].includes(asText(given.FULL))) return knownCodes(call.portal)
  const scope = asText(given.SCOPE)
  const codes = grantedCodes(call)
  return scope ? codes.filter(code => (placementFacts[code]?.scope ?? 'placement') === scope) : codes
}

/** Source: "Widgets, Placement methods" of the REST documentation. */
export const placementMethods: RestMethods = {
  // Several integrators report that batch refuses this one; the documentation is silent, so the stricter reading is imitated.
  'placement.bind': { scopes: ['placement'], single: true, run: bind },
  'placement.get': { scopes: ['placement'], run: get },
  'placement.unbind': { scopes: ['placement'], run: unbind },
  'placement.list': { scopes: ['placement'], run: list },
}
