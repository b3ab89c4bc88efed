import { randomBytes } from 'node:crypto'
import type { CallRecord } from '../../shared/telephony'
import type { PortalSeed } from '../../data/types'
import { momentIn } from '../core/clock'
import type { Telephony } from './calls'

const firstActivity = 301

/** Lines, the statistic of the last two weeks, and who may see it, as a portal starts. */
export function createTelephony({ telephony, timeZone, users }: Pick<PortalSeed, 'telephony' | 'timeZone' | 'users'>): Telephony {
  const now = new Date()
  const station = randomBytes(8).toString('hex').toUpperCase()
  const records = telephony.calls
    .map(({ daysAgo, time, ...call }) => ({ ...call, startedAt: momentIn(now, -daysAgo, time, timeZone) }))
    .sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt))
    .map((call, index): CallRecord => ({
      id: index + 1,
      callId: `${station}.${Date.parse(call.startedAt) / 1000}.${11_438_000 + index}`,
      userId: call.userId,
      lineNumber: telephony.lines[0]!.number,
      phone: call.phone,
      type: call.type,
      seconds: call.seconds,
      startedAt: call.startedAt,
      code: call.code ?? (call.seconds > 0 ? '200' : '304'),
      entity: call.entity ?? null,
      activityId: call.entity ? firstActivity + index : null,
      external: false,
      externalId: null,
    }))
  return { lines: telephony.lines, live: [], records, viewers: new Set(users.filter(user => user.isAdmin).map(user => user.id)) }
}
