import type { BoundPlacement } from './contract'

/**
 * Answers that are none of Bitrix24's: a login page, a proxy's 502, no body, JSON of other types, ten megabytes, an answer that breaks off, one
 * that never ends, a redirect.
 */
export type Nonsense = 'html' | 'bad_gateway' | 'empty' | 'wrong_types' | 'huge' | 'cut_off' | 'trickle' | 'redirect'

/** What a REST call can meet: a documented refusal, a connection that is dropped before anything is done or after it, or nonsense. */
export type RestTrouble =
  | 'QUERY_LIMIT_EXCEEDED' | 'OPERATION_TIME_LIMIT' | 'OVERLOAD_LIMIT' | 'ACCESS_DENIED' | 'ERROR_PLACEMENT_MAX_COUNT' | 'ERROR_PLACEMENT_NOT_FOUND' | 'INTERNAL_SERVER_ERROR'
  | 'down' | 'lost' | Nonsense

/** Trouble for some of the coming calls. Calls are counted from when it is planned, refused ones too. */
export interface PlannedTrouble {
  trouble: RestTrouble
  /** Only calls of this method; what is inside a batch is part of the call `batch`. */
  method?: string
  /** Only calls with this PLACEMENT. */
  placement?: string
  /** So many of them pass first. */
  after?: number
  /** So many of them meet it, then it is over; absent, it lasts. */
  times?: number
  /** Where `redirect` leads; the portal's own start page when absent. */
  to?: string
}

/** Controls of placements; `portal` is a portal's key. */
export interface PlacementControl {
  /** Trouble in the middle of what an app does. A plan replaces the one before; an empty one ends it. */
  planTroubles: (args: { portal: string, troubles: PlannedTrouble[] }) => void
  /** `placement.bind` by somebody else who has the app's tokens: another copy of the app, a developer trying something. `titles` by language. */
  bindPlacement: (args: { portal: string, placement: string, handler: string, titles?: Record<string, string>, options?: Record<string, unknown>, userId?: number }) => BoundPlacement
  /** `placement.unbind` by the same; every handler of the placement when none is named. */
  unbindPlacement: (args: { portal: string, placement: string, handler?: string }) => { count: number }
  /** The first registration of the placement goes and comes back changed. */
  changePlacement: (args: { portal: string, placement: string, handler?: string, titles?: Record<string, string>, options?: Record<string, unknown> }) => BoundPlacement
}
