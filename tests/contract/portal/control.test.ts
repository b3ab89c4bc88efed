import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import type { IssuedToken, PortalFeed, PortalState, StandInDescription } from '../../../portal/shared/contract'
import { administrator, appInfo, employee, installed, rest, start } from './support'

describe('control over HTTP', () => {
  it('is the same as in the process', async () => {
    const { standIn, origin } = await installed()
    const control = async (name: string, args: object = {}) => {
      const answer = await fetch(`${standIn.oauthOrigin}/_control/${name}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(args) })
      return { status: answer.status, body: await answer.json() as unknown }
    }
    expect((await control('describe')).body as StandInDescription).toEqual(standIn.control.describe())
    const token = (await control('issueToken', { portal: 'acme', userId: employee })).body as IssuedToken
    await rest(origin, 'profile', token)
    expect((await control('calls', { portal: 'acme' })).body).toEqual({ profile: 1 })
    expect((await control('revokeTokens', { portal: 'acme' })).status).toBe(200)
    expect((await appInfo(standIn, token.accessToken)).body.error).toBe('invalid_token')
    expect(await control('issueToken', { portal: 'nowhere', userId: 1 })).toMatchObject({ status: 400, body: { error: expect.stringContaining('nowhere') } })
    expect(await control('issueToken', { portal: 'acme', userId: 77 })).toMatchObject({ status: 400 })
    expect((await control('toString')).status).toBe(404)
  })
})

describe('control', () => {
  it('sets the app\'s addresses late', async () => {
    const standIn = await start()
    standIn.control.setApp({ url: 'http://127.0.0.1:7777/', installUrl: '', version: 5 })
    standIn.control.install({ portal: 'acme' })
    expect(standIn.control.launch({ portal: 'acme', userId: employee })).toMatchObject({ kind: 'frame', frame: { appOrigin: 'http://127.0.0.1:7777' } })
    expect(standIn.control.describe().portals[0]!.app.version).toBe(5)
  })

  it('posts to the feed, for the page to show newest first', async () => {
    const { standIn, origin } = await installed()
    const feed = async () => (await (await fetch(`${origin}/_portal/feed`)).json() as PortalFeed).posts
    expect(await feed()).toEqual([])
    const first = standIn.control.postToFeed({ portal: 'acme', text: 'See /marketplace/view/vendor.app/?params[note]=5' })
    expect(first).toMatchObject({ authorId: administrator, at: expect.stringMatching(/T.*[+-]\d\d:\d\d$/) })
    const second = standIn.control.postToFeed({ portal: 'acme', text: 'Hello', userId: employee })
    expect(await feed()).toEqual([second, first])
    expect(() => standIn.control.postToFeed({ portal: 'acme', text: 'x', userId: 77 })).toThrow('77')
    standIn.control.reset({ portal: 'acme' })
    expect(await feed()).toEqual([])
  })

  it('renames a portal: same member, another address', async () => {
    const { standIn, origin, memberId, user } = await installed()
    const renamed = await standIn.control.rename({ portal: 'acme' })
    expect(renamed.origin).not.toBe(origin)
    expect(standIn.portals[0]).toMatchObject({ ...renamed, memberId })
    await expect(fetch(`${origin}/_portal/state`)).rejects.toThrow('fetch failed')
    expect((await rest(renamed.origin, 'profile', user)).status).toBe(200)
    expect((await appInfo(standIn, user.accessToken)).body.result).toMatchObject({ install: { client_endpoint: `${renamed.origin}/rest/`, member_id: memberId } })
  })

  it('shows a portal in another language', async () => {
    const { standIn } = await installed()
    standIn.control.bindPlacement({ portal: 'acme', placement: 'LEFT_MENU', handler: 'http://127.0.0.1:9/w', titles: { en: 'Diary', de: 'Tagebuch' } })
    standIn.control.setLanguage({ portal: 'acme', language: 'de' })
    const state = await (await fetch(`${standIn.portals[0]!.origin}/_portal/state`)).json() as PortalState
    expect([state.portal.language, state.placements.find(({ placement }) => placement === 'LEFT_MENU')!.title]).toEqual(['de', 'Tagebuch'])
  })

  it('puts a portal back to its start', async () => {
    const { standIn, origin, user } = await installed()
    standIn.control.setFaults({ portal: 'acme', faults: { slowMs: 1 } })
    const before = standIn.control.describe().portals[0]!.applicationToken
    standIn.control.reset({ portal: 'acme' })
    expect(standIn.control.describe().portals[0]).toMatchObject({ origin, app: { state: 'none' }, applicationToken: null })
    expect((await appInfo(standIn, user.accessToken)).body.error).toBe('invalid_token')
    standIn.control.install({ portal: 'acme' })
    expect(standIn.control.describe().portals[0]!.applicationToken).not.toBe(before)
    expect(standIn.control.setFaults({ portal: 'acme', faults: {} }).slowMs).toBe(0)
    expect(standIn.control.describe().portals[0]!.users[0]).toMatchObject({ id: administrator, isAdmin: true })
  })
})

describe('addresses', () => {
  it('every portal and the authorization server have their own origin, with a dot in the host', async () => {
    const standIn = await start()
    const origins = [standIn.oauthOrigin, ...standIn.portals.map(portal => portal.origin)]
    expect(new Set(origins).size).toBe(3)
    for (const origin of origins) expect(new URL(origin).hostname).toBe('127.0.0.1')
  })

  it('a busy port falls to another', async () => {
    const busy = createServer().listen(0, '127.0.0.1')
    await once(busy, 'listening')
    const { port } = busy.address() as AddressInfo
    const standIn = await start({ ports: { oauth: port } })
    expect(new URL(standIn.oauthOrigin).port).not.toBe(String(port))
    busy.close()
  })
})

it('the command says when it is ready and ends at once on SIGTERM', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'portal/server/main.ts', '--url', 'http://127.0.0.1:9/', '--name', 'From the line'], {
    env: { ...process.env, STAND_IN_OPTIONS: JSON.stringify({ app: { name: 'From the environment', scopes: ['placement', 'im'] } }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface(child.stdout), 'line') as [string]
  const ready = JSON.parse(line) as { ready: boolean, oauthOrigin: string, portals: { key: string }[] }
  expect(ready).toMatchObject({ ready: true, portals: [{ key: 'acme' }, { key: 'globex' }] })
  const described = await (await fetch(`${ready.oauthOrigin}/_control/describe`)).json() as StandInDescription
  expect(described.app).toMatchObject({ name: 'From the line', scopes: ['placement', 'im'] })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
}, 20_000)
