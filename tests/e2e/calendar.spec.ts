import type { FrameLocator, Locator } from '@playwright/test'
import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import type { PortalPage } from './support/portal-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'

const soon = () => Date.now() + 5 * 60_000
/** As Maria's profile says. */
const inLondon = (at: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' }).format(at)

/** Opens the calendar of the person who is logged in, and Sidenote's view of it. */
async function openCalendar(portal: PortalPage): Promise<FrameLocator> {
  await portal.goto('/calendar/')
  await portal.page.getByRole('tab', { name: 'Follow-ups' }).click()
  const frame = portal.frame('CALENDAR_GRIDVIEW')
  await alive(frame)
  await expect(frame.getByTestId('calendar-days')).toHaveAttribute('data-following', 'true')
  return frame
}

const range = async (frame: FrameLocator) => {
  const days = frame.getByTestId('calendar-days')
  return { from: await days.getAttribute('data-from'), to: await days.getAttribute('data-to') }
}
const dayOf = (frame: FrameLocator, date: string) => frame.locator(`[data-testid="calendar-day"][data-date="${date}"]`)
const eventOf = (place: FrameLocator | Locator, id: number) => place.locator(`[data-event="${id}"]`)

test.beforeEach(async ({ world, portal }) => {
  await installOverTheWire(world)
  await portal.loginAs('admin')
})

test('my follow-ups stand on their days beside the calendar\'s events; both open, and one is checked off', async ({ portal, page, world }) => {
  const me = await openTaskOverTheWire(world, people.admin, tasks.everybody)
  const dueAt = soon()
  expect((await me.call('POST', '/api/notes', { ...newNote('Ask for the signed offer'), dueAt })).ok).toBe(true)
  const frame = await openCalendar(portal)
  const today = dayOf(frame, inLondon(dueAt).slice(0, 10))
  const followUp = today.getByTestId('calendar-follow-up')
  await expect(followUp).toContainText('Ask for the signed offer')
  // Weekly planning, today, in Maria's own calendar.
  await expect(eventOf(today, 71)).toContainText('Weekly planning')

  // The company's, three days ago and in two days: one of them is in every month's grid.
  await expect(eventOf(frame, 80).or(eventOf(frame, 74)).first()).toBeVisible()
  await eventOf(today, 71).click()
  await expect(portal.slider.getByTestId('slider-page').contentFrame().getByTestId('event-page')).toContainText('Meeting room 2')
  await portal.closeSlider()

  await followUp.getByTestId('calendar-follow-up-open').click()
  await alive(portal.sliderApp)
  await expect(portal.sliderApp.getByTestId('note')).toContainText('Ask for the signed offer')
  await portal.closeSlider()

  for (const state of ['done', 'open', 'done']) {
    const answered = page.waitForResponse(response => response.request().method() === 'PATCH' && response.ok())
    await followUp.getByTestId('follow-up-done').click()
    await expect(followUp).toHaveAttribute('data-state', state)
    await answered
  }
  expect(world.database.rows('SELECT 1 FROM follow_ups WHERE done_at IS NOT NULL')).toHaveLength(1)
  await expectNoScrollbar(frame)
})

test('the view moves with the calendar\'s own navigation, without a reload, and takes in a new event', async ({ portal, page }) => {
  const frame = await openCalendar(portal)
  const start = await range(frame)
  await frame.locator('html').evaluate((root) => { root.dataset.same = 'page' })

  await page.getByTestId('calendar-next').click()
  await expect(frame.getByTestId('calendar-days')).not.toHaveAttribute('data-from', start.from!)
  const next = await range(frame)
  expect(next.from! > start.from! && next.from! <= start.to!).toBe(true)
  await page.getByTestId('calendar-prev').click()
  await expect(frame.getByTestId('calendar-days')).toHaveAttribute('data-from', start.from!)

  const year = new Date().getFullYear() + 2
  await page.getByTestId('calendar-date').fill(`${year}-05-13`)
  await expect(dayOf(frame, `${year}-05-13`)).toBeVisible()
  await expect(frame.getByTestId('calendar-title')).toHaveText(`May ${year}`)
  await page.getByTestId('calendar-today').click()
  await expect(eventOf(frame, 71)).toBeVisible()

  await frame.getByTestId('calendar-new-event').click()
  const form = portal.slider.getByTestId('slider-page').contentFrame()
  await form.getByTestId('event-name').fill('Tasting at the bakery')
  await form.getByTestId('event-save').click()
  await expect(frame.getByTestId('calendar-event').filter({ hasText: 'Tasting at the bakery' })).toBeVisible()
  await expect(frame.locator('html')).toHaveAttribute('data-same', 'page')
})

test('a day takes a follow-up of its own, for its writer alone; what the server refuses stays in the field', async ({ portal, page, world, allow }) => {
  allow({ url: /\/api\/notes$/, status: 503 })
  const frame = await openCalendar(portal)
  const year = new Date().getFullYear() + 1
  await page.getByTestId('calendar-date').fill(`${year}-07-15`)
  const day = dayOf(frame, `${year}-07-15`)
  await day.hover()
  await day.getByTestId('calendar-add').click()
  const form = frame.getByTestId('calendar-quick-note')
  await expect(form.getByTestId('note-visibility')).toHaveAttribute('data-value', 'private')
  await page.route('**/api/notes', route => route.fulfill({ status: 503, json: { error: { code: 'portal_unavailable', message: 'down' } } }), { times: 1 })
  await form.getByTestId('note-text').fill('Order the cake')
  await form.getByTestId('note-text').press('Control+Enter')
  await expect(form.getByRole('alert')).toBeVisible()
  await expect(form.getByTestId('note-text')).toHaveValue('Order the cake')
  await form.getByTestId('note-save').click()
  await expect(day.getByTestId('calendar-follow-up')).toContainText('Order the cake')
  await expect(form).toHaveCount(0)
  await expect.poll(() => world.database.rows('SELECT subject, visibility FROM notes')).toEqual([{ subject: `day:${year}-07-15`, visibility: 'private' }])
  const [{ due_at: dueAt }] = world.database.rows<{ due_at: number }>('SELECT due_at FROM follow_ups') as [{ due_at: number }]
  expect(inLondon(dueAt)).toBe(`${year}-07-15 09:00`)
})

test('events that cannot be fetched are asked for again; the follow-ups are there all the same', async ({ portal, page, world, allow }) => {
  allow({ url: /\/api\/calendar\/events/, status: 503 })
  const me = await openTaskOverTheWire(world, people.admin, tasks.everybody)
  expect((await me.call('POST', '/api/notes', { ...newNote('Still here'), dueAt: soon() })).ok).toBe(true)
  await page.route('**/api/calendar/events*', route => route.fulfill({ status: 503, json: { error: { code: 'portal_unavailable', message: 'down' } } }), { times: 1 })
  const frame = await openCalendar(portal)
  await expect(frame.getByRole('alert')).toBeVisible()
  await expect(frame.getByTestId('calendar-follow-up')).toContainText('Still here')
  await frame.getByTestId('error-retry').click()
  await expect(eventOf(frame, 71)).toBeVisible()
  await expect(frame.getByRole('alert')).toHaveCount(0)
})
