import * as v from 'valibot'
import { AppError } from '#shared/errors'
import type { Rest, RestParams } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'
import { AnsweredIdSchema } from '../subjects/kinds/types'

/** Calls that Bitrix24 answers at once, and how many more such answers the two batches of a report ask for at most. */
const pageSize = 50
const firstBatch = 9
const batchSize = 20

/** A call of the portal's statistic. `at` is milliseconds since 1970. */
export interface StatisticCall { ids: string[], person: number, at: number }

const CallsSchema = v.array(v.object({
  CALL_ID: v.fallback(v.string(), ''),
  EXTERNAL_CALL_ID: v.fallback(v.string(), ''),
  /** 0 for a call that nobody took. */
  PORTAL_USER_ID: v.fallback(AnsweredIdSchema, 0),
  CALL_START_DATE: v.pipe(v.string(), v.transform(Date.parse), v.number()),
}))

/** The person may not see the statistic, which is normal (api-reference/telephony/voximplant-statistic-get), or the portal has none. */
const closed: ReadonlySet<string> = new Set(['ACCESS_DENIED', 'insufficient_scope', 'ERROR_METHOD_NOT_FOUND'])

/**
 * The portal's calls that began in `[from, to)`, newest first, as far as one report reads.
 * @param rest speaks for the viewer, who needs the right to see the statistic
 * @returns null when they have it not; `complete` is false when there were more
 * @throws AppError `portal_refused`, or when the portal cannot be asked
 */
export async function readStatistic(rest: Rest, from: number, to: number): Promise<{ calls: StatisticCall[], complete: boolean } | null> {
  const page = (number: number) => ({ method: 'voximplant.statistic.get', params: paramsOf(from, to, number * pageSize) })
  try {
    const pages = [readCalls(await rest.call(page(0).method, page(0).params))]
    for (const size of [firstBatch, batchSize]) {
      if (pages.at(-1)!.length < pageSize) break
      const commands = Object.fromEntries(Array.from({ length: size }, (_, index) => [`page${index}`, page(pages.length + index)]))
      for (const outcome of Object.values(await rest.batch(commands))) {
        if (!outcome.ok) throw outcome.error
        pages.push(readCalls(outcome.result))
      }
    }
    return { calls: pages.flat(), complete: pages.at(-1)!.length < pageSize }
  }
  catch (error) {
    if (!(error instanceof RestError)) throw error
    if (closed.has(error.code)) return null
    throw new AppError('portal_refused', `The portal does not tell its calls (${error.code})`, { cause: error })
  }
}

/** @throws AppError `portal_refused`: a report that leaves out what it cannot read would be wrong */
function readCalls(answer: unknown): StatisticCall[] {
  const calls = v.safeParse(CallsSchema, answer)
  if (!calls.success) throw new AppError('portal_refused', 'voximplant.statistic.get answered in a shape that is not documented')
  return calls.output.map(call => ({ ids: [call.CALL_ID, call.EXTERNAL_CALL_ID].filter(Boolean), person: call.PORTAL_USER_ID, at: call.CALL_START_DATE }))
}

function paramsOf(from: number, to: number, start: number): RestParams {
  return {
    FILTER: { '>=CALL_START_DATE': new Date(from).toISOString(), '<CALL_START_DATE': new Date(to).toISOString() },
    SORT: 'CALL_START_DATE', ORDER: 'DESC', start,
  }
}
