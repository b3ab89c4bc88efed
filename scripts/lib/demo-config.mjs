// @ts-check
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './terminal.mjs'

/** @typedef {{ clientId: string, clientSecret: string, encryptionKeys: string }} DemoSecrets */

const folder = path.join(root, '.demo')
const secretsFile = path.join(folder, 'config.json')

/** Forgets earlier demos: notes, installations, keys. */
export const forgetDemo = () => rmSync(folder, { recursive: true, force: true })

/**
 * Secrets of this machine's demo: made once, kept, so that its database stays readable.
 * @returns {DemoSecrets}
 */
export function demoSecrets() {
  if (existsSync(secretsFile)) return JSON.parse(readFileSync(secretsFile, 'utf8'))
  const secrets = {
    clientId: `app.${randomBytes(7).toString('hex')}.${String(randomBytes(4).readUInt32BE() % 1e8).padStart(8, '0')}`,
    clientSecret: randomBytes(25).toString('hex'),
    encryptionKeys: `k1:${randomBytes(32).toString('base64')}`,
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(secretsFile, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}

const card = {
  code: 'sidenote.notes',
  name: 'Sidenote',
  description: 'Notes beside everything in Bitrix24: see what your team has noted on the task in front of you, and add to it in seconds.',
  scopes: ['placement', 'task', 'sonet_group', 'user', 'im', 'crm', 'calendar', 'telephony', 'contact_center', 'userfieldconfig'],
}

/**
 * What the stand-in is started with: the app's card, as a vendor would fill it in.
 * @param {DemoSecrets} secrets @param {string} appOrigin @param {{ oauth: number, portals: number }} ports
 */
export const standInOptions = ({ clientId, clientSecret }, appOrigin, ports) => ({
  app: { ...card, clientId, clientSecret, url: `${appOrigin}/`, installUrl: `${appOrigin}/install` },
  ports,
})

/**
 * What the app is started with (docs/operating.md).
 * @param {DemoSecrets} secrets @param {string} appOrigin @param {string} oauthOrigin
 */
export const appEnvironment = ({ clientId, clientSecret, encryptionKeys }, appOrigin, oauthOrigin) => ({
  NUXT_BITRIX24_CLIENT_ID: clientId,
  NUXT_BITRIX24_CLIENT_SECRET: clientSecret,
  NUXT_BITRIX24_OAUTH_SERVERS: oauthOrigin,
  NUXT_BITRIX24_APP_CODE: card.code,
  NUXT_PUBLIC_ORIGIN: appOrigin,
  NUXT_ENCRYPTION_KEYS: encryptionKeys,
  NUXT_DATABASE_URL: `file:${path.join(folder, 'sidenote.db')}`,
  NUXT_ALLOW_LOOPBACK_PORTALS: 'true',
  NITRO_HOST: '127.0.0.1',
  NITRO_PORT: new URL(appOrigin).port,
})
