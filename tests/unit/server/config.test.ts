import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../../server/config'

const key = `k1:${Buffer.alloc(32, 7).toString('base64')}`
const complete = {
  NUXT_BITRIX24_CLIENT_ID: 'app.1',
  NUXT_BITRIX24_CLIENT_SECRET: 'very-secret',
  NUXT_PUBLIC_ORIGIN: 'https://sidenote.example.com',
  NUXT_ENCRYPTION_KEYS: key,
}

function refusal(env: Record<string, string | undefined>): string {
  try {
    readConfig(env)
  }
  catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as Error).message
  }
  return 'accepted'
}

describe('readConfig', () => {
  it('fills in the documented defaults', () => {
    const config = readConfig(complete)
    expect(config.bitrix24.oauthServers).toEqual(['https://oauth.bitrix.info', 'https://oauth.bitrix24.tech'])
    expect(config.databaseFile).toBe('.data/sidenote.db')
    expect(config.allowLoopback).toBe(false)
    expect(config.trustedProxies.map(([address, bits]) => `${address.toString()}/${bits}`)).toEqual(['127.0.0.0/8', '::1/128'])
    expect(config.listen).toEqual({ host: undefined, port: 3000 })
  })

  it('names a local app, which has no code in the Market, by its client id in links', () => {
    expect(readConfig(complete).bitrix24.appCode).toBe('app.1')
    expect(readConfig({ ...complete, NUXT_BITRIX24_APP_CODE: '' }).bitrix24.appCode).toBe('app.1')
    expect(readConfig({ ...complete, NUXT_BITRIX24_APP_CODE: 'vendor.sidenote' }).bitrix24.appCode).toBe('vendor.sidenote')
  })

  it.each(Object.keys(complete))('names %s when it is missing', (name) => {
    expect(refusal({ ...complete, [name]: undefined })).toContain(`${name} is missing`)
  })

  it.each([
    ['NUXT_PUBLIC_ORIGIN', 'sidenote.example.com', 'is not an http(s) address'],
    ['NUXT_PUBLIC_ORIGIN', 'https://sidenote.example.com/app', 'must be an origin'],
    ['NUXT_PUBLIC_ORIGIN', 'http://127.0.0.1:3000', 'must use https'],
    ['NUXT_BITRIX24_OAUTH_SERVERS', 'http://127.0.0.1:4100', 'must use https'],
    ['NUXT_ENCRYPTION_KEYS', 'k1:c2hvcnQ=', 'must look like'],
    ['NUXT_ENCRYPTION_KEYS', `${key},${key}`, 'the same key twice'],
    ['NUXT_DATABASE_URL', 'postgres://x', 'must look like file:'],
    ['NUXT_ALLOW_LOOPBACK_PORTALS', 'yes', 'must be true or false'],
    ['NUXT_TRUSTED_PROXIES', '10.0.0.0/8,proxy', 'must look like 10.0.0.0/8'],
    ['NITRO_PORT', '70000', 'is not a port'],
    ['NITRO_PORT', 'http', 'is not a port'],
  ])('refuses %s=%s in a sentence', (name, value, sentence) => {
    expect(refusal({ ...complete, [name]: value })).toContain(`${name} `)
    expect(refusal({ ...complete, [name]: value })).toContain(sentence)
  })

  it('never repeats a secret', () => {
    expect(refusal({ ...complete, NUXT_ENCRYPTION_KEYS: 'k1:hunter2' })).not.toContain('hunter2')
  })

  it('lets http through on loopback only, and only when told to', () => {
    const loopback = { ...complete, NUXT_ALLOW_LOOPBACK_PORTALS: 'true', NUXT_PUBLIC_ORIGIN: 'http://127.0.0.1:3000' }
    expect(readConfig(loopback).origin).toBe('http://127.0.0.1:3000')
    expect(refusal({ ...loopback, NUXT_PUBLIC_ORIGIN: 'http://10.0.0.1' })).toContain('must use https')
  })
})
