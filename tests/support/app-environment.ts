/** What an app beside a stand-in has to be told. */
export interface AppSetting {
  origin: string
  /** Of the app's card. */
  clientId: string
  clientSecret: string
  appCode: string
  oauthServer: string
  /** As `NUXT_ENCRYPTION_KEYS` has them. */
  encryptionKeys: string
  databaseFile: string
}

/** The configuration (docs/operating.md) of an app whose Bitrix24 is the stand-in on loopback. */
export function appEnvironment(setting: AppSetting): Record<string, string> {
  return {
    NUXT_BITRIX24_CLIENT_ID: setting.clientId,
    NUXT_BITRIX24_CLIENT_SECRET: setting.clientSecret,
    NUXT_BITRIX24_OAUTH_SERVERS: setting.oauthServer,
    NUXT_BITRIX24_APP_CODE: setting.appCode,
    NUXT_PUBLIC_ORIGIN: setting.origin,
    NUXT_ENCRYPTION_KEYS: setting.encryptionKeys,
    NUXT_DATABASE_URL: `file:${setting.databaseFile}`,
    NUXT_ALLOW_LOOPBACK_PORTALS: 'true',
  }
}
