import { request as httpRequest } from 'node:http'
import type { Page } from '@playwright/test'
import type { FrameDescription } from '../../portal/shared/contract'
import { serverRoutes } from '../support/routes'
import { people, tasks } from './support/acme'
import { startAttacker } from './support/attacker'
import { expect, test } from './support/fixtures'
import { formOf, installOverTheWire, sendLaunch } from './support/wire'
import type { World } from './support/world'

const taskTab = (world: World): FrameDescription => world.launch({ portal: 'acme', userId: people.employee1, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/** A page that shows ours in a frame: opened by its address, or by sending it a launch as a portal would. */
function embedding({ action, fields }: Pick<FrameDescription, 'action' | 'fields'>, how: 'GET' | 'POST'): string {
  if (how === 'GET') return `<!doctype html><iframe name="ours" src="${escaped(action)}"></iframe>`
  const inputs = fields.map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`).join('')
  return `<!doctype html><iframe name="ours"></iframe><form method="post" target="ours" action="${escaped(action)}">${inputs}</form><script>document.forms[0].submit()</script>`
}

/** What Chromium shows instead of a page that must not be framed here. */
const refused = 'chrome-error://chromewebdata/'
const framed = (page: Page) => page.frame('ours')?.url()

test('a hostile page cannot show ours, not even with a stolen launch; the portal can, also at a new address', async ({ world, page, portal, allow }) => {
  await installOverTheWire(world)
  let shown = ''
  const hostile = await startAttacker((_request, response) => response.setHeader('content-type', 'text/html').end(shown))
  const { port } = new URL(world.portals.acme.origin)
  allow({ stranger: new RegExp(`^http://(?:localhost|127\\.0\\.0\\.1):`) }, { console: /frame-ancestors|favicon/ }, { url: /./, failure: /ERR_BLOCKED_BY_(?:RESPONSE|CSP)/ })
  try {
    for (const how of ['GET', 'POST'] as const) {
      shown = embedding(taskTab(world), how)
      for (const origin of [hostile.origin, hostile.origin.replace('127.0.0.1', 'localhost')]) {
        const answered = page.waitForResponse(answer => answer.url().startsWith(world.app.origin))
        await page.goto(origin)
        // The launch was honest, so the server answered it; it is the browser that does not show it there.
        expect((await answered).status(), how).toBe(200)
        await expect.poll(() => framed(page), `${how} from ${origin}`).toBe(refused)
      }
    }
    // Neither in the portal's own page when that is called by another name, which is another origin.
    await page.goto(`http://localhost:${port}/`)
    await page.evaluate(html => document.write(html), embedding(taskTab(world), 'GET'))
    await expect.poll(() => framed(page), 'another name of the same server').toBe(refused)

    await portal.loginAs('employee1')
    await portal.openTask(tasks.everybody)
    // The open page would go on telling the old address what it sees.
    await page.goto('about:blank')
    await world.control.rename({ portal: 'acme' })
    // Photos still have the old address, which is not https here.
    allow({ url: /\/avatars\//, failure: /^csp$/ }, { console: /\/avatars\// })
    await portal.loginAs('employee1')
    await portal.openTask(tasks.everybody)
  }
  finally {
    await hostile.close()
  }
})

test('a script that somebody got into a page does not run', async ({ world, page, portal, allow }) => {
  await installOverTheWire(world)
  allow({ console: /Content.Security.Policy/i }, { stranger: /evil\.js$/ }, { url: /evil\.js$/, failure: /^csp$/ })
  await portal.loginAs('employee1')
  await portal.openTask(tasks.everybody)
  const ours = page.frames().find(frame => frame.url().startsWith(world.app.origin))!
  const ran = await ours.evaluate(() => {
    const inline = document.createElement('script')
    inline.textContent = 'window.injected = "inline"'
    document.body.append(inline)
    const handler = document.createElement('div')
    handler.innerHTML = '<img src="data:," onerror="window.injected = \'handler\'">'
    document.body.append(handler)
    const address = document.createElement('a')
    address.href = 'javascript:window.injected = "address"'
    document.body.append(address)
    address.click()
    const foreign = document.createElement('script')
    foreign.src = 'http://127.0.0.1:9/evil.js'
    document.body.append(foreign)
    return new Promise(resolve => setTimeout(() => resolve((window as { injected?: string }).injected ?? null), 300))
  })
  expect(ran).toBeNull()
})

const directive = (policy: string, name: string) => new RegExp(`(?:^|; )${name} ([^;]*)`).exec(policy)?.[1]

test('a page says who may frame it and what may run in it, anew with each answer', async ({ world }) => {
  await installOverTheWire(world)
  const policies: string[] = []
  for (let count = 0; count < 3; count++) {
    const frame = taskTab(world)
    const answer = await sendLaunch(frame.action, formOf(frame))
    const policy = answer.headers.get('content-security-policy')!
    policies.push(directive(policy, 'script-src')!)
    expect(directive(policy, 'frame-ancestors')).toBe(world.portals.acme.origin)
    const html = await answer.text()
    const [, nonce] = /'nonce-([^']+)'/.exec(policy)!
    const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g)].map(([tag]) => tag)
    expect(inline.length).toBeGreaterThan(0)
    for (const tag of inline) expect(tag).toMatch(new RegExp(`nonce="${nonce!.replaceAll(/[+/]/g, '\\$&')}"|type="application/json"`))
  }
  expect(new Set(policies).size, 'a nonce for each answer').toBe(3)
  for (const policy of policies) expect(policy).not.toMatch(/unsafe-(?:inline|eval|hashes)|strict-dynamic|\*|data:|https?:/)

  // What an authorization server calls a portal's address is a URL, and a URL's host may hold signs that mean something to a policy.
  const frame = taskTab(world)
  expect((await sendLaunch(frame.action, formOf(frame))).status).toBe(200)
  for (const origin of ['https://*', 'https://a;script-src', 'https://a,b', 'https://a\'b']) {
    world.database.advance('UPDATE portals SET origin = ?', origin)
    const policy = (await sendLaunch(frame.action, formOf(frame))).headers.get('content-security-policy')!
    expect(directive(policy, 'frame-ancestors'), origin).toBe('\'none\'')
    expect(policy, origin).not.toContain(origin.slice('https://'.length))
  }

  // On-premise portals have any name and port; whoever claims to be one that nobody has proven is framed by nobody.
  world.database.advance('UPDATE portals SET origin = ? WHERE member_id = ?', 'https://crm.example.co.uk:8443', world.portals.acme.memberId)
  const claimed = async (query: string, referer = '') => directive((await fetch(`${world.app.origin}/?${query}`, { headers: { referer } })).headers.get('content-security-policy')!, 'frame-ancestors')
  expect(await claimed('DOMAIN=crm.example.co.uk:8443&PROTOCOL=1')).toBe('https://crm.example.co.uk:8443')
  expect(await claimed('', 'https://crm.example.co.uk:8443/company/')).toBe('https://crm.example.co.uk:8443')
  for (const query of ['', 'DOMAIN=crm.example.co.uk&PROTOCOL=1', 'DOMAIN=crm.example.co.uk:8443&PROTOCOL=0', 'DOMAIN=evil.example', 'DOMAIN=crm.example.co.uk:8443%20https://evil.example', 'DOMAIN=crm.example.co.uk:8443;script-src%20*', 'DOMAIN[]=crm.example.co.uk:8443', 'DOMAIN=*']) {
    expect(await claimed(query), query).toBe('\'none\'')
  }
})

/** Asks as the browser of a frame would, with any verb. */
function headersOf(world: World, method: string, path: string): Promise<{ status: number, headers: Record<string, string | string[] | undefined> }> {
  return new Promise((resolve, reject) => {
    httpRequest(world.app.origin + path, { method, headers: { 'accept': 'text/html', 'content-type': 'application/x-www-form-urlencoded' } }, (answer) => {
      answer.resume().on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers }))
    }).on('error', reject).end()
  })
}

test('every answer of every route, refusals and errors too, has the headers it should and none that it should not', async ({ world }) => {
  await installOverTheWire(world)
  const paths = [...new Set([...serverRoutes().map(({ path }) => path.replaceAll(/:\w+/g, '1').replace('**', 'nothing')), '/nothing-here', '/a/b/c.json', '/__nuxt_error', '/%00'])]
  expect(paths.length).toBeGreaterThan(60)
  await Promise.all(paths.map(async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { status, headers } = await headersOf(world, method, path)
      const what = `${method} ${path} (${status})`
      expect(status, what).toBeLessThan(500)
      for (const name of ['x-frame-options', 'x-powered-by', 'set-cookie', 'access-control-allow-origin']) expect(headers[name], `${name} of ${what}`).toBeUndefined()
      expect(headers['x-content-type-options'], what).toBe('nosniff')
      expect(headers['referrer-policy'], what).toBe('strict-origin-when-cross-origin')
      expect(headers['cache-control'], what).toContain('no-store')
      if (String(headers['content-type']).startsWith('text/html')) expect(headers['content-security-policy'], what).toMatch(/script-src 'self' 'nonce-[^']+';.*frame-ancestors 'none'/)
    }
  }))
})
