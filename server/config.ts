import process from 'node:process'
import * as v from 'valibot'
import type { KeyringKey } from '#db/sealing'
import type { AddressRange } from './limits/address'
import { parseRange } from './limits/address'

/** All configuration, read and checked once at start (docs/operating.md has the table). */
export interface Config {
  bitrix24: {
    /** The app's code and key from its card. */
    clientId: string
    clientSecret: string
    /** Origins of the authorization servers; no other is ever asked. */
    oauthServers: string[]
    /** What links to notes name us by: the symbolic code in the Market; a local app has none, and there it is `clientId`. */
    appCode: string
  }
  /** Our own public origin, in every handler URL. */
  origin: string
  /** Newest first; the first encrypts, all can read. */
  encryptionKeys: KeyringKey[]
  databaseFile: string
  /** Lets portals and authorization servers be http on loopback: the stand-in. Never on in production. */
  allowLoopback: boolean
  /** Reverse proxies whose word on who the client is (`X-Forwarded-For`) is believed. */
  trustedProxies: AddressRange[]
  /** Where to listen. Without a host: on all interfaces. */
  listen: { host: string | undefined, port: number }
}

/** Raised at start for a wrong or missing variable; `message` is one sentence for the operator. */
export class ConfigError extends Error {
  readonly code = 'config_invalid'
}

const required = (what: string) => v.pipe(v.string(`is missing: ${what}`), v.trim(), v.nonEmpty(`is empty: ${what}`))

const OriginSchema = v.pipe(
  v.string(),
  v.trim(),
  v.check(text => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), 'is not an http(s) address'),
  v.check(text => new URL(text).href === `${new URL(text).origin}/`, 'must be an origin without a path, such as https://sidenote.example.com'),
  v.transform(text => new URL(text).origin),
)

const KeysSchema = v.pipe(
  required('name the encryption keys as k1:<base64 of 32 bytes>'),
  v.transform(text => text.split(',').map((part) => {
    const [id = '', key = ''] = part.trim().split(':')
    return { id, key: Buffer.from(key, 'base64') }
  })),
  v.check(keys => keys.every(({ id, key }) => /^[\w-]{1,16}$/.test(id) && key.length === 32), 'must look like k1:<base64 of 32 bytes>, comma-separated, newest first'),
  v.check(keys => new Set(keys.map(({ id }) => id)).size === keys.length, 'names the same key twice'),
)

const FlagSchema = v.pipe(v.optional(v.string(), 'false'), v.picklist(['true', 'false', ''], 'must be true or false'), v.transform(text => text === 'true'))

const ListSchema = v.pipe(v.string(), v.transform(text => text.split(',').filter(part => part.trim() !== '')), v.array(OriginSchema), v.minLength(1, 'names no server'))

const ProxiesSchema = v.pipe(
  v.string(),
  v.transform(text => text.split(',').map(part => part.trim()).filter(part => part !== '').map(parseRange)),
  v.check(ranges => !ranges.includes(null), 'must look like 10.0.0.0/8,192.0.2.7: addresses and ranges, comma-separated'),
  v.transform(ranges => ranges.filter(range => range !== null)),
)

const PortSchema = v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'is not a port'), v.transform(Number), v.maxValue(65_535, 'is not a port'))

const DatabaseSchema = v.pipe(
  v.string(),
  v.regex(/^file:.+/, 'must look like file:.data/sidenote.db'),
  v.transform(text => text.slice('file:'.length)),
)

const Environment = v.object({
  NUXT_BITRIX24_CLIENT_ID: required('the application code (client_id) from the app\'s card'),
  NUXT_BITRIX24_CLIENT_SECRET: required('the application key (client_secret) from the app\'s card'),
  NUXT_BITRIX24_OAUTH_SERVERS: v.optional(ListSchema, 'https://oauth.bitrix.info,https://oauth.bitrix24.tech'),
  NUXT_BITRIX24_APP_CODE: v.optional(v.pipe(v.string(), v.trim()), ''),
  NUXT_PUBLIC_ORIGIN: v.pipe(required('our own public address, such as https://sidenote.example.com'), OriginSchema),
  NUXT_ENCRYPTION_KEYS: KeysSchema,
  NUXT_DATABASE_URL: v.optional(DatabaseSchema, 'file:.data/sidenote.db'),
  NUXT_ALLOW_LOOPBACK_PORTALS: FlagSchema,
  NUXT_TRUSTED_PROXIES: v.optional(ProxiesSchema, '127.0.0.0/8,::1'),
  NITRO_HOST: v.optional(v.pipe(v.string(), v.trim())),
  NITRO_PORT: v.optional(PortSchema, '3000'),
})

const loopbackHosts = /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/

/**
 * Reads and checks the configuration.
 * @param env variables, as `process.env`
 * @throws ConfigError naming the first wrong variable and what is wrong with it; never its value
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = v.safeParse(Environment, env, { abortPipeEarly: true })
  if (!parsed.success) {
    const [issue] = parsed.issues
    const message = issue.type === 'object' || issue.received === 'undefined' ? `is missing` : issue.message
    throw new ConfigError(`${issue.path?.[0]?.key ?? 'The configuration'} ${message}`)
  }
  const values = parsed.output
  const allowLoopback = values.NUXT_ALLOW_LOOPBACK_PORTALS
  for (const [name, origins] of [['NUXT_PUBLIC_ORIGIN', [values.NUXT_PUBLIC_ORIGIN]], ['NUXT_BITRIX24_OAUTH_SERVERS', values.NUXT_BITRIX24_OAUTH_SERVERS]] as const) {
    for (const origin of origins) {
      const { protocol, hostname } = new URL(origin)
      if (protocol === 'https:' || (allowLoopback && loopbackHosts.test(hostname))) continue
      throw new ConfigError(`${name} must use https (http is for loopback with NUXT_ALLOW_LOOPBACK_PORTALS=true)`)
    }
  }
  return {
    bitrix24: {
      clientId: values.NUXT_BITRIX24_CLIENT_ID,
      clientSecret: values.NUXT_BITRIX24_CLIENT_SECRET,
      oauthServers: values.NUXT_BITRIX24_OAUTH_SERVERS,
      appCode: values.NUXT_BITRIX24_APP_CODE || values.NUXT_BITRIX24_CLIENT_ID,
    },
    origin: values.NUXT_PUBLIC_ORIGIN,
    encryptionKeys: values.NUXT_ENCRYPTION_KEYS,
    databaseFile: values.NUXT_DATABASE_URL,
    allowLoopback,
    trustedProxies: values.NUXT_TRUSTED_PROXIES,
    listen: { host: values.NITRO_HOST || undefined, port: values.NITRO_PORT },
  }
}
