import { phpToScript, type Params } from '../core/php'
import type { TokenPair } from '../core/tokens'
import type { Installation, Person, Portal } from '../core/world'

export const ranOnceKey = (userId: number, installation: Installation): string => `${userId}:${installation.version}`

export interface InitDataInput {
  portal: Portal
  user: Person
  installation: Installation
  placement: string
  options: Params
  token: TokenPair
  installing: boolean
}

/**
 * The reply to `getInitData`, in field order and with the types PHP prints: AUTH_EXPIRES a string, PROTOCOL a number,
 * empty arrays `[]`, other numbers strings. FIRST_RUN counts per person and version of the app. There is no scope, no
 * application token and no user id in it. Source: published page script and template of `app.layout`.
 */
export function initData({ portal, user, installation, placement, options, token, installing }: InitDataInput): Record<string, unknown> {
  return {
    LANG: portal.language,
    DOMAIN: portal.domain,
    PROTOCOL: 0,
    PATH: '/rest',
    AUTH_ID: token.access,
    AUTH_EXPIRES: String(token.expiresIn),
    REFRESH_ID: token.refresh,
    MEMBER_ID: portal.memberId,
    FIRST_RUN: !portal.ranOnce.has(ranOnceKey(user.id, installation)),
    IS_ADMIN: user.isAdmin,
    INSTALL: installing,
    USER_OPTIONS: phpToScript(portal.userOptions.get(user.id) ?? {}),
    APP_OPTIONS: phpToScript(portal.appOptions),
    PLACEMENT: placement,
    PLACEMENT_OPTIONS: phpToScript(options),
  }
}
