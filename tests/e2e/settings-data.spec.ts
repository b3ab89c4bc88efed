import { readFile } from 'node:fs/promises'
import type { Download } from '@playwright/test'
import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { SettingsPage } from './support/settings-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'

const contentOf = async (download: Download) => readFile(await download.path(), 'utf8')

test('an administrator takes ten thousand notes of the team along, and erases the private ones of a colleague who left', async ({ portal, page, world }) => {
  test.slow()
  const administrator = await installOverTheWire(world)
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  for (const note of [newNote('=1+1 "quoted"\nand a second line'), newNote('Nobody else reads this', { visibility: 'private' })]) {
    expect((await daniel.call('POST', '/api/notes', note)).status).toBe(200)
  }
  const [{ id: portalId }] = world.database.rows<{ id: number }>('SELECT id FROM portals') as [{ id: number }]
  const yesterday = Date.now() - 24 * 3_600_000
  world.database.fill(9_999, number => ({ portalId, subject: `task:${tasks.everybody}`, authorId: people.admin, text: `Note ${number}`, createdAt: yesterday - number }))

  for (const [method, path] of [
    ['GET', '/api/admin/data'], ['GET', '/api/admin/export?format=json&language=en&zone=UTC'], ['POST', '/api/admin/erasure'], ['DELETE', '/api/admin/erasure'], ['DELETE', `/api/admin/people/${people.admin}/private-notes`],
  ] as const) expect((await daniel.call(method, path, method === 'POST' ? { confirm: new URL(world.portals.acme.origin).host } : undefined)).status, path).toBe(403)
  expect((await administrator.call('DELETE', `/api/admin/people/${people.employee1}/private-notes`)).status, 'Daniel works here').toBe(409)

  await portal.loginAs('admin')
  const { frame } = await SettingsPage.open(portal, 'data')
  await expect(frame.getByTestId('data-figure-team')).toContainText('10,000')
  await expect(frame.getByTestId('data-figure-private').locator('dd')).toHaveText('1')
  await expect(frame.getByTestId('data-departed')).toHaveAttribute('data-state', 'nobody')
  await expectNoScrollbar(frame)

  async function take(format: 'json' | 'csv') {
    const download = page.waitForEvent('download')
    await frame.getByTestId(`data-export-${format}`).click()
    return download
  }
  const json = await take('json')
  expect(json.suggestedFilename()).toMatch(new RegExp(`^sidenote-${new URL(world.portals.acme.origin).host.replace(':', '-')}-\\d{4}-\\d\\d-\\d\\d\\.json$`))
  const content = await contentOf(json)
  const { notes, count } = JSON.parse(content) as { count: number, notes: { text: string, author: { name: string }, subject: { title: string } }[] }
  expect(count).toBe(10_000)
  expect(new Set(notes.map(({ text }) => text)).size).toBe(10_000)
  expect(notes[0]).toMatchObject({ text: '=1+1 "quoted"\nand a second line', author: { name: 'Daniel Okafor' }, subject: { title: 'Agree on the catalogue cover' } })
  expect(content).not.toContain('Nobody else reads this')

  const table = (await contentOf(await take('csv'))).trimEnd().split('\r\n')
  expect(table).toHaveLength(10_001)
  expect(table[0]).toMatch(/^\uFEFFAbout,Title,Address,Note,/)
  expect(table[1]).toContain(`,"'=1+1 ""quoted""\nand a second line",Team,`)
  expect(table[1]).toMatch(/,Daniel Okafor$/)

  await page.route('**/api/admin/export?*', () => undefined)
  await frame.getByTestId('data-export-csv').press('Enter')
  await expect(frame.getByTestId('data-export-progress')).toHaveText('0 of 10,000 notes')
  await expect(frame.getByTestId('data-export-cancel')).toBeFocused()
  await frame.getByTestId('data-export-cancel').press('Enter')
  await expect(frame.getByTestId('data-export-json')).toBeFocused()

  world.control.dismiss({ portal: 'acme', userId: people.employee1 })
  await frame.getByTestId('settings-tab-audit').click()
  await expect(frame.getByTestId('audit-entry')).toHaveCount(2)
  await frame.getByTestId('settings-tab-data').click()
  const person = frame.getByTestId('departed-person')
  await expect(person).toContainText('Daniel Okafor')
  await person.getByTestId('departed-erase').click()
  await expect(person.getByTestId('confirm-no')).toBeFocused()
  await person.getByTestId('confirm-yes').click()
  await expect(frame.getByTestId('data-departed')).toHaveAttribute('data-state', 'nobody')
  await expect(frame.getByTestId('data-figure-private').locator('dd')).toHaveText('0')
  await expect(frame.getByTestId('data-figure-team')).toContainText('10,000')
  await frame.getByTestId('settings-tab-audit').click()
  await expect(frame.locator('[data-action="private_notes_erased"]')).toContainText('erased 1 private note')
})

test('everything is erased only after time to think again, is taken back by whoever sees it, and Sidenote works on', async ({ portal, world, allow }) => {
  await installOverTheWire(world)
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const note = { ...newNote('The combination is xyzzyplugh'), dueAt: Date.now() + 3 * 24 * 3_600_000 }
  expect((await daniel.call('POST', '/api/notes', note)).status).toBe(200)
  const host = new URL(world.portals.acme.origin).host

  await portal.loginAs('admin')
  const { frame } = await SettingsPage.open(portal, 'data')
  const banner = frame.getByTestId('erasure-banner')
  const input = frame.getByTestId('erasure-host')
  await expect(input).toBeVisible()
  await expect(banner).toHaveCount(0)
  allow({ url: /\/api\/admin\/erasure/, status: 422 })
  await input.fill('another.bitrix24.com')
  await input.press('Enter')
  await expect(frame.getByTestId('erasure-problem')).toContainText('Nothing was erased')
  await input.fill(host)
  await input.press('Enter')
  await expect(banner).toContainText('Maria')
  await expect(input).toHaveCount(0)
  await expect(frame.getByTestId('erasure-undo')).toBeFocused()

  // Every administrator sees it, wherever they are in the settings.
  const again = (await SettingsPage.open(portal)).frame
  await again.getByTestId('erasure-take-back').press('Enter')
  await expect(banner).toHaveCount(0)
  await expect(again.getByTestId('settings-tab-places')).toBeFocused()
  await again.getByTestId('settings-tab-data').click()
  await again.getByTestId('erasure-host').fill(host.toUpperCase())
  await again.getByTestId('erasure-ask').click()
  await expect(banner).toHaveAttribute('data-state', 'planned')
  expect(world.database.rows('SELECT 1 FROM notes')).toHaveLength(1)

  expect(world.database.advance('UPDATE portals SET erase_at = ?', Date.now() - 1)).toBe(1)
  await expect.poll(() => world.database.rows('SELECT erase_at AS at FROM portals'), { timeout: 45_000 }).toEqual([{ at: null }])
  const { notes, follow_ups: followUps, subjects, search_entries: searchEntries } = world.database.census()
  expect({ notes, followUps, subjects, searchEntries }).toEqual({ notes: 0, followUps: 0, subjects: 0, searchEntries: 0 })
  await expect.poll(() => world.database.bytes().includes('xyzzyplugh'), 'erased means overwritten, in the search too').toBe(false)

  const after = (await SettingsPage.open(portal, 'data')).frame
  await expect(after.getByTestId('data-figures')).toContainText('Nobody has written a note yet')
  await expect(banner).toHaveCount(0)
  await after.getByTestId('settings-tab-audit').click()
  await expect(after.locator('[data-action="erased"]')).toContainText('1 note')
  await expect(after.getByTestId('audit-entry')).toHaveCount(4)
  const task = await portal.openTask(tasks.everybody)
  await task.write('A new beginning')
  await expect(task.note('A new beginning')).toBeVisible()
})
