import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive, NotesPage } from './support/notes-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'

test('a search finds what one may see, as one types, and hides what one may not', async ({ portal, page, world }) => {
  const admin = await installOverTheWire(world)
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const priya = await openTaskOverTheWire(world, people.employee2, tasks.everybody)
  for (const [author, note] of [
    [daniel, newNote('Called the printer Müller: proof on Friday')],
    [daniel, newNote('The lease is cheaper than the printer', { taskId: tasks.notEmployee2 })],
    [daniel, newNote('Private: the printer is late again', { visibility: 'private' })],
    [admin, newNote('Salaries of the printers', { taskId: tasks.adminOnly })],
    [priya, newNote('Green looks better on paper')],
  ] as const) expect((await author.call('POST', '/api/notes', note)).status).toBe(200)

  await portal.loginAs('employee2')
  const home = await portal.openApp()
  await alive(home)
  const field = home.getByTestId('search-text')
  const hits = home.getByTestId('search-hit')

  await field.pressSequentially('prin mull')
  await expect(hits).toHaveText([/Called the printer Müller/])
  await expect(hits.first().locator('mark')).toHaveText(['prin', 'Müll'])
  await field.fill('printer')
  await expect(hits).toHaveCount(1)

  await field.fill('catalogue priya')
  await expect(hits).toHaveText([/Green looks better/])
  // Everybody's, then mine, then those of a colleague chosen in the portal's dialog, also after a cancelled one.
  await field.fill('')
  const author = home.getByTestId('search-author')
  await author.selectOption(String(people.employee2))
  await expect(hits).toHaveText([/Green looks better/])
  await author.selectOption('somebody-else')
  await page.getByTestId('choice-cancel').click()
  await expect(author).toHaveValue(String(people.employee2))
  await author.selectOption('somebody-else')
  await page.getByTestId(`choice-${people.employee1}`).click()
  await expect(author).toHaveValue(String(people.employee1))
  await expect(hits).toHaveText([/Called the printer/])
  await home.getByTestId('search-kind').selectOption('project')
  await expect(home.getByTestId('search-nothing')).toBeVisible()
  await expectNoScrollbar(home)

  await home.getByTestId('search-clear').click()
  await expect(field).toBeFocused()
  await expect(home.getByTestId('home-entry')).toHaveCount(1)
  await field.pressSequentially('friday')
  await expect(hits).toHaveCount(1)
  await field.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(new NotesPage(page, portal.sliderApp).note('Called the printer')).toBeVisible()
})
