import type { CallRecord } from '../../../shared/telephony'
import { asRecord, asText, upperKeys, type Params } from '../../core/php'
import type { World } from '../../core/world'
import { accessDenied } from '../errors'
import { pageOf } from '../paging'
import { matchesRow, sortRows } from '../rows'
import type { Paged, RestCall, RestMethods } from '../types'

/** A call as the statistic answers it: everything a string or null. */
function recordFields(world: World, appId: number, record: CallRecord): Params {
  return {
    ID: String(record.id),
    PORTAL_USER_ID: String(record.userId),
    PORTAL_NUMBER: record.lineNumber,
    PHONE_NUMBER: record.phone,
    CALL_ID: record.callId,
    EXTERNAL_CALL_ID: record.externalId,
    CALL_CATEGORY: 'external',
    CALL_LOG: null,
    CALL_DURATION: String(record.seconds),
    CALL_START_DATE: record.startedAt,
    CALL_RECORD_URL: record.external ? null : '',
    CALL_VOTE: null,
    COST: '0.0000',
    COST_CURRENCY: '',
    CALL_FAILED_CODE: record.code,
    CALL_FAILED_REASON: '',
    CRM_ENTITY_TYPE: record.entity?.type ?? null,
    CRM_ENTITY_ID: record.entity ? String(record.entity.id) : null,
    CRM_ACTIVITY_ID: record.activityId === null ? null : String(record.activityId),
    REST_APP_ID: record.external ? String(appId) : null,
    REST_APP_NAME: record.external ? world.app.name : null,
    TRANSCRIPT_ID: null,
    TRANSCRIPT_PENDING: 'N',
    SESSION_ID: null,
    REDIAL_ATTEMPT: null,
    COMMENT: null,
    RECORD_DURATION: null,
    RECORD_FILE_ID: null,
    CALL_TYPE: String(record.type),
  }
}

/** A number or a moment, to be compared. */
function measure(name: string, value: unknown): number {
  return name === 'CALL_START_DATE' ? Date.parse(asText(value)) : Number(asText(value))
}

/** The filters with a range: `>`, `>=`, `<`, `<=`, `><` (both ends included) and `!><`. */
function inRange(row: Params, key: string, wanted: unknown): boolean | undefined {
  const [, not, operator, name = ''] = /^(!?)(><|>=|<=|>|<)(.+)$/.exec(key) ?? []
  if (!operator) return undefined
  const value = measure(name, row[name])
  const [first, last] = Object.values(asRecord(wanted)).map(one => measure(name, one))
  if (operator === '><') return (value >= (first ?? Number.NaN) && value <= (last ?? Number.NaN)) !== (not === '!')
  const bound = measure(name, wanted)
  return { '>=': value >= bound, '>': value > bound, '<=': value <= bound, '<': value < bound }[operator]
}

function get({ world, portal, user, params }: RestCall): Paged {
  if (!portal.telephony.viewers.has(user.id)) throw accessDenied()
  const given = upperKeys(params)
  const filter = Object.entries(upperKeys(asRecord(given.FILTER)))
  const rows = portal.telephony.records
    .map(record => recordFields(world, portal.appId, record))
    .filter(row => filter.every(([key, wanted]) => inRange(row, key, wanted) ?? matchesRow(row, { [key]: wanted })))
  // CALL_TYPE is filtered by, but nothing is sorted by it.
  const field = asText(given.SORT).toUpperCase()
  const sorted = field && field !== 'CALL_TYPE' ? sortRows(rows, field, given.ORDER) : rows
  return pageOf(sorted, given.START, page => page)
}

/** Source: `voximplant-statistic-get` of the REST documentation. Without the right to see the statistic: ACCESS_DENIED. */
export const statisticMethods: RestMethods = {
  'voximplant.statistic.get': { scopes: ['telephony'], run: get },
}
