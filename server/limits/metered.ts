import type { AuthorizationServers } from '../bitrix24/types'
import type { Limits } from './limits'
import { proofDeposit } from './limits'

/**
 * The authorization servers, as a stranger may make us ask them: each question leaves a deposit of the address's allowance until it is answered, so there
 * are never many under way. Whether the answer was to their credit shows later: a refusal is counted where it is made.
 * @param stranger asked only when there is something to prove: the key of the address's allowance, or null where nothing is counted
 * @throws AppError `rate_limited` instead of asking
 */
export function meterProofs(authorization: AuthorizationServers, limits: Pick<Limits, 'takeFromAddress' | 'giveBackToAddress'>, stranger: () => string | null): AuthorizationServers {
  return {
    ...authorization,
    async appInfo(...question) {
      const address = stranger()
      if (address === null) return authorization.appInfo(...question)
      limits.takeFromAddress(address, proofDeposit)
      try {
        return await authorization.appInfo(...question)
      }
      finally {
        limits.giveBackToAddress(address, proofDeposit)
      }
    },
  }
}
