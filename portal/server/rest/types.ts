import type { Params } from '../core/php'
import type { TokenPair } from '../core/tokens'
import type { Person, Portal, World } from '../core/world'

export interface RestCall {
  world: World
  portal: Portal
  user: Person
  token: TokenPair
  params: Params
}

/** An answer with the paging members beside `result`; without a `total` the counting was switched off. */
export class Paged {
  constructor(readonly result: unknown, readonly total?: number, readonly next?: number) {}
}

export interface RestMethod {
  /** One of these must be granted; absent: any application. */
  scopes?: readonly string[]
  /** Refused inside `batch`. */
  single?: boolean
  run: (call: RestCall) => unknown
}

export type RestMethods = Record<string, RestMethod>
