import type { Breaker } from './breaker'
import { createBreaker } from './breaker'
import type { Lanes } from './lanes'
import { createLanes } from './lanes'

type GateOptions = Parameters<typeof createBreaker>[0] & Parameters<typeof createLanes>[0]

/**
 * What stands before every call that leaves this process: a portal or authorization server in trouble is not asked, and one that is slow holds
 * no more of this process than its share.
 */
export function createGate<Key extends string | number>(options: GateOptions): Breaker<Key>['run'] {
  const breaker = createBreaker<Key>(options)
  const lanes: Lanes<Key> = createLanes<Key>(options)
  return async (side, work) => {
    // Before the line and after it: nobody waits for room to be refused, and who has waited may find that the trouble has come.
    breaker.check(side)
    return lanes(side, () => breaker.run(side, work))
  }
}
