import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import { ApiClient, installOverTheWire, newNote } from './support/wire'

test.beforeEach(async ({ world, portal }) => {
  await installOverTheWire(world)
  await portal.loginAs('admin')
})

test('title, person and project open what they name in a slider of the portal', async ({ portal }) => {
  const notes = await portal.openTask(tasks.everybody)
  const places: [string, RegExp][] = [
    ['subject-title', new RegExp(`/company/personal/user/${people.admin}/tasks/task/view/${tasks.everybody}/`)],
    [`subject-person-${people.employee2}`, new RegExp(`/company/personal/user/${people.employee2}/`)],
    ['subject-project', /\/workgroups\/group\/11\//],
  ]
  for (const [testId, address] of places) {
    await notes.frame.getByTestId(testId).first().click()
    await expect(portal.slider).toHaveAttribute('data-address', address)
    await expect(portal.page.getByTestId('slider')).toHaveCount(2)
    await portal.closeSlider()
  }
})

test('a note opens in a slider, and closing it refreshes the list', async ({ portal }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('First version')
  await notes.choose('First version', 'note-open')
  const slider = portal.sliderApp
  await alive(slider)
  await expect(slider.getByTestId('note')).toContainText('First version')

  await slider.getByTestId('note-edit').click()
  const saved = notes.acknowledged('PATCH')
  await slider.getByTestId('note').getByTestId('note-text').fill('Second version')
  await slider.getByTestId('note').getByTestId('note-save').click()
  await saved
  await portal.closeSlider()
  await expect(notes.note('Second version')).toBeVisible()
  await expect(notes.note('First version')).toHaveCount(0)
})

test('Escape leaves an editor first, then the slider', async ({ portal }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('Written')
  await notes.choose('Written', 'note-open')
  const slider = portal.sliderApp
  await alive(slider)
  await expect(portal.page.getByTestId('slider')).toHaveCount(2)

  await slider.getByTestId('note-edit').click()
  await slider.getByTestId('note').getByTestId('note-text').press('Escape')
  await expect(slider.getByTestId('note').getByTestId('note-text')).toHaveCount(0)
  await expect(portal.page.getByTestId('slider')).toHaveCount(2)

  await slider.getByTestId('note-edit').press('Escape')
  await expect(portal.page.getByTestId('slider')).toHaveCount(1)
})

test('a note that is gone says so in its slider', async ({ portal, world }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('Short-lived')
  const [{ id }] = world.database.rows<{ id: string }>('SELECT id FROM notes') as [{ id: string }]
  const frame = world.launch({ portal: 'acme', userId: people.employee1, options: { view: 'note', note: id }, popup: true })
  expect((await ApiClient.from(world.app.origin, frame)).token).toBeTruthy()

  const gone = notes.acknowledged('DELETE')
  await notes.choose('Short-lived', 'note-delete')
  await gone
  const again = world.launch({ portal: 'acme', userId: people.employee1, options: { view: 'note', note: id }, popup: true })
  const html = await (await fetch(again.action, { method: 'POST', body: new URLSearchParams(again.fields) })).text()
  expect(html).toContain('data-code="note_not_found"')
  expect(html).not.toContain('Short-lived')
})

test('home lists my recent notes with their subjects and leads back to them', async ({ portal, world }) => {
  const mine = await installOverTheWire(world)
  for (const [taskId, text] of [[tasks.everybody, 'On the cover'], [tasks.everybodyToo, 'On the benches']] as const) {
    expect((await mine.call('POST', '/api/notes', newNote(text, { taskId }))).ok).toBe(true)
  }
  const home = await portal.openApp()
  await alive(home)
  const entries = home.getByTestId('home-entry')
  await expect(entries).toHaveCount(2)
  await expect(entries.first()).toContainText('On the benches')
  await expect(entries.first()).toContainText('Photo shoot: oak benches')

  await entries.last().getByTestId('home-subject').click()
  await expect(portal.slider).toHaveAttribute('data-address', new RegExp(`/tasks/task/view/${tasks.everybody}/`))
  await portal.closeSlider()

  await entries.first().getByTestId('home-open').click()
  await alive(portal.sliderApp)
  await expect(portal.sliderApp.getByTestId('note')).toContainText('On the benches')
  await expect(portal.sliderApp.getByTestId('subject-title')).toContainText('Photo shoot: oak benches')
})

test('home of somebody who has written nothing explains how to begin', async ({ portal }) => {
  const home = await portal.openApp()
  await expect(home.getByTestId('empty')).toBeVisible()
  await expect(home.getByTestId('home-entry')).toHaveCount(0)
})
