import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FrameLocator, Page } from '@playwright/test'
import { subjectKey } from '../../shared/subjects'
import { crm, people, phones, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive, NotesPage } from './support/notes-page'
import type { PortalPage } from './support/portal-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire, openTaskOverTheWire } from './support/wire'
import type { ApiClient } from './support/wire'
import type { World } from './support/world'

const eleanor = subjectKey('contact', crm.contact)
const lead = subjectKey('lead', crm.lead)

async function post(author: ApiClient, note: { subject: string, text: string, source?: { kind: 'call', id: string } }): Promise<void> {
  expect((await author.call('POST', '/api/notes', { id: randomUUID(), visibility: 'team', ...note })).status).toBeLessThan(300)
}

/** Sidenote in the card of the call that rings, come alive. */
async function card(page: Page): Promise<FrameLocator> {
  const place = page.getByTestId('call-card')
  const frame = place.getByTestId('frame-CALL_CARD').contentFrame()
  await expect(place).toBeVisible()
  await alive(frame)
  return frame
}

/** Closes the card of a call as a person does. */
async function closeCard(page: Page): Promise<void> {
  await page.getByTestId('call-close').click()
  await expect(page.getByTestId('call-card')).toBeHidden()
}

/** How often the card was asked for something by its frame. */
const asked = (world: World, command: string) =>
  world.control.journal({ portal: 'acme', kind: 'frame' }).filter(({ title, direction }) => title === command && direction === 'in').length

/** Waits until the frame hears what happens to the call: what comes before that, nobody tells it. */
async function listening(world: World): Promise<void> {
  await expect.poll(() => asked(world, 'getStatus')).toBeGreaterThan(0)
}

/** Opens the item of the telephony report's menu. */
async function openReport(portal: PortalPage, page: Page): Promise<FrameLocator> {
  await portal.goto('/report/telephony/')
  await page.locator('[data-testid^="report-item-"][data-placement="TELEPHONY_ANALYTICS_MENU"]').click()
  const frame = portal.frame('TELEPHONY_ANALYTICS_MENU')
  await alive(frame)
  return frame
}

let administrator: ApiClient

test.beforeEach(async ({ world, portal }) => {
  administrator = await installOverTheWire(world)
  await portal.loginAs('employee1')
})

test('a call says who it is, what was noted before and what to say, and takes a note', async ({ portal, page, world }) => {
  await post(administrator, { subject: eleanor, text: 'Prefers oak' })
  const script = { id: randomUUID(), kind: 'call', title: 'First call', text: 'Hello {contact} of {company}, this is {me}. {subject}', folder: '', shared: true }
  expect((await administrator.call('POST', '/api/templates', script)).status).toBeLessThan(300)

  await portal.goto()
  world.control.ring({ portal: 'acme', userId: people.employee1, phone: phones.contact, bindings: [{ type: 'DEAL', id: crm.deal }] })
  const frame = await card(page)
  await expect(frame.getByTestId('call-name')).toHaveText('Eleanor Whitby')
  await expect(frame.getByTestId('call-company')).toHaveText('Northwind Gardens')
  await expect(frame.getByTestId('call-phase')).toHaveAttribute('data-phase', 'ringing')
  await expect(frame.getByTestId(`call-related-deal:${crm.deal}`)).toContainText('120 folding chairs')
  await expect(frame.getByTestId('note')).toHaveText([/Prefers oak/])
  const notes = new NotesPage(page, frame)
  await expect(notes.text).toBeFocused()
  await listening(world)
  await page.getByTestId('call-answer').click()
  await expect(frame.getByTestId('call-phase')).toHaveAttribute('data-phase', 'talking')

  await frame.getByTestId('call-scripts-toggle').click()
  await frame.getByTestId(`call-script-${script.id}`).getByRole('button').click()
  await expect(frame.getByTestId('call-script-text')).toContainText('Hello Eleanor Whitby of Northwind Gardens, this is Daniel Okafor.')

  await notes.text.fill('Wants samples')
  await expect.poll(() => asked(world, 'disableAutoClose')).toBe(1)
  await notes.write('Wants samples of oak')
  await expect.poll(() => asked(world, 'enableAutoClose')).toBe(1)
  expect(world.database.rows(`SELECT subject, source_kind FROM notes WHERE text = 'Wants samples of oak'`)).toEqual([{ subject: eleanor, source_kind: 'call' }])

  await page.getByTestId('call-hangup').click()
  await expect(frame.getByTestId('call-phase')).toHaveAttribute('data-phase', 'ended')
  await frame.getByTestId('call-name').getByRole('link').click()
  await expect(portal.slider).toHaveAttribute('data-address', new RegExp(`/crm/contact/details/${crm.contact}/`))
  await portal.closeSlider()
  await expectNoScrollbar(frame)
})

test('what is being typed survives another caller and the end of the card', async ({ portal, page, world }) => {
  await post(administrator, { subject: lead, text: 'Wants a catalogue' })
  await portal.goto()
  world.control.ring({ portal: 'acme', userId: people.employee1, phone: phones.contact })
  const frame = await card(page)
  const notes = new NotesPage(page, frame)
  await listening(world)
  await notes.text.fill('Grace, not Eleanor')

  world.control.setCallEntity({ portal: 'acme', entity: { type: 'LEAD', id: crm.lead } })
  await expect(frame.getByTestId('call-name')).toHaveText('Enquiry from the trade fair')
  await expect(frame.getByTestId('note')).toHaveText([/Wants a catalogue/])
  await expect(notes.text).toHaveValue('Grace, not Eleanor')
  await closeCard(page)
  await expect.poll(() => world.database.rows(`SELECT subject, text FROM notes WHERE source_kind = 'call'`)).toEqual([{ subject: lead, text: 'Grace, not Eleanor' }])
})

test('a note that the end of the card keeps from the server waits with the caller', async ({ portal, page, world, allow }) => {
  allow({ url: /\/api\/notes$/, failure: /./ }, { url: /\/api\/notes\/[\w-]+$/, status: 404 })
  await portal.goto()
  world.control.ring({ portal: 'acme', userId: people.employee1, phone: phones.contact })
  const notes = new NotesPage(page, await card(page))
  await listening(world)
  await page.route('**/api/notes', route => route.request().method() === 'POST' ? route.abort() : route.fallback())
  await notes.text.fill('Send her the invoice again')
  await closeCard(page)
  await page.unroute('**/api/notes')
  expect(world.database.rows('SELECT 1 FROM notes')).toEqual([])

  await portal.goto(`/crm/contact/details/${crm.contact}/`)
  await page.locator('[data-testid^="crm-tab-"][data-placement="CRM_CONTACT_DETAIL_TAB"]').click()
  const tab = new NotesPage(page, portal.frame('CRM_CONTACT_DETAIL_TAB'))
  await tab.ready()
  await expect(tab.text).toHaveValue('Send her the invoice again')
  const saved = tab.acknowledged('POST')
  await tab.text.press('Control+Enter')
  await saved
  expect(world.database.rows('SELECT subject, text FROM notes')).toEqual([{ subject: eleanor, text: 'Send her the invoice again' }])
})

test('a stranger is noted by the number; a hidden number has nobody to note, until somebody is chosen', async ({ portal, page, world, allow }) => {
  await portal.goto()
  world.control.ring({ portal: 'acme', userId: people.employee1, phone: phones.stranger })
  const notes = new NotesPage(page, await card(page))
  await expect(notes.frame.getByTestId('call-name')).toHaveText(phones.stranger)
  await notes.write('Asked for opening hours')
  expect(world.database.rows('SELECT subject FROM notes')).toEqual([{ subject: 'phone:442079460123' }])
  await closeCard(page)

  world.control.ring({ portal: 'acme', userId: people.employee1 })
  const hidden = await card(page)
  await expect(hidden.getByTestId('call-nobody')).toHaveAttribute('data-why', 'hidden')
  await expect(hidden.getByTestId('call-scripts-empty')).toBeVisible()
  await expectNoScrollbar(hidden)
  await expect.poll(() => asked(world, 'getStatus')).toBeGreaterThan(1)
  world.control.setCallEntity({ portal: 'acme', entity: { type: 'CONTACT', id: crm.contact } })
  const known = new NotesPage(page, hidden)
  await known.write('It was Eleanor')
  await known.text.fill('And one more thing')
  world.control.setCallEntity({ portal: 'acme', entity: null })
  await expect(hidden.getByTestId('call-typed')).toHaveText('And one more thing')
  world.control.setCallEntity({ portal: 'acme', entity: { type: 'CONTACT', id: crm.contact } })
  await expect(known.text).toHaveValue('And one more thing')
  await known.text.fill('')
  await closeCard(page)

  // A deal that employee 2 may not see: her notes go to the number.
  allow({ url: /\/api\/notes\?/, status: 403 })
  await portal.loginAs('employee2')
  await portal.goto()
  world.control.ring({ portal: 'acme', userId: people.employee2, phone: phones.stranger, crm: { type: 'DEAL', id: crm.dealNotEmployee2 } })
  const theirs = await card(page)
  await expect(theirs.getByTestId('note')).toHaveText([/Asked for opening hours/])
  await expect(theirs.locator('body')).not.toContainText('Terrace set for Hallam')
})

test('the report counts calls with and without notes, by day and person', async ({ portal, page, world, allow }) => {
  const records = world.control.callRecords({ portal: 'acme' })
  const noted = records.find(({ userId }) => userId === people.employee1)!
  await post(await openTaskOverTheWire(world, people.employee1, tasks.everybody), { subject: eleanor, text: 'About that call', source: { kind: 'call', id: noted.callId } })
  // Notes count for whoever is known to see what they are about.
  expect((await administrator.call('GET', `/api/notes?subject=${eleanor}`)).status).toBe(200)

  await portal.loginAs('admin')
  const frame = await openReport(portal, page)
  await frame.getByTestId('calls-range-30').click()
  await expect(frame.getByTestId('calls-bar')).toHaveCount(30)
  const counted = records.filter(({ userId }) => userId > 0)
  await expect(frame.getByTestId('calls-total-calls')).toHaveText(String(counted.length))
  await expect(frame.getByTestId('calls-total-noted')).toHaveText('1')
  await expect(frame.getByTestId('calls-notice')).toHaveCount(0)
  await expectNoScrollbar(frame)
  await frame.getByTestId(`calls-person-${people.employee1}`).getByRole('button').click()
  const theirCalls = counted.filter(({ userId }) => userId === people.employee1).length
  await expect(frame.getByTestId('calls-total-calls')).toHaveText(String(theirCalls))

  const saved = page.waitForEvent('download')
  await frame.getByTestId('calls-save').click()
  expect((await saved).suggestedFilename()).toMatch(/^sidenote-calls-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/)
  const [head, ...lines] = (await readFile(await (await saved).path(), 'utf8')).trimEnd().split('\r\n')
  expect(head).toBe('\uFEFFDay,Person,Calls,With notes,Without notes')
  expect(new Set(lines.map(line => line.split(',')[1]))).toEqual(new Set(['Daniel Okafor']))
  expect(lines.reduce((sum, line) => sum + Number(line.split(',')[2]), 0)).toBe(theirCalls)
  expect(lines.reduce((sum, line) => sum + Number(line.split(',')[3]), 0)).toBe(1)

  allow({ url: /\/api\/calls\?/, status: 503 })
  await page.route('**/api/calls?*', route => route.fulfill({ status: 503, json: { error: { code: 'portal_unavailable', message: 'down' } } }), { times: 1 })
  await frame.getByTestId('calls-range-7').click()
  await expect(frame.getByRole('alert')).toBeVisible()
  await frame.getByTestId('error-retry').click()
  await expect(frame.getByTestId('calls-bar')).toHaveCount(7)

  await portal.loginAs('employee1')
  const theirs = await openReport(portal, page)
  await expect(theirs.getByTestId('calls-notice')).toBeVisible()
  await expect(theirs.getByTestId('calls-total-noted')).toHaveText('1')
  await expect(theirs.getByTestId('calls-total-calls')).toHaveCount(0)
  await expectNoScrollbar(theirs)
})
