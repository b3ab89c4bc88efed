import { randomUUID } from 'node:crypto'
import type { Locator } from '@playwright/test'
import { people, projects, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'
import type { ApiClient } from './support/wire'

const nextYear = new Date().getFullYear() + 1
const day = 24 * 60 * 60_000

test.beforeEach(async ({ world, portal }) => {
  await installOverTheWire(world)
  await portal.loginAs('admin')
})

async function post(author: ApiClient, note: object): Promise<void> {
  expect((await author.call('POST', '/api/notes', note)).status).toBeLessThan(300)
}

const stateOf = (place: Locator, state: string) => expect(place.getByTestId('follow-up')).toHaveAttribute('data-state', state)

test('a note is written with a follow-up, which is moved, done, not done after all, and removed where it is read', async ({ portal, world }) => {
  const stored = () => world.database.rows<{ due_at: number, done: number }>('SELECT due_at, done_at IS NOT NULL AS done FROM follow_ups')
  const notes = await portal.openTask(tasks.everybody)
  const composer = notes.frame.getByTestId('note-composer')
  await notes.text.fill('Ask for the signed offer')
  await composer.getByTestId('follow-up-add').click()
  await composer.getByTestId('follow-up-choice-tomorrow').press('Enter')
  await expect(composer.getByTestId('follow-up-chosen')).toContainText('tomorrow, 9:00 AM')
  await expect(composer.getByTestId('follow-up-picker')).toHaveCount(0)
  await expect(composer.getByTestId('follow-up-add')).toBeFocused()
  const saved = notes.acknowledged('POST')
  await notes.text.press('Control+Enter')
  await saved
  await expect(composer.getByTestId('follow-up-chosen')).toHaveCount(0)
  const note = notes.note('Ask for the signed offer')
  await stateOf(note, 'open')
  await expect(note.getByTestId('follow-up-due')).toContainText('tomorrow, 9:00 AM')

  // Maria's profile says London, her browser Berlin: the profile counts, summer time included.
  await note.getByTestId('follow-up-due').click()
  await expect(note.getByTestId('follow-up-picker')).toContainText('Europe/London')
  await note.getByTestId('follow-up-time').fill(`${nextYear}-07-15T09:30`)
  const moved = notes.acknowledged('PUT')
  await note.getByTestId('follow-up-set').press('Enter')
  await expect(note.getByTestId('follow-up-due')).toBeFocused()
  await expect(note.getByTestId('follow-up-due')).toContainText(`Jul 15, ${nextYear}, 9:30 AM`)
  await moved
  expect(stored()).toEqual([{ due_at: Date.UTC(nextYear, 6, 15, 8, 30), done: 0 }])

  for (const done of [1, 0]) {
    const finished = notes.acknowledged('PATCH')
    await note.getByTestId('follow-up-done').click()
    await stateOf(note, done ? 'done' : 'open')
    await finished
    expect(stored()).toMatchObject([{ done }])
  }

  const again = await portal.openTask(tasks.everybody)
  await stateOf(again.note('Ask for the signed offer'), 'open')
  await again.choose('Ask for the signed offer', 'note-follow-up')
  await expect(again.frame.getByTestId('follow-up-picker').getByTestId(/^follow-up-choice-/).first()).toBeFocused()
  const removed = notes.acknowledged('DELETE')
  await again.frame.getByTestId('follow-up-remove').click()
  await expect(again.notes.getByTestId('follow-up')).toHaveCount(0)
  await removed
  await expectNoScrollbar(again.frame)
  expect(stored()).toEqual([])
})

test('a time that is past, or that the server refuses, is said beside the field, and nothing is lost', async ({ portal, page, allow }) => {
  allow({ url: /\/api\/notes$/, status: 422 })
  const notes = await portal.openTask(tasks.everybody)
  const composer = notes.frame.getByTestId('note-composer')
  await notes.text.fill('Too late for this')
  await composer.getByTestId('follow-up-add').click()
  await composer.getByTestId('follow-up-time').fill('2024-01-15T09:30')
  await composer.getByTestId('note-save').click()
  await expect(composer.getByTestId('follow-up-problem')).toBeVisible()
  await expect(notes.text).toHaveValue('Too late for this')
  await expect(notes.notes).toHaveCount(0)

  await composer.getByTestId('follow-up-choice-tomorrow').click()
  await page.route('**/api/notes', route => route.fulfill({ status: 422, json: { error: { code: 'follow_up_past', message: 'past' } } }), { times: 1 })
  await composer.getByTestId('note-save').click()
  await expect(composer.getByTestId('follow-up-problem')).toBeVisible()
  await expect(notes.text).toHaveValue('Too late for this')
  await expect(composer.getByTestId('follow-up-chosen')).toContainText('tomorrow')
  const saved = notes.acknowledged('POST')
  await composer.getByTestId('note-save').click()
  await saved
  await stateOf(notes.note('Too late for this'), 'open')
})

test('home shows what is overdue, today\'s and upcoming; it opens there, and is checked off with an undo', async ({ portal, world }) => {
  const me = await openTaskOverTheWire(world, people.admin, tasks.everybody)
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  // Somebody who chose "now" a moment ago.
  await post(me, { ...newNote('Just fallen due'), dueAt: Date.now() - 30_000 })
  await post(me, { ...newNote('In three days', { taskId: tasks.everybodyToo }), dueAt: Date.now() + 3 * day })
  await post(me, newNote('Without any time'))
  await post(daniel, { ...newNote('Of Daniel'), dueAt: Date.now() + day })

  // The reminder would open what is due over this page; here it is looked up by hand.
  await portal.page.route('**/api/follow-ups/due', route => route.fulfill({ json: { due: [], next: null } }))

  const home = await portal.openApp()
  await alive(home)
  await expect(home.getByTestId('follow-ups-overdue').getByTestId('follow-up-entry')).toHaveText([/Just fallen due/])
  const later = home.getByTestId('follow-ups-later').getByTestId('follow-up-entry')
  await expect(later).toHaveText([/In three days.*Photo shoot: oak benches/s])
  await expect(home.getByTestId('follow-ups')).not.toContainText('Of Daniel')
  await expect(home.getByTestId('home-entry')).toHaveCount(3)

  const done = () => world.database.rows('SELECT 1 FROM follow_ups WHERE done_at IS NOT NULL').length
  await later.getByTestId('follow-up-done').press('Space')
  await expect.poll(done).toBe(1)
  await expect(later.getByTestId('follow-up-undo')).toBeFocused()
  await later.getByTestId('follow-up-undo').press('Enter')
  await expect(later.getByTestId('follow-up-done')).toBeFocused()
  await expect.poll(done).toBe(0)

  await later.getByTestId('follow-up-open').click()
  await alive(portal.sliderApp)
  await expect(portal.sliderApp.getByTestId('note')).toContainText('In three days')
  await portal.closeSlider()

  await later.getByTestId('follow-up-done').click()
  // Over the undo its time stands still.
  await portal.page.mouse.move(0, 0)
  await expect(home.getByTestId('follow-ups-later')).toHaveCount(0)
  expect(done()).toBe(1)
  const again = await portal.openApp()
  await expect(again.getByTestId('follow-up-entry')).toHaveText([/Just fallen due/])
  await expectNoScrollbar(again)
})

test('a project\'s page says what is open on it; others read it, and its own people check it off', async ({ portal, page, world }) => {
  const me = await openTaskOverTheWire(world, people.admin, tasks.everybody)
  const note = (text: string, dueAt: number, visibility: 'team' | 'private' = 'team') =>
    ({ id: randomUUID(), subject: `project:${projects.everybody}`, text, visibility, dueAt })
  await post(me, note('Pay the hall', Date.now() + 5 * day))
  await post(me, note('Book the hall', Date.now() + 2 * day))
  await post(me, note('My own doubts', Date.now() + 3 * day, 'private'))

  const openProject = async () => {
    await portal.goto(`/workgroups/group/${projects.everybody}/`)
    await page.locator('[data-placement="SONET_GROUP_DETAIL_TAB"]').first().click()
    const frame = portal.frame('SONET_GROUP_DETAIL_TAB')
    await alive(frame)
    return frame
  }
  await portal.loginAs('employee1')
  const theirs = (await openProject()).getByTestId('open-follow-ups')
  await expect(theirs.getByTestId('follow-up-entry')).toHaveText([/Book the hall.*for Maria Johnson/s, /Pay the hall/])
  await expect(theirs.getByTestId('follow-up-done')).toHaveCount(0)

  await portal.loginAs('admin')
  const mine = await openProject()
  const entries = mine.getByTestId('open-follow-ups').getByTestId('follow-up-entry')
  await expect(entries).toHaveCount(3)
  await entries.first().getByTestId('follow-up-done').click()
  await expectNoScrollbar(mine)
  await page.mouse.move(0, 0)
  await stateOf(mine.getByTestId('note').filter({ hasText: 'Book the hall' }), 'done')
  await expect(entries).toHaveCount(2)
})
