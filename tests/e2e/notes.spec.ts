import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'

test.beforeEach(async ({ world, portal }) => {
  await installOverTheWire(world)
  await portal.loginAs('admin')
})

test('Ctrl+Enter saves, and a reload finds the note already in the HTML', async ({ portal, world }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.text.fill('Written without a mouse')
  const saved = notes.acknowledged('POST')
  await notes.text.press('Control+Enter')
  await expect(notes.note('Written without a mouse')).toBeVisible()
  await expect(notes.text).toHaveValue('')
  await saved

  const again = await portal.openTask(tasks.everybody)
  await expect(again.notes).toHaveCount(1)
  const launch = world.launch({ portal: 'acme', userId: people.admin, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })
  const html = await (await fetch(launch.action, { method: 'POST', body: new URLSearchParams(launch.fields) })).text()
  expect(html).toContain('Written without a mouse')
})

test('nothing is saved from an empty field', async ({ portal, world }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.text.fill('   ')
  await notes.text.press('Control+Enter')
  await expect(notes.frame.getByRole('alert')).toBeVisible()
  expect(world.database.rows('SELECT 1 FROM notes')).toEqual([])
})

test('what people write is text, whatever it looks like', async ({ portal }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('<img src=x onerror="document.title=1"> & <b>bold</b>')
  await expect(notes.note('<b>bold</b>')).toContainText('<img src=x onerror="document.title=1"> & <b>bold</b>')
  const again = await portal.openTask(tasks.everybody)
  await expect(again.note('<b>bold</b>').locator('img[src="x"]')).toHaveCount(0)
})

test('editing changes the text and says so', async ({ portal, world }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('Frist is Friday')
  await notes.choose('Frist is Friday', 'note-edit')
  const editor = notes.notes.first()
  await editor.getByTestId('note-text').fill('The deadline is Friday')
  const saved = notes.acknowledged('PATCH')
  await editor.getByTestId('note-text').press('Control+Enter')
  await expect(notes.note('The deadline is Friday')).toBeVisible()
  await saved
  expect(world.database.rows('SELECT text, version, edited_at IS NOT NULL AS edited FROM notes')).toEqual([{ text: 'The deadline is Friday', version: 2, edited: 1 }])
  await expect((await portal.openTask(tasks.everybody)).note('The deadline is Friday')).toContainText(/edited/i)
})

test('a pinned note stands first, also after a reload', async ({ portal }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('Important')
  await notes.write('Later')
  await expect(notes.notes.first()).toContainText('Later')
  const pinned = notes.acknowledged('PATCH')
  await notes.choose('Important', 'note-pin')
  await expect(notes.notes.first()).toContainText('Important')
  await pinned
  const again = await portal.openTask(tasks.everybody)
  await expect(again.notes.first()).toContainText('Important')
  await expect(again.notes.first().getByTestId('note-pinned')).toBeVisible()
})

test('a deleted note goes at once and comes back with undo', async ({ portal, world }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('Oops')
  const gone = notes.acknowledged('DELETE')
  await notes.choose('Oops', 'note-delete')
  await expect(notes.note('Oops')).toHaveCount(0)
  await gone
  expect(world.database.rows('SELECT 1 FROM notes WHERE deleted_at IS NULL')).toEqual([])

  await notes.frame.getByTestId('note-undo').click()
  await expect(notes.note('Oops')).toBeVisible()
  await expect.poll(() => world.database.rows('SELECT 1 FROM notes WHERE deleted_at IS NULL').length).toBe(1)
  await expect((await portal.openTask(tasks.everybody)).note('Oops')).toBeVisible()
})

test('a deleted note stays deleted', async ({ portal }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('For the bin')
  const gone = notes.acknowledged('DELETE')
  await notes.choose('For the bin', 'note-delete')
  await gone
  const again = await portal.openTask(tasks.everybody)
  await expect(again.frame.getByTestId('empty')).toBeVisible()
})

test('a private note is seen by its author alone', async ({ portal }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('Just for me', { isPrivate: true })
  await expect(notes.note('Just for me').getByTestId('note-private')).toBeVisible()
  await notes.frame.getByTestId('note-visibility').click()
  await notes.write('For everybody')

  await portal.loginAs('employee1')
  const theirs = await portal.openTask(tasks.everybody)
  await expect(theirs.note('For everybody')).toBeVisible()
  await expect(theirs.notes).toHaveCount(1)

  await portal.loginAs('admin')
  await expect((await portal.openTask(tasks.everybody)).notes).toHaveCount(2)
})

test('somebody else\'s note can be pinned, but not edited or deleted', async ({ portal, world }) => {
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  await employee.call('POST', '/api/notes', newNote('Daniel wrote this'))
  const notes = await portal.openTask(tasks.everybody)
  await notes.note('Daniel wrote this').getByTestId('note-menu').click()
  await expect(notes.frame.getByTestId('note-pin')).toBeVisible()
  await expect(notes.frame.getByTestId('note-edit')).toHaveCount(0)
  await expect(notes.frame.getByTestId('note-delete')).toHaveCount(0)
})

test('a note that the server does not take stays in the field', async ({ portal, page, allow }) => {
  allow({ url: /\/api\/notes$/, status: 503 })
  const notes = await portal.openTask(tasks.everybody)
  await page.route('**/api/notes', route => route.fulfill({ status: 503, json: { error: { code: 'portal_unavailable', message: 'down' } } }), { times: 1 })
  await notes.text.fill('Not lost')
  await notes.text.press('Control+Enter')
  await expect(notes.frame.getByRole('alert')).toBeVisible()
  await expect(notes.text).toHaveValue('Not lost')
  const saved = notes.acknowledged('POST')
  await notes.text.press('Control+Enter')
  await saved
  await expect(notes.note('Not lost')).toHaveCount(1)
})

test('a task that Bitrix24 does not show a person shows them nothing', async ({ portal, world, page }) => {
  const administrator = await openTaskOverTheWire(world, people.admin, tasks.adminOnly)
  await administrator.call('POST', '/api/notes', newNote('The board wants 3 %', { taskId: tasks.adminOnly }))
  await portal.loginAs('employee2')
  // The portal would not open this place; its options come through the browser, where anybody can name any task.
  await page.route('**/_portal/frame', async (route) => {
    const body = route.request().postDataJSON() as { placement: string }
    await route.continue({ postData: JSON.stringify({ ...body, ...(body.placement === 'TASK_VIEW_TAB' && { options: { taskId: String(tasks.adminOnly) } }) }) })
  })
  const card = await portal.openTaskCard(tasks.everybody)
  await card.locator('[data-placement="TASK_VIEW_TAB"]').click()
  const frame = card.getByTestId('frame-TASK_VIEW_TAB').contentFrame()
  await expect(frame.getByTestId('page-refused')).toHaveAttribute('data-code', 'subject_denied')
  await expect(frame.locator('body')).not.toContainText('salary')
  await expect(frame.getByTestId('note')).toHaveCount(0)
})
