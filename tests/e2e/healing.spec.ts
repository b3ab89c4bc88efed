import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive, NotesPage } from './support/notes-page'
import { installOverTheWire, newNote } from './support/wire'

test.beforeEach(async ({ world, portal }) => {
  const administrator = await installOverTheWire(world)
  await administrator.call('POST', '/api/notes', newNote('Still here'))
  await portal.loginAs('employee1')
})

test('a frame that was reloaded by GET finds itself again', async ({ portal, page }) => {
  const notes = await portal.openTask(tasks.everybody)
  await expect(notes.note('Still here')).toBeVisible()
  const address = page.frames().find(frame => frame.url().includes('/placements/task-view-tab'))!.url()
  const reloaded = page.waitForResponse(response => response.url() === address && response.request().method() === 'GET')
  await notes.frame.locator('body').evaluate((_body, url) => {
    location.href = `${url}`
  }, address)
  expect((await reloaded).status()).toBe(200)
  await expect(notes.note('Still here')).toBeVisible()
  await notes.ready()
  await notes.write('And one more')
})

test('an expired session is renewed through the frame, and the person notices nothing', async ({ portal, page, allow }) => {
  allow({ url: /\/api\/notes$/, status: 401 })
  const notes = await portal.openTask(tasks.everybody)
  // The server's answer to a session past its hour, once; the real server answers what follows.
  await page.route('**/api/notes', route => route.fulfill({ status: 401, json: { error: { code: 'session_expired', message: 'The session has ended' } } }), { times: 1 })
  const renewed = page.waitForResponse(response => response.url().endsWith('/api/session') && response.request().method() === 'POST')
  await notes.write('Written across the hour')
  expect((await renewed).status()).toBe(200)
  await expect(notes.note('Written across the hour')).toHaveCount(1)
})

test('a launch with an expired token renews itself through the frame', async ({ portal, world, allow }) => {
  // The page tries the token that the frame was given before it asks for another one.
  allow({ url: /\/placements\/task-view-tab\?/, status: 401 }, { url: /\/api\/session$/, status: 401 })
  world.control.setFaults({ portal: 'acme', faults: { expireTokens: true } })
  const card = await portal.openTaskCard(tasks.everybody)
  await card.locator('[data-placement="TASK_VIEW_TAB"]').click()
  const notes = new NotesPage(portal.page, card.getByTestId('frame-TASK_VIEW_TAB').contentFrame())
  await expect(notes.note('Still here')).toBeVisible()
})

test('while the authorization server is down the page says so and tries again by itself', async ({ portal, world, allow, page }) => {
  allow({ url: /\/placements\/task-view-tab\?/, status: 503 }, { url: /\/api\/session$/, status: 503 })
  const card = await portal.openTaskCard(tasks.everybody)
  world.control.setFaults({ portal: 'acme', faults: { oauthDown: true } })
  await card.locator('[data-placement="TASK_VIEW_TAB"]').click()
  const frame = card.getByTestId('frame-TASK_VIEW_TAB').contentFrame()
  await alive(frame)
  // Pressed too early it tells the same again; after that nobody touches it.
  await frame.getByTestId('error-retry').click()
  await expect(frame.getByTestId('error-retry')).toBeEnabled()
  world.control.setFaults({ portal: 'acme', faults: { oauthDown: false } })
  // Retry-After asks for fifteen seconds.
  await expect(new NotesPage(page, frame).note('Still here')).toBeVisible({ timeout: 40_000 })
})

test('a portal that got another address is found again by the next launch', async ({ portal, world, allow }) => {
  // A photo keeps the address that Bitrix24 gave for it until the person is asked about again.
  const photo = /\/avatars\/1\.svg/
  allow({ console: photo }, { stranger: photo }, { url: photo, failure: /csp/ })
  // The background worker proves nothing, so nobody at the new address may frame it before a launch came from there.
  allow({ console: /frame-ancestors 'none'/ }, { url: /page-background-worker/, failure: /BLOCKED_BY_RESPONSE/ })
  // The bell of the page that is still open asks at the old address.
  allow({ url: /_portal\/notifications/, failure: /ERR_CONNECTION/ })
  await world.control.rename({ portal: 'acme' })
  await portal.loginAs('employee1')
  const notes = await portal.openTask(tasks.everybody)
  await expect(notes.note('Still here')).toBeVisible()
  await notes.write('Same portal, new address')
  expect(world.database.rows('SELECT origin FROM portals')).toEqual([{ origin: world.portals.acme.origin }])
})

test('after kill -9 and a new start the open page goes on', async ({ portal, world, allow }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('Before the crash')
  await world.app.restart({ signal: 'SIGKILL' })
  // The open stream breaks off in the middle.
  allow({ url: /127\.0\.0\.1/, failure: /ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED/ })
  await notes.write('After the crash')
  const again = await portal.openTask(tasks.everybody)
  await expect(again.notes).toHaveCount(3)
  expect(world.database.rows('SELECT author_id FROM notes ORDER BY created_at').map(row => row.author_id)).toEqual([people.admin, people.employee1, people.employee1])
})
