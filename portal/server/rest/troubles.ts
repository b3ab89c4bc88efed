import type { Nonsense, PlannedTrouble, RestTrouble } from '../../shared/placements'
import { asText, upperKeys, type Params } from '../core/php'
import { accessDenied, RestError } from './errors'
import { isNonsense } from './nonsense'

/** A planned trouble, and how many calls it was meant for so far. */
export type OpenTrouble = PlannedTrouble & { seen: number }

/** Refusals as documented: "Limits", "System errors", and the page of `placement.bind`. */
const refusals: Record<Exclude<RestTrouble, 'down' | 'lost' | Nonsense>, () => RestError> = {
  QUERY_LIMIT_EXCEEDED: () => new RestError('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503),
  OPERATION_TIME_LIMIT: () => new RestError('OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.', 429),
  OVERLOAD_LIMIT: () => new RestError('OVERLOAD_LIMIT', 'REST API is blocked due to overload.', 503),
  ACCESS_DENIED: () => accessDenied(),
  ERROR_PLACEMENT_MAX_COUNT: () => new RestError('ERROR_PLACEMENT_MAX_COUNT', 'Placement max count', 400),
  ERROR_PLACEMENT_NOT_FOUND: () => new RestError('ERROR_PLACEMENT_NOT_FOUND', 'Placement not found', 400),
  INTERNAL_SERVER_ERROR: () => new RestError('INTERNAL_SERVER_ERROR', 'Internal server error', 500),
}

/**
 * What a call meets of what was planned; it counts for every plan that it fits.
 * @returns the plan of a dropped connection or of nonsense; null when the call goes on
 * @throws RestError the planned refusal
 */
export function meetTrouble(troubles: OpenTrouble[], method: string, params: Params): PlannedTrouble & { trouble: 'down' | 'lost' | Nonsense } | null {
  const placement = asText(upperKeys(params).PLACEMENT).toUpperCase()
  const meant = troubles.filter(plan => (plan.method?.toLowerCase() ?? method) === method && (plan.placement?.toUpperCase() ?? placement) === placement)
  for (const plan of meant) plan.seen += 1
  const met = meant.find(({ seen, after = 0, times = Infinity }) => seen > after && seen <= after + times)
  if (!met) return null
  const { trouble } = met
  if (trouble === 'down' || trouble === 'lost' || isNonsense(trouble)) return { ...met, trouble }
  throw refusals[trouble]()
}
