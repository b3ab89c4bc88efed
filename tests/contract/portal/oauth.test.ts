import { afterEach, describe, expect, it, vi } from 'vitest'
import { answerOf, appInfo, card, employee, installed, rest, token } from './support'

afterEach(() => {
  vi.useRealTimers()
})

const refresh = (refresh_token: string) => ({ grant_type: 'refresh_token', refresh_token })

describe('refresh token', () => {
  it('answers with a new pair and every documented member, the authorization server as domain', async () => {
    const { standIn, user, memberId, origin } = await installed()
    const { status, body } = await token(standIn, refresh(user.refreshToken))
    expect(status).toBe(200)
    expect(Object.keys(body).sort()).toEqual(['access_token', 'client_endpoint', 'domain', 'expires', 'expires_in', 'member_id', 'refresh_token', 'scope', 'server_endpoint', 'status', 'user_id'])
    expect(body).toMatchObject({
      client_endpoint: `${origin}/rest/`,
      domain: new URL(standIn.oauthOrigin).host,
      expires_in: 3600,
      member_id: memberId,
      scope: 'placement,task,user_brief,im,sonet_group',
      server_endpoint: `${standIn.oauthOrigin}/rest/`,
      status: 'F',
      user_id: employee,
    })
    expect(Math.abs(Number(body.expires) - Date.now() / 1000 - 3600)).toBeLessThan(5)
    expect(body.access_token).not.toBe(user.accessToken)
    expect(body.refresh_token).not.toBe(user.refreshToken)
  })

  it('works by GET too', async () => {
    const { standIn, user } = await installed()
    const query = new URLSearchParams({ client_id: card.clientId, client_secret: card.clientSecret, ...refresh(user.refreshToken) })
    const { status, body } = await answerOf(await fetch(`${standIn.oauthOrigin}/oauth/token/?${query}`))
    expect(status).toBe(200)
    expect(body.access_token).toMatch(/^[0-9a-f]{70}$/)
  })

  it('keeps the old one usable for a short while, then not', async () => {
    const { standIn, user } = await installed()
    await token(standIn, refresh(user.refreshToken))
    expect((await token(standIn, refresh(user.refreshToken))).status).toBe(200)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
    expect((await token(standIn, refresh(user.refreshToken))).body.error).toBe('invalid_grant')
  })

  it('works once only under strict rotation', async () => {
    const { standIn, user } = await installed()
    standIn.control.setFaults({ portal: 'acme', faults: { strictRotation: true } })
    const first = await token(standIn, refresh(user.refreshToken))
    expect(first.status).toBe(200)
    expect((await token(standIn, refresh(user.refreshToken))).body.error).toBe('invalid_grant')
    expect((await token(standIn, refresh(String(first.body.refresh_token)))).status).toBe(200)
  })

  it('dies after 180 days', async () => {
    const { standIn, user } = await installed()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 181 * 86_400_000 })
    expect((await token(standIn, refresh(user.refreshToken))).body.error).toBe('invalid_grant')
  })
})

describe('authorization code', () => {
  it('answers without expires and user_id, once', async () => {
    const { standIn, memberId } = await installed()
    const { code } = standIn.control.issueCode({ portal: 'acme', userId: employee })
    const { status, body } = await token(standIn, { grant_type: 'authorization_code', code })
    expect(status).toBe(200)
    expect(body).toMatchObject({ expires_in: 3600, member_id: memberId })
    expect(body).not.toHaveProperty('expires')
    expect(body).not.toHaveProperty('user_id')
    expect((await appInfo(standIn, String(body.access_token))).body.result).toMatchObject({ user_id: employee })
    expect((await token(standIn, { grant_type: 'authorization_code', code })).body.error).toBe('invalid_grant')
  })

  it('is valid for 30 seconds', async () => {
    const { standIn } = await installed()
    const { code } = standIn.control.issueCode({ portal: 'acme', userId: employee })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
    expect((await token(standIn, { grant_type: 'authorization_code', code })).body.error).toBe('invalid_grant')
  })

  it('comes from the portal by a redirect to the app', async () => {
    const { standIn, origin, domain, memberId } = await installed()
    const answer = await fetch(`${origin}/oauth/authorize/?client_id=${card.clientId}&state=abc`, { redirect: 'manual' })
    expect(answer.status).toBe(302)
    const back = new URL(answer.headers.get('location')!)
    expect(back.origin + back.pathname).toBe(card.url)
    const { code, ...rest } = Object.fromEntries(back.searchParams)
    expect(rest).toEqual({ state: 'abc', domain, member_id: memberId, scope: card.scopes.join(','), server_domain: new URL(standIn.oauthOrigin).host })
    expect((await token(standIn, { grant_type: 'authorization_code', code: code! })).status).toBe(200)
  })

  it('shows a failure at the portal and does not redirect', async () => {
    const { origin } = await installed()
    const answer = await fetch(`${origin}/oauth/authorize/?client_id=somebody-else`, { redirect: 'manual' })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('location')).toBeNull()
  })
})

describe('refusals', () => {
  it.each([
    ['invalid_client', { client_secret: 'wrong', grant_type: 'refresh_token', refresh_token: 'x' }],
    ['invalid_client', { client_id: 'wrong', grant_type: 'refresh_token', refresh_token: 'x' }],
    ['invalid_grant', { grant_type: 'refresh_token', refresh_token: 'made-up' }],
    ['invalid_request', { grant_type: 'password' }],
    ['invalid_request', {}],
  ])('%s', async (code, params) => {
    const { standIn } = await installed()
    const { status, body } = await token(standIn, params as Record<string, string>)
    expect(status).toBe(400)
    expect(body.error).toBe(code)
    expect(body.error_description).toBeTypeOf('string')
  })

  it.each([['PAYMENT_REQUIRED', { paymentRequired: true }], ['invalid_grant', { refuseRefresh: true }]] as const)('%s on request', async (code, faults) => {
    const { standIn, user } = await installed()
    standIn.control.setFaults({ portal: 'acme', faults })
    expect((await token(standIn, refresh(user.refreshToken))).body.error).toBe(code)
  })

  it('can come with status 200, as nothing documents the status', async () => {
    const { standIn } = await installed()
    standIn.control.setBehaviour({ oauthErrorStatus: 200 })
    const { status, body } = await token(standIn, refresh('made-up'))
    expect([status, body.error]).toEqual([200, 'invalid_grant'])
  })

  it('drops connections while down, for all portals', async () => {
    const { standIn, user } = await installed()
    standIn.control.setFaults({ portal: 'globex', faults: { oauthDown: true } })
    await expect(token(standIn, refresh(user.refreshToken))).rejects.toThrow('fetch failed')
    await expect(appInfo(standIn, user.accessToken)).rejects.toThrow('fetch failed')
    standIn.control.setFaults({ portal: 'acme', faults: { oauthDown: false } })
    expect((await appInfo(standIn, user.accessToken)).status).toBe(200)
  })
})

describe('app.info of the authorization server', () => {
  it('states app, portal and person', async () => {
    const { standIn, user, origin, domain, memberId } = await installed()
    const { status, body } = await appInfo(standIn, user.accessToken)
    expect(status).toBe(200)
    expect(body.result).toMatchObject({
      client_id: card.clientId,
      scope: card.scopes.join(','),
      user_id: employee,
      install: { installed: true, version: 1, status: 'F', scope: card.scopes.join(','), domain, uri: origin, client_endpoint: `${origin}/rest/`, member_id: memberId },
    })
    expect((body.result as { expires: string }).expires).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/)
    expect(body.time).toHaveProperty('operating')
  })

  it.each(['form', 'json', 'bearer', 'double slash'])('takes the token by %s', async (way) => {
    const { standIn, user } = await installed()
    const address = `${standIn.oauthOrigin}/rest${way === 'double slash' ? '//' : '/'}app.info`
    const answer = way === 'form'
      ? await fetch(address, { method: 'POST', body: new URLSearchParams({ auth: user.accessToken }) })
      : way === 'json'
        ? await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ auth: user.accessToken }) })
        : way === 'bearer'
          ? await fetch(address, { headers: { Authorization: `Bearer ${user.accessToken}` } })
          : await fetch(`${address}.json?auth=${user.accessToken}`)
    expect(answer.status).toBe(200)
  })

  it('refuses expired, unknown and missing tokens', async () => {
    const { standIn } = await installed()
    const old = standIn.control.issueToken({ portal: 'acme', userId: employee, expiresIn: -1 })
    const answers = await Promise.all([old.accessToken, 'made-up', ''].map(access => appInfo(standIn, access)))
    expect(answers.map(({ status, body }) => [status, body.error])).toEqual([[401, 'expired_token'], [401, 'invalid_token'], [401, 'NO_AUTH_FOUND']])
  })

  it('knows the portal\'s tokens no more after uninstalling', async () => {
    const { standIn, user, origin } = await installed()
    standIn.control.uninstall({ portal: 'acme' })
    expect((await appInfo(standIn, user.accessToken)).body.error).toBe('invalid_token')
    expect((await token(standIn, refresh(user.refreshToken))).body.error).toBe('invalid_grant')
    expect((await rest(origin, 'profile', user)).body.error).toBe('APPLICATION_NOT_FOUND')
    standIn.control.install({ portal: 'acme' })
    expect((await appInfo(standIn, user.accessToken)).body.error).toBe('invalid_token')
    expect((await rest(origin, 'profile', user)).body.error).toBe('invalid_token')
  })

  it('can learn of the deletion later than the event', async () => {
    const { standIn, user } = await installed()
    standIn.control.uninstall({ portal: 'acme', tokensLiveMs: 1_000 })
    expect((await appInfo(standIn, user.accessToken)).body.result).toMatchObject({ install: { installed: true } })
    await vi.waitFor(async () => expect((await appInfo(standIn, user.accessToken)).body.error).toBe('invalid_token'), { timeout: 10_000 })
  })

  it('has no other method', async () => {
    const { standIn, user } = await installed()
    const { status, body } = await answerOf(await fetch(`${standIn.oauthOrigin}/rest/profile?auth=${user.accessToken}`))
    expect([status, body.error]).toEqual([404, 'ERROR_METHOD_NOT_FOUND'])
  })
})
