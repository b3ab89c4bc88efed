import type { Portal } from '#db/repositories/portals'
import type { TokensRepository } from '#db/repositories/tokens'
import { AppError } from '#shared/errors'
import type { TokenKeeper } from '../bitrix24/token-keeper'
import type { AuthorizationServers } from '../bitrix24/types'

export interface ProbeDeps {
  tokens: Pick<TokensRepository, 'find' | 'recentUsers'>
  authorization: AuthorizationServers
  tokenKeeper: Pick<TokenKeeper, 'refresh'>
  clock: () => number
}

export type Life = 'alive' | 'gone' | 'unsure'

/** Beside the installer's: one person's token also dies when they leave the company. */
const otherVoices = 3

/** Refusals that say something of our app or the portal's bill, not that the app was removed. */
const unclearCodes = new Set(['PAYMENT_REQUIRED', 'invalid_client', 'insufficient_scope'])

/**
 * Whether the app is still on a portal. The application token passes through every browser, so an uninstall event
 * proves little; that the portal's tokens are dead proves it (DESIGN §5.3).
 * @returns `gone` only when every token asked about is dead; `unsure` when a server could not be asked
 */
export async function probePortal(portal: Portal, deps: ProbeDeps): Promise<Life> {
  const others = await deps.tokens.recentUsers(portal.id, otherVoices)
  const voices = new Set(portal.installerId === null ? others : [portal.installerId, ...others])
  let life: Life = 'gone'
  for (const userId of voices) {
    const voice = await probeToken(portal, userId, deps)
    if (voice === 'alive') return 'alive'
    if (voice === 'unsure') life = 'unsure'
  }
  return life
}

async function probeToken(portal: Portal, userId: number, { tokens, authorization, tokenKeeper, clock }: ProbeDeps): Promise<Life> {
  const stored = await tokens.find(portal.id, userId)
  if (!stored || stored.state === 'dead') return 'gone'
  const answer = await authorization.appInfo(stored.access, portal.oauthServer)
  if (answer.state === 'live') return 'alive'
  if (answer.state === 'unavailable') return 'unsure'
  if (answer.state === 'dead' && unclearCodes.has(answer.code)) return 'unsure'
  // An access token that had run out anyway proves nothing by being refused: its refresh token decides.
  if (answer.state === 'dead' && stored.expiresAt > clock()) return 'gone'
  try {
    await tokenKeeper.refresh(portal.id, userId, stored.version)
    return 'alive'
  }
  catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.code === 'portal_access_lost' ? 'gone' : 'unsure'
  }
}
