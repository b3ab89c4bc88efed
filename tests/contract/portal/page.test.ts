import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JournalEntry, PortalState, TaskList } from '../../../portal/shared/contract'
import { card, cookieOf, designer, employee, installed, page, rest, start, token } from './support'

const stateOf = async (origin: string, cookie?: string): Promise<PortalState> =>
  await (await page(origin, '/_portal/state', { method: 'GET', ...cookie ? { cookie } : {} })).json() as PortalState

describe('who is looking', () => {
  it('is an administrator at first, then whom the portal\'s own cookie names', async () => {
    const { origin, standIn } = await installed()
    expect((await stateOf(origin)).me).toMatchObject({ id: 1, isAdmin: true })
    const cookie = await cookieOf(origin, employee)
    expect((await stateOf(origin, cookie)).me).toMatchObject({ id: employee, isAdmin: false })
    expect(cookie.split('=')[0]).not.toBe((await cookieOf(standIn.portals[1]!.origin, 7)).split('=')[0])
    expect((await stateOf(origin, cookie.replace(/=\d+/, '=7'))).me.id).toBe(1)
    expect((await page(origin, '/_portal/profile', { body: { userId: 7 } })).status).toBe(404)
  })

  it('sees their tasks and projects only', async () => {
    const { origin } = await installed()
    const cookie = await cookieOf(origin, designer)
    const { tasks } = await (await page(origin, '/_portal/tasks', { method: 'GET', cookie })).json() as TaskList
    expect(tasks.map(task => task.id)).toEqual([31, 32, 33, 37, 39])
    expect((await stateOf(origin, cookie)).projects.map(project => project.id)).toEqual([11])
  })
})

describe('the Market', () => {
  it('installs, updates and removes, for administrators', async () => {
    const { origin } = (await start()).portals[0]!
    const cookie = await cookieOf(origin, employee)
    for (const step of ['install', 'update', 'uninstall']) {
      expect((await page(origin, `/_portal/market/${step}`, { body: {}, cookie })).status).toBe(403)
    }
    const press = async (step: string, body = {}) => ((await (await page(origin, `/_portal/market/${step}`, { body })).json()) as { app: { state: string, version: number } }).app
    expect(await press('install')).toMatchObject({ state: 'installing', version: 1 })
    expect(await press('update')).toMatchObject({ state: 'installing', version: 2 })
    expect(await press('uninstall', { clean: true })).toMatchObject({ state: 'none' })
  })

  it('shows placements once the installation is finished, titled for the viewer', async () => {
    const { standIn, origin, admin } = await installed({ finish: false, languages: { acme: 'de' }, app: { ...card, titles: { de: 'Eine App' } } })
    for (const [handler, texts] of Object.entries({ a: { TITLE: 'Plain' }, b: { TITLE: 'x', LANG_ALL: { de: { TITLE: 'Deutsch' }, en: { TITLE: 'English' } } }, c: {} })) {
      await rest(origin, 'placement.bind', admin, { PLACEMENT: 'LEFT_MENU', HANDLER: `http://127.0.0.1/${handler}`, ...texts })
    }
    expect((await stateOf(origin)).placements).toEqual([])
    standIn.control.finishInstall({ portal: 'acme' })
    expect((await stateOf(origin)).placements.map(row => row.title)).toEqual(['Plain', 'Deutsch', 'Eine App'])
    expect((await stateOf(origin)).app.name).toBe('Eine App')
    standIn.control.update({ portal: 'acme' })
    expect((await stateOf(origin)).placements).toEqual([])
  })
})

describe('faults', () => {
  it('are read and switched; unknown ones and wrong types change nothing', async () => {
    const { origin, standIn } = await installed()
    const patched = await (await page(origin, '/_portal/faults', { method: 'PATCH', body: { slowMs: 5, rateLimit: 'yes', invented: true, oauthDown: true } })).json()
    expect(patched).toMatchObject({ slowMs: 5, rateLimit: false, oauthDown: true })
    expect(patched).not.toHaveProperty('invented')
    const other = await (await page(standIn.portals[1]!.origin, '/_portal/faults', { method: 'GET' })).json()
    expect(other).toMatchObject({ slowMs: 0, oauthDown: true })
  })
})

describe('the journal', () => {
  it('streams what was and what comes, without secrets', async () => {
    const { standIn, origin, user } = await installed()
    await rest(origin, 'profile', user)
    const stream = await fetch(`${origin}/_portal/journal`)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const read = async (wanted: string) => {
      while (!text.includes(wanted)) text += (await reader.read()).value ?? ''
    }
    await read('"title":"profile"')
    await page(origin, '/_portal/journal', { body: { direction: 'in', title: 'refreshAuth', outcome: 'ok', detail: { AUTH_ID: user.accessToken, message: `refreshAuth:key:${user.accessToken}` } } })
    standIn.control.launch({ portal: 'acme', userId: employee })
    await read('"kind":"launch"')
    await reader.cancel()
    const entries = [...text.matchAll(/^data: (.*)$/gm)].map(match => JSON.parse(match[1]!) as JournalEntry)
    expect(entries.map(entry => entry.kind)).toEqual(['rest', 'frame', 'launch'])
    expect(text).not.toMatch(/[0-9a-f]{40}/)
    expect(text).not.toContain(card.clientSecret)
    expect(text).not.toContain(standIn.control.describe().portals[0]!.applicationToken!)
    expect(text).toContain(standIn.portals[0]!.memberId)
  })

  it('never shows the client secret of a refresh', async () => {
    const { standIn, user } = await installed()
    await token(standIn, { grant_type: 'refresh_token', refresh_token: user.refreshToken })
    const [entry] = standIn.control.journal({ portal: 'acme', kind: 'oauth' })
    expect(entry).toMatchObject({ title: 'refresh_token', outcome: '200', detail: { params: { client_secret: 'a-clie…' } } })
    expect(JSON.stringify(entry)).not.toContain(user.refreshToken)
  })
})

describe('the built page', () => {
  it('is served with its types, and answers every other address itself', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portal-page-'))
    try {
      mkdirSync(join(folder, 'assets'))
      writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Page</title>')
      writeFileSync(join(folder, 'assets', 'a.js'), 'export {}')
      const { origin } = (await start({ pageDir: folder })).portals[0]!
      const script = await fetch(`${origin}/assets/a.js`)
      expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
      for (const path of ['/', '/company/personal/user/3/tasks/task/view/31/', '/marketplace/app/6/?_r=0.5', '/%2e%2e/%2e%2e/etc/passwd']) {
        const answer = await fetch(`${origin}${path}`)
        expect([path, answer.status, await answer.text()]).toEqual([path, 200, '<!doctype html><title>Page</title>'])
      }
      expect((await fetch(`${origin}/_portal/nothing`)).status).toBe(404)
    }
    finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('draws faces', async () => {
    const { origin } = (await start()).portals[0]!
    const face = await fetch(`${origin}/avatars/3.svg`)
    expect(face.headers.get('content-type')).toBe('image/svg+xml')
    expect(await face.text()).toContain('>DO</text>')
    expect((await fetch(`${origin}/avatars/99.svg`)).status).toBe(404)
  })
})
