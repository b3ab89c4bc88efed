import type { FrameLocator, Locator } from '@playwright/test'
import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import type { PortalPage } from './support/portal-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'

const day = 24 * 60 * 60_000

test.beforeEach(async ({ world, portal }) => {
  await installOverTheWire(world)
  await portal.loginAs('admin')
})

async function openHome(portal: PortalPage): Promise<FrameLocator> {
  const home = await portal.openApp()
  await alive(home)
  return home
}

/** The portal's choice of a person, over the page that asked for it: the card of the task in its slider. */
const dialogOf = (portal: PortalPage) => portal.slider.getByTestId('slider-page').contentFrame().getByTestId('choice-dialog')

const stateOf = (place: Locator, state: string) => expect(place.getByTestId('follow-up')).toHaveAttribute('data-state', state)

test('a follow-up is given to a colleague in the portal\'s own dialog; he does it, and its author takes it over', async ({ portal, world, anotherBrowser }) => {
  const notes = await portal.openTask(tasks.everybody)
  const composer = notes.frame.getByTestId('note-composer')
  await notes.text.fill('Call the printer')
  await composer.getByTestId('follow-up-add').click()
  await expect(composer.getByTestId('assignee-me')).toHaveAttribute('aria-pressed', 'true')
  await expect(composer.getByTestId(`assignee-${people.employee2}`), 'who has to do with the task').toContainText('Priya Nair')
  // The portal says nothing of a cancelled dialog; it opens again all the same.
  await composer.getByTestId('assignee-search').click()
  await dialogOf(portal).getByTestId('choice-cancel').click()
  await composer.getByTestId('assignee-search').click()
  await dialogOf(portal).getByTestId(`choice-${people.employee1}`).click()
  await expect(composer.getByTestId(`assignee-${people.employee1}`)).toHaveAttribute('aria-pressed', 'true')
  await expect(composer.getByTestId('follow-up-picker')).toContainText('When should Daniel Okafor be reminded?')
  await composer.getByTestId('follow-up-choice-tomorrow').click()
  await expect(composer.getByTestId('follow-up-chosen')).toContainText('tomorrow, 9:00 AM for Daniel Okafor')
  await expectNoScrollbar(notes.frame)
  const saved = notes.acknowledged('POST')
  await notes.text.press('Control+Enter')
  await saved
  await expect(notes.note('Call the printer').getByTestId('follow-up-due')).toContainText('for Daniel Okafor')
  expect(world.database.rows('SELECT assignee_id FROM follow_ups')).toEqual([{ assignee_id: people.employee1 }])

  const daniel = await anotherBrowser('employee1')
  const his = (await openHome(daniel)).getByTestId('follow-ups-later').getByTestId('follow-up-entry')
  await expect(his).toHaveText([/Call the printer.*Agree on the catalogue cover/s])
  const finished = daniel.page.waitForResponse(response => response.request().method() === 'PATCH' && response.ok())
  await his.getByTestId('follow-up-done').click()
  await finished

  const again = await portal.openTask(tasks.everybody)
  await stateOf(again.note('Call the printer'), 'done')
  await again.note('Call the printer').getByTestId('follow-up-due').click()
  const taken = again.acknowledged('PUT')
  await again.note('Call the printer').getByTestId('follow-up-take-over').click()
  await stateOf(again.note('Call the printer'), 'open')
  await taken
  await expect(again.note('Call the printer').getByTestId('follow-up-due')).not.toContainText('Daniel')
  await expect((await openHome(daniel)).getByTestId('follow-ups-empty').or(daniel.frame('DEFAULT').getByTestId('empty'))).toBeVisible()
  await expect((await openHome(portal)).getByTestId('follow-up-entry')).toHaveText([/Call the printer/])
})

test('whom a note cannot be given to is said beside the field, and what was typed stays, through a reload', async ({ portal, allow, world }) => {
  allow({ url: /\/api\/notes$/, status: 422 })
  const notes = await portal.openTask(tasks.adminOnly)
  const composer = notes.frame.getByTestId('note-composer')
  await notes.text.fill('The board wants figures')
  await composer.getByTestId('follow-up-add').click()
  await composer.getByTestId('assignee-search').click()
  await dialogOf(portal).getByTestId(`choice-${people.employee1}`).click()
  await composer.getByTestId('follow-up-choice-tomorrow').click()
  await composer.getByTestId('note-save').click()
  await expect(composer.getByTestId('assignee-problem')).toContainText('cannot see what the note is about')
  await expect(notes.text).toHaveValue('The board wants figures')
  await expect(composer.getByTestId('follow-up-chosen')).toContainText('for Daniel Okafor')
  expect(world.database.rows('SELECT 1 FROM notes')).toEqual([])

  // A private note is nobody else's either; that is known without asking.
  await composer.getByTestId('note-visibility').click()
  await expect(composer.getByTestId('assignee-private')).toBeVisible()
  await composer.getByTestId('note-save').click()
  await expect(composer.getByTestId('assignee-problem')).toContainText('private note')

  const reloaded = await portal.openTask(tasks.adminOnly)
  await expect(reloaded.text).toHaveValue('The board wants figures')
  const kept = reloaded.frame.getByTestId('note-composer')
  await expect(kept.getByTestId('follow-up-chosen')).toContainText('for Daniel Okafor')
  await kept.getByTestId('follow-up-add').click()
  await kept.getByTestId('assignee-me').click()
  const saved = reloaded.acknowledged('POST')
  await kept.getByTestId('note-save').click()
  await saved
  await stateOf(reloaded.note('The board wants figures'), 'open')
  expect(world.database.rows('SELECT assignee_id FROM follow_ups')).toEqual([{ assignee_id: people.admin }])
})

test('home by keyboard alone: from row to row, put off, done, taken back, seen when done, opened again', async ({ portal, page, world }) => {
  const me = await openTaskOverTheWire(world, people.admin, tasks.everybody)
  for (const note of [{ ...newNote('Just fallen due'), dueAt: Date.now() - 30_000 }, { ...newNote('In three days', { taskId: tasks.everybodyToo }), dueAt: Date.now() + 3 * day }, newNote('Without any time')]) {
    expect((await me.call('POST', '/api/notes', note)).ok).toBe(true)
  }
  await page.route('**/api/follow-ups/due', route => route.fulfill({ json: { due: [], next: null } }))
  const home = await openHome(portal)
  await home.getByRole('heading', { level: 1 }).click()
  const keyboard = page.keyboard
  const isOver = () => world.database.rows<{ due_at: number }>('SELECT min(due_at) AS due_at FROM follow_ups')[0]!.due_at < Date.now()
  const overdue = home.getByTestId('follow-ups-overdue').getByTestId('follow-up-entry')
  const later = home.getByTestId('follow-ups-later').getByTestId('follow-up-entry')

  await keyboard.press('j')
  await expect(overdue.getByTestId('follow-up-open')).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(later.getByTestId('follow-up-open')).toBeFocused()
  await keyboard.press('End')
  await expect(home.getByTestId('home-open').last()).toBeFocused()
  await keyboard.press('Home')
  await expect(overdue.getByTestId('follow-up-open')).toBeFocused()

  await keyboard.press('s')
  await expect(home.getByTestId('snooze-tomorrow')).toBeVisible()
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(overdue.getByTestId('follow-up-moved')).toContainText('Just fallen due')
  await expect(overdue.getByTestId('follow-up-undo')).toBeFocused()
  await expect.poll(isOver).toBe(false)
  await keyboard.press('Enter')
  await expect(overdue.getByTestId('follow-up-done')).toBeFocused()
  await expect.poll(isOver, 'due again when it was before, though that is over').toBe(true)

  const done = () => world.database.rows('SELECT 1 FROM follow_ups WHERE done_at IS NOT NULL').length
  await keyboard.press('j')
  await keyboard.press('Space')
  await expect(later.getByTestId('follow-up-undo')).toBeFocused()
  await expect.poll(done).toBe(1)
  await keyboard.press('Enter')
  await expect(later.getByTestId('follow-up-done')).toBeFocused()
  await expect.poll(done).toBe(0)
  await keyboard.press('d')
  await expect(home.getByTestId('follow-ups-later')).toHaveCount(0)
  await expect.poll(done).toBe(1)

  await home.getByTestId('follow-ups-done-toggle').press('Enter')
  const list = home.getByTestId('follow-ups-done').getByTestId('follow-up-entry')
  await expect(list).toHaveText([/In three days/])
  await list.getByTestId('follow-up-done').press('Space')
  await expect(later).toHaveText([/In three days/])
  await expect(home.getByTestId('follow-ups-done-empty')).toBeVisible()
  await expect.poll(done).toBe(0)

  await keyboard.press('?')
  await expect(home.getByTestId('home-keys')).toBeVisible()
  await keyboard.press('Escape')
  await expect(home.getByTestId('home-keys')).toHaveCount(0)
  await keyboard.press('/')
  await keyboard.type('jd?')
  await expect(home.getByTestId('search-text')).toHaveValue('jd?')
  expect(done(), 'what is typed does nothing').toBe(0)
  await expectNoScrollbar(home)
})
