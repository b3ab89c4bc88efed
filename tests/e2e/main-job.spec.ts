import { tasks } from './support/acme'
import { expect, test } from './support/fixtures'

test('from install to a note that a colleague reads', async ({ portal, world }) => {
  await portal.switchTo('admin')
  await portal.installApp()

  const mine = await portal.openTask(tasks.everybody)
  await expect(mine.frame.getByTestId('subject-title')).toContainText('Agree on the catalogue cover')
  await expect(mine.frame.getByTestId('empty')).toBeVisible()
  await mine.write('The second draft is the one. Print wants it by Friday.')
  await expect(mine.frame.getByTestId('empty')).toBeHidden()
  await expect(mine.note('The second draft')).toContainText('Maria Johnson')

  await portal.switchTo('employee1')
  const theirs = await portal.openTask(tasks.everybody)
  await expect(theirs.notes).toHaveCount(1)
  await expect(theirs.note('Print wants it by Friday.')).toContainText('Maria Johnson')

  expect(world.database.rows('SELECT subject, text FROM notes')).toEqual([{ subject: 'task:31', text: 'The second draft is the one. Print wants it by Friday.' }])
})
