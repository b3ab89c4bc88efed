import { AppError } from '#shared/errors'
import type { AppInfo, AppInfoAnswer, AuthorizationServers } from '../../../server/bitrix24/types'
import { RestError } from '../../../server/bitrix24/types'

export const oauthServer = 'https://oauth.test'

/** An authorization server in memory: what it says of each token, and what it makes of each refresh token. */
export function createFakeAuthorization() {
  const answers = new Map<string, AppInfoAnswer>()
  const refreshable = new Map<string, { access: string, refresh: string }>()
  const unavailable = () => new AppError('authorization_unavailable', 'Down', { retryAfter: 15 })

  const fake = {
    /** Tokens asked about, and refresh tokens used. */
    asked: [] as string[],
    refreshed: [] as string[],
    isDown: false,
    /** Never answers. */
    isSilent: false,
    live(token: string, info: Partial<AppInfo> = {}) {
      answers.set(token, { state: 'live', info: {
        clientId: 'app.sidenote', userId: 1, expiresAt: Date.UTC(2026, 10, 21, 9), scopes: 'task,placement', memberId: 'acme',
        clientEndpoint: 'https://acme.test/rest/', origin: 'https://acme.test', installed: true, appVersion: 1, oauthServer, ...info,
      } })
    },
    expired: (token: string) => void answers.set(token, { state: 'expired' }),
    dead: (token: string, code = 'invalid_token') => void answers.set(token, { state: 'dead', code }),
    canRefresh: (refresh: string, pair: { access: string, refresh: string }) => void refreshable.set(refresh, pair),
  }

  const servers: AuthorizationServers = {
    origins: [oauthServer],
    async appInfo(token) {
      fake.asked.push(token)
      if (fake.isSilent) return new Promise(() => {})
      if (fake.isDown) return { state: 'unavailable', error: unavailable() }
      return answers.get(token) ?? { state: 'dead', code: 'invalid_token' }
    },
    async refresh(_server, refresh) {
      fake.refreshed.push(refresh)
      if (fake.isDown) throw unavailable()
      const pair = refreshable.get(refresh)
      if (!pair) throw new RestError('oauth/token', 'invalid_grant', 'No', 400)
      return { ...pair, expiresAt: Date.UTC(2026, 10, 21, 10), clientEndpoint: 'https://acme.test/rest/', memberId: 'acme', userId: 1 }
    },
  }
  return Object.assign(fake, { servers })
}
