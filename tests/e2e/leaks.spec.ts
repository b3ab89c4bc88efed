import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { mentionOf } from '../../shared/markdown'
import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { ApiClient, formOf, installOverTheWire, newNote, openTaskOverTheWire, sendEvent, sendLaunch, sessionRequest } from './support/wire'
import type { World } from './support/world'

const words = 'Nothing secret in here'

/** Everything that must be readable nowhere, by what it is. */
function secretsOf(world: World, applicationTokens: string[]): Map<string, string> {
  const { NUXT_BITRIX24_CLIENT_SECRET: clientSecret = '', NUXT_ENCRYPTION_KEYS: keys = '' } = world.app.env
  const tokens = ['acme', 'globex'].flatMap(portal => world.control.issuedTokens({ portal }))
  return new Map([
    ...tokens.map((token, index): [string, string] => [`token ${index}`, token]),
    ...applicationTokens.map((token, index): [string, string] => [`application token ${index}`, token]),
    ['client secret', clientSecret],
    ['encryption key', keys.split(':')[1]!],
    ['encryption key, its bytes', Buffer.from(keys.split(':')[1]!, 'base64').toString('latin1')],
  ])
}

/** How a secret looks when somebody has encoded it, wherever it begins in what was encoded. */
function disguises(secret: string): string[] {
  const bytes = Buffer.from(secret, 'latin1')
  const inBase64 = [0, 1, 2].flatMap((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replace(/=+$/, '')
    // The first and the last signs depend on the neighbours.
    const core = whole.slice(shift === 0 ? 0 : shift + 1, -2)
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })
  return [...new Set([secret, encodeURIComponent(secret), bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...inBase64])]
}

/** What of these is found in a text or in bytes, by name. */
function found(secrets: Map<string, string>, hay: string | Buffer): string[] {
  const text = typeof hay === 'string' ? hay : hay.toString('latin1')
  return [...secrets].filter(([, secret]) => disguises(secret).some(disguise => text.includes(disguise))).map(([name]) => name)
}

test('no token, key or secret is readable in logs, addresses, answers or the database, and no note in a log or an address', async ({ world, portal, page, allow }, testInfo) => {
  const outbound = testInfo.outputPath('outbound.log')
  Object.assign(world.app.env, { NODE_OPTIONS: `--import=${fileURLToPath(new URL('./support/record-outbound.mjs', import.meta.url))}`, RECORD_OUTBOUND: outbound })
  await world.app.restart()

  const addresses: string[] = []
  const answers: string[] = []
  page.context().on('request', request => addresses.push(request.url()))
  page.context().on('response', async (answer) => {
    if (new URL(answer.url()).origin === world.app.origin && /html|json/.test(answer.headers()['content-type'] ?? '')) answers.push(await answer.text().catch(() => ''))
  })
  const keep = async (answer: Promise<Response>): Promise<Response> => {
    const got = await answer
    answers.push(await got.clone().text(), JSON.stringify([...got.headers]))
    return got
  }
  const applicationTokens: string[] = []
  const rememberToken = () => applicationTokens.push(world.control.describe().portals.find(({ key }) => key === 'acme')!.applicationToken!)

  // Installed, opened, written, told, reminded.
  const administrator = await installOverTheWire(world)
  rememberToken()
  await portal.loginAs('employee1')
  const notes = await portal.openTask(tasks.everybody)
  await notes.write(`${words}, from the page`)
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const note = { ...newNote(`${words}, ${mentionOf({ id: people.admin, name: 'Maria' })}`), dueAt: Date.now() + 500 }
  expect((await keep(employee.call('POST', '/api/notes', note))).status).toBe(200)
  await keep(employee.call('POST', '/api/search', { text: words }))

  // Refreshed, updated, proven once more.
  world.control.setFaults({ portal: 'acme', faults: { expireTokens: true } })
  expect((await keep(administrator.call('GET', `/api/notes?subject=task:${tasks.adminOnly}`))).status).toBe(200)
  world.control.setFaults({ portal: 'acme', faults: { expireTokens: false } })
  world.control.update({ portal: 'acme' })
  await expect.poll(() => world.database.rows(`SELECT 1 FROM event_inbox WHERE event = 'ONAPPUPDATE' AND state = 'done'`).length).toBe(1)
  world.control.finishInstall({ portal: 'acme' })
  rememberToken()
  const frame = world.launch({ portal: 'acme', userId: people.employee2, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })
  expect((await keep(sendLaunch(frame.action, formOf(frame)))).status).toBe(200)
  await keep(fetch(`${world.app.origin}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sessionRequest(frame)) }))
  for (const path of ['/api/session', '/api/admin/health', '/api/admin/audit', '/api/admin/settings', '/api/admin/places']) await keep(administrator.call('GET', path))

  // The mention has been told and the follow-up reminded of.
  await expect.poll(() => world.control.notifications({ portal: 'acme' }).length).toBeGreaterThan(1)

  // Everything that goes wrong: refused launches and events with real tokens in them, a portal that is down, an authorization server that is.
  const real = formOf(frame)
  for (const bent of [{ ...real, member_id: 'e'.repeat(32) }, { ...real, PLACEMENT_OPTIONS: '{' }, { ...real, AUTH_EXPIRES: real.AUTH_ID! }, { ...real, PLACEMENT: 'NONE' }]) await keep(sendLaunch(frame.action, bent))
  for (const token of [applicationTokens[0]!, real.AUTH_ID!]) {
    await keep(sendEvent(world, { 'event': 'ONAPPUNINSTALL', 'auth[member_id]': 'e'.repeat(32), 'auth[application_token]': token, 'auth[access_token]': real.AUTH_ID! }))
    await keep(sendEvent(world, { 'event': token, 'auth[member_id]': world.portals.acme.memberId, 'auth[application_token]': token }))
  }
  await keep(new ApiClient(world.app.origin, real.AUTH_ID!).call('GET', '/api/session'))
  await keep(fetch(`${world.app.origin}/nothing/${words}`))
  world.control.setFaults({ portal: 'acme', faults: { portalDown: true } })
  expect((await keep(employee.call('GET', `/api/notes?subject=task:${tasks.notEmployee2}`))).status).toBe(503)
  world.control.setFaults({ portal: 'acme', faults: { portalDown: false, expireTokens: false } })
  world.control.setFaults({ portal: 'acme', faults: { oauthDown: true, expireTokens: true } })
  expect((await keep(administrator.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`))).ok).toBe(false)
  const stale = world.launch({ portal: 'acme', userId: people.employee1 })
  expect((await keep(sendLaunch(stale.action, formOf(stale)))).status).toBe(503)
  world.control.setFaults({ portal: 'acme', faults: { oauthDown: false, refuseRefresh: true } })
  expect((await keep(employee.call('GET', `/api/notes?subject=task:${tasks.notEmployee2}`))).ok).toBe(false)
  world.control.setFaults({ portal: 'acme', faults: { refuseRefresh: false, expireTokens: false } })
  allow({ appLog: /portal_(?:unavailable|access_lost)|authorization_unavailable/ })

  // Looked at while the write-ahead log still has it all.
  const secrets = secretsOf(world, applicationTokens)
  expect(secrets.size).toBeGreaterThan(12)
  const log = [...world.app.log, ...world.app.complaints].join('\n')
  const called = existsSync(outbound) ? readFileSync(outbound, 'utf8') : ''
  const stored = JSON.stringify(world.database.tables().map(table => world.database.rows(`SELECT * FROM "${table}"`)))
  const places: Record<string, string | Buffer> = { log, 'addresses that the app called': called, 'addresses that the browser called': addresses.join('\n'), 'answers': answers.join('\n'), 'rows': stored, 'bytes on the disk': world.database.bytes() }

  // The search sees what is there, also in disguise.
  const present = (text: string, place: keyof typeof places) => found(new Map([['it', text]]), places[place]!)
  expect(present('events.receive.stored', 'log')).toEqual(['it'])
  expect(present('/rest/', 'addresses that the app called')).toEqual(['it'])
  expect(present(world.portals.acme.domain, 'addresses that the browser called')).toEqual(['it'])
  expect(present('"expiresAt"', 'answers')).toEqual(['it'])
  for (const place of ['answers', 'rows', 'bytes on the disk'] as const) expect(present(words, place), place).toEqual(['it'])
  for (const shift of ['', 'x', 'xy']) expect(found(secrets, Buffer.from(`${shift}${secrets.get('client secret')}y`).toString('base64url'))).toContain('client secret')

  for (const [place, hay] of Object.entries(places)) expect(found(secrets, hay), `secrets readable in: ${place}`).toEqual([])
  for (const place of ['log', 'addresses that the app called', 'addresses that the browser called'] as const) {
    expect(present(words, place), `a note readable in: ${place}`).toEqual([])
  }
})
