import type { FrameLocator } from '@playwright/test'
import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import { PortalPage } from './support/portal-page'
import { expectNoScrollbar, widths } from './support/width'
import { installOverTheWire, newNote, sendLaunch, formOf } from './support/wire'

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'

test('no page has a horizontal scrollbar at any width of Bitrix24', async ({ portal, world }) => {
  const mine = await installOverTheWire(world)
  await portal.loginAs('admin')
  const empty = await portal.openTask(tasks.everybodyToo)
  await expectNoScrollbar(empty.frame)

  await mine.call('POST', '/api/notes', newNote(`${longWord}${longWord} and https://example.com/${'a'.repeat(200)}`))
  await mine.call('POST', '/api/notes', newNote('Short', { visibility: 'private' }))
  const notes = await portal.openTask(tasks.everybody)
  await expect(notes.notes).toHaveCount(2)
  await expectNoScrollbar(notes.frame)

  const home = await portal.openApp()
  await alive(home)
  await expect(home.getByTestId('home-entry')).toHaveCount(2)
  await expectNoScrollbar(home)
})

test('neither have the pages that explain something', async ({ page, world }) => {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 700 })
    await page.goto(world.app.origin)
    await expect(page.getByTestId('page-outside')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBeLessThanOrEqual(width)
  }
})

test('a German portal is answered in German', async ({ page, world }) => {
  await installOverTheWire(world, 'globex')
  const portal = new PortalPage(page, () => world.portals.globex.origin)
  const notes = await portal.openTask(tasks.everybody)
  await expect(notes.frame.locator('html')).toHaveAttribute('lang', 'de')
  await expect(notes.frame.locator('body')).toContainText('Notiz')
  await notes.write('Taktzeit ist geklärt')
  const home = await portal.openApp()
  await expect(home.locator('html')).toHaveAttribute('lang', 'de')
  await expect(home.getByTestId('home-entry')).toContainText('Taktzeit ist geklärt')
})

test('a language that Sidenote does not speak falls back to English', async ({ world }) => {
  await installOverTheWire(world)
  const frame = world.launch({ portal: 'acme', userId: people.employee1 })
  const action = new URL(frame.action)
  action.searchParams.set('LANG', 'kz')
  const html = await (await sendLaunch(action.href, formOf(frame))).text()
  expect(html).toMatch(/<html[^>]* lang="en"/)
})

test('light and dark follow the person\'s system', async ({ portal, world, page }) => {
  await installOverTheWire(world)
  await portal.loginAs('admin')
  const textColour = (frame: FrameLocator) => frame.locator('body').evaluate(body => getComputedStyle(body).color)
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await textColour((await portal.openTask(tasks.everybody)).frame)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await textColour((await portal.openTask(tasks.everybody)).frame)
  expect(dark).not.toBe(light)
})
