import { readFile } from 'node:fs/promises'
import type { Download } from '@playwright/test'
import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'

const contentOf = async (download: Download) => readFile(await download.path(), 'utf8')

test('my notes can be taken along as a document and as a table; what goes wrong or takes too long is said, and can be cancelled', async ({ portal, page, world, allow }) => {
  await installOverTheWire(world)
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const priya = await openTaskOverTheWire(world, people.employee2, tasks.everybody)
  const dueAt = Date.now() + 3 * 24 * 3_600_000
  for (const [author, note] of [
    [daniel, newNote('**Blue** cover\n\n- [ ] ask the printer')],
    [daniel, { ...newNote('=HYPERLINK("https://evil.test"), for me', { visibility: 'private' }), dueAt }],
    [priya, newNote('Not Daniel\'s')],
  ] as const) expect((await author.call('POST', '/api/notes', note)).status).toBe(200)
  expect((await fetch(`${world.app.origin}/api/notes/export?format=csv&language=en&zone=UTC`)).status).toBe(401)

  await portal.loginAs('employee1')
  const home = await portal.openApp()
  await alive(home)
  const button = home.getByTestId('export-open')
  async function take(format: 'md' | 'csv'): Promise<Download> {
    await button.click()
    const download = page.waitForEvent('download')
    await home.getByTestId(`export-${format}`).click()
    return download
  }

  const document = await take('md')
  expect(document.suggestedFilename()).toMatch(/^sidenote-notes-\d{4}-\d\d-\d\d\.md$/)
  const text = await contentOf(document)
  expect(text).toContain('> **Blue** cover\n>\n> - [ ] ask the printer\n')
  expect(text).toContain(`### Task: [Agree on the catalogue cover](${world.portals.acme.origin}/company/personal/user/${people.employee1}/tasks/task/view/${tasks.everybody}/)`)
  expect(text).toMatch(/Only me · Follow-up: .+, Daniel Okafor/)
  expect(text).not.toContain('Not Daniel')

  const table = await take('csv')
  expect(table.suggestedFilename()).toMatch(/\.csv$/)
  const [head, newest, ...older] = (await contentOf(table)).trimEnd().split('\r\n')
  expect(head).toMatch(/^\uFEFFAbout,Title,Address,Note,/)
  expect(newest).toContain(`,"'=HYPERLINK(""https://evil.test""), for me",Only me,no,`)
  expect(older).toHaveLength(1)

  allow({ url: /\/api\/notes\/export/, status: 503 })
  await page.route('**/api/notes/export?*', route => route.fulfill({ status: 503, json: { error: { code: 'portal_busy', message: 'busy' } } }), { times: 1 })
  await button.click()
  await home.getByTestId('export-csv').click()
  await expect(home.getByText('Your Bitrix24 has too much to do at the moment.', { exact: true })).toBeVisible()

  await page.route('**/api/notes/export?*', () => undefined)
  await button.press('Enter')
  await home.getByTestId('export-md').press('Enter')
  await expect(home.getByTestId('export-progress')).toBeVisible()
  await expect(button).toHaveText('Cancel')
  await expect(button).toBeFocused()
  await expectNoScrollbar(home)
  await button.press('Enter')
  await expect(button).toHaveText('Export my notes')
  await page.unroute('**/api/notes/export?*')
  await take('md')
})
