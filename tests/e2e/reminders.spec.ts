import { mentionOf } from '../../shared/markdown'
import { people, tasks } from './support/acme'
import type { Who } from './support/acme'
import { AppProcess } from './support/app-process'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import type { PortalPage } from './support/portal-page'
import { installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'
import { freeAppPort } from './support/world'
import type { World } from './support/world'

const second = 1000

test.beforeEach(({ world }) => installOverTheWire(world))

const toldOf = (world: World) => world.control.notifications({ portal: 'acme' })
const sentTo = (world: World) => world.control.calls({ portal: 'acme' })['im.notify.system.add'] ?? 0
const waiting = (world: World) => world.database.rows('SELECT note_id FROM follow_ups WHERE remind_at IS NOT NULL')

/** The time comes for every reminder that still waits. @returns how many do */
const fallDue = (world: World) => world.database.advance('UPDATE follow_ups SET remind_at = ? WHERE remind_at IS NOT NULL', Date.now())

/** What the bell shows; it closes again. */
async function readBell({ page }: PortalPage): Promise<string[]> {
  await page.getByTestId('notifications').click()
  await expect(page.getByTestId('notification').first()).toBeVisible()
  const rows = await page.getByTestId('notification').allInnerTexts()
  await page.keyboard.press('Escape')
  return rows
}

test('two processes remind everybody once; when one is killed between sending and recording, another takes over, and the bell still shows it once', async ({ portal, page, world }) => {
  test.slow()
  // The background worker would open what is due over the bell.
  await page.route('**/api/follow-ups/due', route => route.fulfill({ json: { due: [], next: null } }))
  const other = new AppProcess(await freeAppPort(), world.app.env)
  await other.start()
  const remind = async (who: Who, text: string, dueIn: number) => {
    const client = await openTaskOverTheWire(world, people[who], tasks.everybody)
    expect((await client.call('POST', '/api/notes', { ...newNote(text), dueAt: Date.now() + dueIn })).status).toBe(200)
  }
  try {
    for (const number of [1, 2, 3, 4, 5]) {
      await remind('employee1', `Daniel's ${number}.`, 3 * second)
      await remind('employee2', `Priya's ${number}.`, 3 * second)
    }
    await expect.poll(() => waiting(world), { timeout: 45_000 }).toEqual([])
    expect(sentTo(world)).toBe(10)
    expect(toldOf(world).map(({ to, message }) => [to, /(?:Daniel|Priya)'s \d\./.exec(message)?.[0]]).toSorted()).toEqual([
      ...[1, 2, 3, 4, 5].map(number => [people.employee1, `Daniel's ${number}.`]),
      ...[1, 2, 3, 4, 5].map(number => [people.employee2, `Priya's ${number}.`]),
    ])
    expect([...world.app.log, ...other.log].filter(line => line.includes('reminders.send.done'))).toHaveLength(10)
    await portal.loginAs('employee2')
    await portal.goto('/stream/')
    await expect(page.getByTestId('notifications-unread')).toHaveText('5')
    expect((await readBell(portal)).filter(row => /Priya's \d\./.test(row))).toHaveLength(5)
    await expect(page.getByTestId('notifications-unread')).toHaveCount(0)

    // The portal does what it is asked and does not answer: that is when the process that asked is killed.
    await remind('employee2', 'Priya\'s last.', 3600 * second)
    await world.app.stop()
    world.control.setFaults({ portal: 'acme', faults: { slowAnswerMs: 60 * second } })
    expect(fallDue(world)).toBe(1)
    await expect.poll(() => toldOf(world).length, { timeout: 45_000 }).toBe(11)
    await other.stop('SIGKILL')
    world.control.setFaults({ portal: 'acme', faults: { slowAnswerMs: 0 } })
    const lease = world.database.rows<{ remind_at: number }>('SELECT remind_at FROM follow_ups WHERE remind_at IS NOT NULL')
    expect(lease).toEqual([{ remind_at: expect.any(Number) }])
    expect(lease[0]!.remind_at - Date.now()).toBeGreaterThan(60 * second)

    // Three minutes later.
    expect(fallDue(world)).toBe(1)
    await world.app.start()
    await expect.poll(() => waiting(world), { timeout: 45_000 }).toEqual([])
    expect(sentTo(world)).toBe(12)
    await expect(page.getByTestId('notifications-unread')).toHaveText('1')
    expect((await readBell(portal)).filter(row => row.includes('Priya\'s last.'))).toHaveLength(1)
    expect(other.complaints).toEqual([])
  }
  finally {
    await other.stop()
  }
})

test('a mention rings for whom it names, and opens the note; of what one may not see nothing is told', async ({ portal, world, anotherBrowser }) => {
  await portal.loginAs('employee1')
  const priya = await anotherBrowser('employee2')
  await priya.goto('/stream/')
  // Her own token tells what she may be told; she has used Sidenote before.
  await openTaskOverTheWire(world, people.employee2, tasks.everybody)
  const notes = await portal.openTask(tasks.everybody)
  await notes.text.click()
  await notes.text.pressSequentially('Which **green** is it, ')
  await notes.frame.getByTestId('format-mention').click()
  await portal.slider.getByTestId('slider-page').contentFrame().getByTestId(`choice-${people.employee2}`).click()
  await expect(notes.text).toHaveValue('Which **green** is it, @Priya Nair ')
  const saved = notes.acknowledged('POST')
  await notes.text.press('Control+Enter')
  await saved

  await expect(priya.page.getByTestId('notifications-unread')).toHaveText('1')
  await priya.page.getByTestId('notifications').click()
  const row = priya.page.getByTestId('notification')
  await expect(row).toContainText('Daniel Okafor')
  await expect(row).toContainText('mentioned you in a note: Agree on the catalogue cover')
  await expect(row).toContainText('Which green is it, @Priya Nair')
  await row.getByRole('link', { name: 'Open the note' }).click()
  const note = priya.slider.getByTestId('frame-REST_APP_URI').contentFrame()
  await alive(note)
  await expect(note.getByTestId('note')).toContainText('Which green is it, @Priya Nair')
  await priya.closeSlider()

  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.notEmployee2)
  const secret = newNote(`The landlord called, ${mentionOf({ id: people.employee2, name: 'Priya Nair' })}`, { taskId: tasks.notEmployee2 })
  expect((await daniel.call('POST', '/api/notes', secret)).status).toBe(200)
  await expect.poll(() => world.database.rows('SELECT note_id, send_at FROM notices WHERE note_id = ?', secret.id)).toEqual([{ note_id: secret.id, send_at: null }])
  expect(toldOf(world).map(({ to, from }) => [to, from])).toEqual([[people.employee2, people.employee1]])
})

test('a follow-up for a colleague rings, falls due while she is on another page, opens there, and is done for both', async ({ portal, world, anotherBrowser }) => {
  await portal.loginAs('employee1')
  const notes = await portal.openTask(tasks.everybody)
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const dueAt = Date.now() + 12 * second
  expect((await daniel.call('POST', '/api/notes', { ...newNote('Send the fabric samples'), dueAt, assignee: people.employee2 })).status).toBe(200)
  const his = notes.note('Send the fabric samples')
  await expect(his.getByTestId('follow-up-due')).toContainText('Priya Nair')

  const priya = await anotherBrowser('employee2')
  await priya.goto(`/company/personal/user/${people.employee2}/tasks/`)
  await expect(priya.page.getByTestId('notifications-unread')).toHaveText('1')
  await expect(priya.slider).toBeVisible({ timeout: 40_000 })
  expect(Date.now()).toBeGreaterThanOrEqual(dueAt)
  await alive(priya.sliderApp)
  const hers = priya.sliderApp.getByTestId('note')
  await expect(hers).toContainText('Send the fabric samples')
  const finished = priya.page.waitForResponse(response => response.request().method() === 'PATCH' && response.ok())
  await hers.getByTestId('follow-up-done').click()
  await finished
  await expect(his.getByTestId('follow-up')).toHaveAttribute('data-state', 'done')
})
