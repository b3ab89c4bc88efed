import type { CallEntity } from '../../../shared/telephony'
import { asText, upperKeys, type Params } from '../../core/php'
import { userOf, type Person, type Portal } from '../../core/world'
import { callerNames, callersWith, digitsOf } from '../../telephony/callers'
import { endCall, hideCard, startCall, type LiveCall } from '../../telephony/calls'
import { RestError } from '../errors'
import type { RestCall, RestMethods } from '../types'

const refused = (text: string): RestError => new RestError('ERROR_CORE', text)
const directions = { 1: 'outgoing', 2: 'incoming', 3: 'incoming', 4: 'callback' } as const
const entityTypes: CallEntity['type'][] = ['CONTACT', 'COMPANY', 'LEAD']
const repeatWithinMs = 30 * 60_000

function userIn(portal: Portal, given: Params): Person {
  if (!asText(given.USER_ID) && !asText(given.USER_PHONE_INNER)) throw refused('USER_ID or USER_PHONE_INNER should be set')
  const user = userOf(portal, Number(asText(given.USER_ID)))
  if (!user) throw refused('User is not found or is not active')
  return user
}

function entityIn(portal: Portal, given: Params): CallEntity | null {
  const type = entityTypes.find(one => one === asText(given.CRM_ENTITY_TYPE).toUpperCase())
  const id = Number(asText(given.CRM_ENTITY_ID))
  return type && id ? { type, id } : callersWith(portal, asText(given.PHONE_NUMBER))[0] ?? null
}

/** The same call, registered again: the number, the person and the external id say so. */
const repeated = (portal: Portal, userId: number, phone: string, externalId: string | null): LiveCall | undefined =>
  portal.telephony.live.findLast(call => call.external && !call.finished && call.userId === userId && digitsOf(call.phone) === digitsOf(phone)
    && call.externalId === externalId && Date.now() - Date.parse(call.startedAt) < repeatWithinMs)

function register({ portal, params }: RestCall): Record<string, unknown> {
  const given = upperKeys(params)
  const user = userIn(portal, given)
  const type = Number(asText(given.TYPE)) as keyof typeof directions
  if (!(type in directions)) throw refused('Unknown TYPE')
  const phone = asText(given.PHONE_NUMBER)
  if (!digitsOf(phone)) throw refused('Unsupported phone number format')
  if (asText(given.CALL_START_DATE) && Number.isNaN(Date.parse(asText(given.CALL_START_DATE)))) throw refused('CALL_START_DATE should be in the ISO-8601 format')
  const externalId = asText(given.EXTERNAL_CALL_ID) || null
  const line = asText(given.LINE_NUMBER)
  const call = repeated(portal, user.id, phone, externalId) ?? Object.assign(
    startCall(portal, { userId: user.id, phone, direction: directions[type], crm: entityIn(portal, given), ...line ? { line } : {} }),
    { external: true, externalId, type, ...asText(given.CALL_START_DATE) ? { startedAt: asText(given.CALL_START_DATE) } : {} },
  )
  if (asText(given.SHOW) === '0') call.shownTo.delete(user.id)
  return { CALL_ID: call.id, CRM_CREATED_LEAD: null, CRM_CREATED_ENTITIES: [], CRM_ENTITY_TYPE: call.entity?.type ?? null, CRM_ENTITY_ID: call.entity?.id ?? null }
}

const callIn = (portal: Portal, given: Params): LiveCall | undefined => portal.telephony.live.find(call => call.external && call.id === asText(given.CALL_ID))

const peopleIn = (given: Params, call: LiveCall): number[] => given.USER_ID === undefined
  ? [call.userId]
  : Array.isArray(given.USER_ID) ? given.USER_ID.map(Number) : [Number(asText(given.USER_ID))]

/** Shows or hides the card; false for a call that is not there. */
const turn = (change: (portal: Portal, call: LiveCall, userId: number) => void) => ({ portal, params }: RestCall): boolean => {
  const given = upperKeys(params)
  const call = callIn(portal, given)
  if (!call) return false
  for (const id of peopleIn(given, call)) change(portal, call, id)
  return true
}

/** `CALL_START_DATE` comes as `{}`: a PHP object that nobody wrote out. */
function finish({ world, portal, params }: RestCall): Record<string, unknown> {
  const given = upperKeys(params)
  if (typeof given.CALL_ID !== 'string') throw new RestError('INVALID_ARGUMENT', 'CALL_ID must be a string')
  const user = userIn(portal, given)
  const call = callIn(portal, given)
  if (!call || call.finished) throw refused('Call is not found (call should be registered prior to finishing)')
  const seconds = Number(asText(given.DURATION)) || 0
  const code = asText(given.STATUS_CODE) || (seconds > 0 ? '200' : '304')
  endCall(portal, call, { seconds, userId: user.id, failedCode: code })
  for (const id of call.shownTo) hideCard(portal, call, id)
  return {
    CALL_ID: call.id, EXTERNAL_CALL_ID: call.externalId, PORTAL_USER_ID: user.id, PHONE_NUMBER: call.phone, PORTAL_NUMBER: call.lineNumber,
    INCOMING: String(call.type), CALL_DURATION: seconds, CALL_START_DATE: {}, CALL_STATUS: code === '200' ? 1 : 0, CALL_VOTE: Number(asText(given.VOTE)),
    COST: Number(asText(given.COST)), COST_CURRENCY: asText(given.COST_CURRENCY), CALL_FAILED_CODE: code, CALL_FAILED_REASON: asText(given.FAILED_REASON),
    REST_APP_ID: String(portal.appId), REST_APP_NAME: world.app.name, CRM_ACTIVITY_ID: call.activityId, COMMENT: null,
    CRM_ENTITY_TYPE: call.entity?.type ?? null, CRM_ENTITY_ID: call.entity?.id ?? null, ID: portal.telephony.records.at(-1)?.id,
  }
}

function searchCrmEntities({ portal, params }: RestCall): Record<string, unknown>[] {
  const phone = asText(upperKeys(params).PHONE_NUMBER)
  if (!phone) throw refused('PHONE_NUMBER is empty')
  return callersWith(portal, phone).map((entity) => {
    const { name, responsibleId } = callerNames(portal, entity)
    return {
      CRM_ENTITY_TYPE: entity.type, CRM_ENTITY_ID: entity.id, ASSIGNED_BY_ID: responsibleId, NAME: name,
      ASSIGNED_BY: { ID: String(responsibleId), TIMEMAN_STATUS: 'CLOSED', USER_PHONE_INNER: null, WORK_PHONE: null, PERSONAL_PHONE: null, PERSONAL_MOBILE: null },
    }
  })
}

/** Source: "Telephony, External calls" of the REST documentation, one page per method. */
export const telephonyMethods: RestMethods = {
  'telephony.externalcall.register': { scopes: ['telephony'], run: register },
  'telephony.externalcall.finish': { scopes: ['telephony'], run: finish },
  'telephony.externalcall.show': { scopes: ['telephony'], run: turn((_portal, call, id) => void call.shownTo.add(id)) },
  'telephony.externalcall.hide': { scopes: ['telephony'], run: turn(hideCard) },
  'telephony.externalcall.searchcrmentities': { scopes: ['telephony'], run: searchCrmEntities },
  'telephony.externalline.get': {
    scopes: ['telephony'],
    run: ({ portal }) => portal.telephony.lines.map(({ number, name }) => ({ NUMBER: number, NAME: name, CRM_AUTO_CREATE: 'N' })),
  },
}
