import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'

test.beforeEach(async ({ world, portal }) => {
  await installOverTheWire(world)
  await portal.loginAs('admin')
})

test('written with buttons and keys: the field helps, undoes, names colleagues, and the note is drawn', async ({ portal, page, world }) => {
  const notes = await portal.openTask(tasks.everybody)
  const field = notes.text
  await field.click()
  await field.pressSequentially('Offer')
  await field.press('Control+A')
  await field.press('Control+B')
  await expect(field).toHaveValue('**Offer**')
  await field.press('Control+Z')
  await expect(field).toHaveValue('Offer')
  await notes.frame.getByTestId('format-bold').click()
  await expect(field).toHaveValue('**Offer**')

  await field.press('Control+End')
  await field.press('Enter')
  await notes.frame.getByTestId('format-task').click()
  await field.pressSequentially('call ')

  // A cancelled dialog never answers; the next press asks anew.
  const card = portal.slider.getByTestId('slider-page').contentFrame()
  await notes.frame.getByTestId('format-mention').click()
  await card.getByTestId('choice-cancel').click()
  await expect(card.getByTestId('choice-cancel')).toHaveCount(0)
  await notes.frame.getByTestId('format-mention').click()
  await card.getByTestId(`choice-${people.employee1}`).click()
  await expect(field).toHaveValue(/^\*\*Offer\*\*\n- \[ \] call @\S.* $/)
  const [, name] = /@(.+) $/.exec(await field.inputValue())!

  await field.press('Enter')
  await field.pressSequentially('send it')
  await field.press('Enter')
  await field.press('Enter')
  await field.pressSequentially('Until Friday')
  await expect(field).toHaveValue(`**Offer**\n- [ ] call @${name} \n- [ ] send it\nUntil Friday`)

  // Shown as it will be before the server has it.
  await page.route('**/api/notes', route => new Promise(resolve => setTimeout(resolve, 1_000)).then(() => route.continue()))
  const saved = notes.acknowledged('POST')
  await field.press('Control+Enter')
  const note = notes.notes.first()
  await expect(note.locator('strong')).toHaveText('Offer')
  await expect(note).toHaveAttribute('data-state', 'saving')
  await saved
  expect(world.database.rows('SELECT text FROM notes')).toEqual([{ text: `**Offer**\n- [ ] call @[${name}](user:${people.employee1}) \n- [ ] send it\nUntil Friday` }])

  await notes.choose('Until Friday', 'note-edit')
  await expect(note.getByTestId('note-text')).toHaveValue(new RegExp(`call @${name} \\n`))
  await note.getByTestId('note-text').press('Escape')
  await expect(note.getByTestId('note-person')).toHaveText(`@${name}`)
  await note.getByTestId('note-person').getByRole('link').click()
  await expect(portal.slider).toHaveAttribute('data-address', new RegExp(`/company/personal/user/${people.employee1}/`))
})

test('a checklist is ticked by a colleague with the keyboard, also when its author was faster', async ({ portal, page, world, allow }) => {
  allow({ url: /\/api\/notes\//, status: 409 })
  // The page hears late what others change, as where streams are refused: else the list would follow its author at once.
  await page.route('**/api/notes/live*', route => route.fulfill({ status: 204 }))
  const author = await openTaskOverTheWire(world, people.admin, tasks.everybody)
  const written = newNote('Before the fair:\n- [ ] order **badges**\n- [ ] book hotel\n- [x] rent a car')
  await author.call('POST', '/api/notes', written)
  await portal.loginAs('employee1')
  const notes = await portal.openTask(tasks.everybody)
  const task = (name: string) => notes.frame.getByRole('checkbox', { name })
  await expect(task('rent a car')).toBeChecked()

  const ticked = notes.acknowledged('PATCH')
  await task('order badges').focus()
  await task('order badges').press('Space')
  await expect(task('order badges')).toBeChecked()
  await ticked
  const answer = await author.call('PATCH', `/api/notes/${written.id}`, { text: 'Before the fair:\n- [ ] ask Tom\n- [x] order **badges**\n- [ ] book hotel', version: 2 })
  expect(answer.status).toBe(200)

  const again = notes.acknowledged('PATCH')
  await task('book hotel').click()
  await again
  await expect(task('book hotel')).toBeChecked()
  await expect(task('ask Tom')).not.toBeChecked()
  expect(world.database.rows('SELECT text, edited_at IS NOT NULL AS edited FROM notes'))
    .toEqual([{ text: 'Before the fair:\n- [ ] ask Tom\n- [x] order **badges**\n- [x] book hotel', edited: 1 }])
  await expect((await portal.openTask(tasks.everybody)).frame.getByRole('checkbox', { checked: true })).toHaveCount(2)
})

test('hostile text is text: no script, no foreign picture, no link but to the web, and the same after hydration', async ({ portal, world }) => {
  const author = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const hostile = [
    '**Hello** <script>document.title = "owned"</script> <img src=x onerror="document.title=1">',
    '[click](javascript:document.title=1) [data](data:text/html,<script>) ![pic](https://evil.test/p.png)',
    '> '.repeat(50) + 'deep', '@[Nobody](user:0) [good](https://example.com/a)',
  ].join('\n\n')
  await author.call('POST', '/api/notes', newNote(hostile))
  const notes = await portal.openTask(tasks.everybody)
  const note = notes.note('Hello')
  await expect(note.locator('strong')).toHaveText('Hello')
  await expect(note).toContainText('<script>document.title = "owned"</script> <img src=x onerror="document.title=1">')
  await expect(note).toContainText('[click](javascript:document.title=1)')
  await expect(note.locator('script, img[src="x"], img[src*="evil"]')).toHaveCount(0)
  const links = note.locator('a[rel~="nofollow"]')
  expect(await links.evaluateAll(all => all.map(link => (link as HTMLAnchorElement).href))).toEqual(['https://evil.test/p.png', 'https://example.com/a'])
  await expect(links.last()).toHaveAttribute('rel', 'noopener noreferrer nofollow')
})
