import { appCard } from './support/world'
import { people, projects, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive, NotesPage } from './support/notes-page'
import type { ApiClient } from './support/wire'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'
import { expectNoScrollbar } from './support/width'
import type { World } from './support/world'

const portalKey = 'acme'

/** Ten minutes pass: what Bitrix24 said of who may see what has to be asked again. */
function tenMinutesLater({ database }: World): void {
  database.advance('UPDATE subject_grants SET checked_at = 0')
  database.advance('UPDATE subjects SET refreshed_at = 0')
}

async function post(author: ApiClient, note: object): Promise<void> {
  expect((await author.call('POST', '/api/notes', note)).status).toBe(200)
}

test.beforeEach(({ world }) => installOverTheWire(world))

test('notes on a deleted task stay with those who could see it, at home, in a search and behind a link', async ({ portal, page, world }) => {
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.notEmployee2)
  const note = newNote('The landlord wants six months', { taskId: tasks.notEmployee2 })
  await post(daniel, { ...note, dueAt: Date.now() + 3_600_000 })
  world.control.deleteTask({ portal: portalKey, taskId: tasks.notEmployee2 })
  tenMinutesLater(world)

  await portal.loginAs('employee1')
  const home = await portal.openApp()
  await alive(home)
  await expect(home.getByTestId('home-entry')).toContainText('The landlord wants six months')
  await home.getByTestId('search-text').fill('landlord')
  const hit = home.getByTestId('search-hit')
  await expect(hit.getByTestId('subject-ended')).toHaveAttribute('data-ended', 'deleted')
  await hit.getByRole('button').click()
  const slider = portal.sliderApp
  await alive(slider)
  await expect(slider.getByTestId('subject-title')).toContainText('Lease for the Leeds hall')
  await expect(slider.getByTestId('subject-title').getByTestId('subject-ended')).toHaveText('deleted')
  await expect(slider.getByTestId('subject-title').locator('a')).toHaveCount(0)
  await slider.getByTestId('follow-up-done').first().click()
  await expect(slider.getByTestId('follow-up-done').first()).toBeChecked()

  await portal.goto(`/marketplace/view/${appCard.code}/?params[subject]=task:${tasks.notEmployee2}`)
  const subject = portal.frame('REST_APP_URI')
  await alive(subject)
  await expect(subject.getByTestId('subject-gone')).toContainText('Task deleted in Bitrix24')
  await expect(subject.getByTestId('note')).toHaveText([/The landlord wants six months/])
  await expect(subject.getByTestId('note-composer')).toHaveCount(0)
  await expectNoScrollbar(subject)

  await portal.loginAs('employee2')
  await portal.goto(`/marketplace/view/${appCard.code}/?params[subject]=task:${tasks.notEmployee2}`)
  await expect(portal.frame('REST_APP_URI').getByTestId('page-refused')).toHaveAttribute('data-code', 'subject_denied')
  const theirs = await portal.openApp()
  await alive(theirs)
  await theirs.getByTestId('search-text').fill('landlord')
  await expect(theirs.getByTestId('search-nothing')).toBeVisible()
  await expect(page.getByText('Leeds hall')).toHaveCount(0)
})

test('a task that is deleted while one writes refuses the note and keeps its text; restored and renamed, it takes it', async ({ portal, world, allow }) => {
  allow({ url: /\/api\/notes/, status: 410 })
  await portal.loginAs('employee1')
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('Before')
  await notes.text.fill('Half a thought')
  world.control.deleteTask({ portal: portalKey, taskId: tasks.everybody })
  tenMinutesLater(world)
  await notes.frame.getByTestId('note-save').first().click()
  await expect(notes.frame.getByTestId('note-composer')).toContainText('This was deleted in Bitrix24')
  await expect(notes.text).toHaveValue('Half a thought')

  world.control.restoreTask({ portal: portalKey, taskId: tasks.everybody })
  world.control.changeTask({ portal: portalKey, taskId: tasks.everybody, change: { title: 'Agree on both covers' } })
  tenMinutesLater(world)
  const saved = notes.acknowledged('POST')
  await notes.frame.getByTestId('note-save').first().click()
  await saved
  await expect(notes.note('Half a thought')).toBeVisible()
  const home = await portal.openApp()
  await alive(home)
  await expect(home.getByTestId('home-subject').first()).toHaveText('Agree on both covers')
})

test('a closed project and a colleague who left say so, and everything works', async ({ portal, page, world }) => {
  const priya = await openTaskOverTheWire(world, people.employee2, tasks.everybody)
  await post(priya, newNote('Green looks better on paper'))
  await portal.loginAs('admin')
  await portal.goto()
  await page.getByTestId('panel-open').click()
  await page.getByTestId('panel-tab-faults').click()
  for (const change of [`closeProject-${projects.everybody}`, `dismiss-${people.employee2}`]) {
    await page.getByTestId('change-what').selectOption(change)
    await page.getByTestId('change-do').click()
    await expect(page.getByTestId('change-what')).toHaveValue('')
  }

  await portal.loginAs('employee1')
  for (const [subject, ended] of [[`project:${projects.everybody}`, 'closed'], [`user:${people.employee2}`, 'left the company']] as const) {
    await portal.goto(`/marketplace/view/${appCard.code}/?params[subject]=${subject}`)
    const notes = new NotesPage(page, portal.frame('REST_APP_URI'))
    await notes.ready()
    await expect(notes.frame.getByTestId('subject-title').getByTestId('subject-ended')).toHaveText(ended)
    await notes.write(`Noted though ${ended}`)
    await expectNoScrollbar(notes.frame)
  }
  const notes = await portal.openTask(tasks.everybody)
  await expect(notes.note('Green looks better')).toContainText('Priya Nair')
  const home = await portal.openApp()
  await expect(home.getByTestId('home-subject').getByTestId('subject-ended')).toHaveText(['left the company', 'closed'])
})
