import { setTimeout as sleep } from 'node:timers/promises'
import { people, tasks } from './support/acme'
import { AppProcess } from './support/app-process'
import { expect, test } from './support/fixtures'
import type { NotesPage } from './support/notes-page'
import { ApiClient, installOverTheWire, newNote, openTaskOverTheWire } from './support/wire'
import { freeAppPort } from './support/world'

/** What the issue promises: others' changes are seen that soon, without reloading. In milliseconds. */
const soon = { timeout: 2_000 }

test.beforeEach(({ world }) => installOverTheWire(world))

/** The field of a note that is being changed. */
const editor = (notes: NotesPage) => notes.frame.getByRole('textbox', { name: 'Text of the note' })

test('two people write on one task: each sees the other\'s changes at once, and what is half written stays', async ({ portal, anotherBrowser }) => {
  await portal.loginAs('admin')
  const [maria, daniel] = await Promise.all([
    portal.openTask(tasks.everybody),
    anotherBrowser('employee1').then(theirs => theirs.openTask(tasks.everybody)),
  ])

  await maria.text.fill('Half written by Maria')
  await daniel.write('The printer confirms the 4th')
  await expect(maria.note('The printer confirms the 4th')).toBeVisible(soon)
  await expect(maria.frame.getByRole('status').filter({ hasText: 'added a note' })).toContainText('Daniel')
  await expect(maria.text).toHaveValue('Half written by Maria')
  await expect(maria.text).toBeFocused()

  const saved = maria.acknowledged('POST')
  await maria.text.press('Control+Enter')
  await saved
  await expect(daniel.note('Half written by Maria')).toBeVisible(soon)

  // What is done with a note is seen as soon: an edit, a pin, a deletion, a note that becomes private.
  await daniel.choose('The printer confirms the 4th', 'note-edit')
  const edited = daniel.acknowledged('PATCH')
  await editor(daniel).fill('The printer confirms the 5th')
  await editor(daniel).press('Control+Enter')
  await edited
  await expect(maria.note('The printer confirms the 5th')).toBeVisible(soon)
  const pinned = maria.acknowledged('PATCH')
  await maria.choose('The printer confirms the 5th', 'note-pin')
  await pinned
  await expect(daniel.note('The printer confirms the 5th').getByTestId('note-pinned')).toBeVisible(soon)

  // While Maria changes a note, the list does not move under her hands: what arrives waits. A pin on that note is no other text.
  await maria.choose('Half written by Maria', 'note-edit')
  await editor(maria).fill('Finished by Maria')
  await daniel.write('A third one')
  await expect(maria.frame.getByTestId('notes-arrived')).toBeVisible(soon)
  await expect(maria.note('A third one')).toHaveCount(0)
  await daniel.choose('Half written by Maria', 'note-pin')
  await expect(maria.notes.filter({ has: maria.page.getByRole('textbox') }).getByTestId('note-pinned')).toBeVisible(soon)
  const finished = maria.acknowledged('PATCH')
  await editor(maria).press('Control+Enter')
  await finished
  await expect(maria.note('A third one')).toBeVisible(soon)
  await expect(daniel.note('Finished by Maria')).toBeVisible(soon)

  const hidden = daniel.acknowledged('PATCH')
  await daniel.choose('A third one', 'note-menu-visibility')
  await hidden
  await expect(maria.note('A third one')).toHaveCount(0, soon)
  const gone = daniel.acknowledged('DELETE')
  await daniel.choose('The printer confirms the 5th', 'note-delete')
  await gone
  await expect(maria.note('The printer confirms the 5th')).toHaveCount(0, soon)
  await expect(maria.notes).toHaveCount(1)
})

test('a note that is edited in two places keeps both texts, and shows others only what was theirs to read', async ({ portal, anotherBrowser }) => {
  await portal.loginAs('admin')
  const desk = await portal.openTask(tasks.everybody)
  await desk.write('Written in private', { isPrivate: true })
  const phone = await (await anotherBrowser('admin')).openTask(tasks.everybody)

  await desk.choose('Written in private', 'note-edit')
  await phone.choose('Written in private', 'note-edit')
  await editor(desk).fill('From the desk')
  const first = phone.acknowledged('PATCH')
  await editor(phone).fill('From the phone')
  await editor(phone).press('Control+Enter')
  await first

  // The desk hears of it while it is still writing, and loses nothing: not with the key that saves, and not with the frame.
  const conflict = desk.frame.getByTestId('note-conflict')
  await expect(conflict).toContainText('From the phone', soon)
  await editor(desk).press('Control+Enter')
  await expect(conflict.getByTestId('conflict-overwrite')).toBeFocused()
  await conflict.getByTestId('conflict-keep').click()
  await expect(desk.note('From the phone').getByTestId('note-unsaved')).toBeVisible()
  const again = await portal.openTask(tasks.everybody)
  await again.note('From the phone').getByTestId('unsaved-resume').click()
  await expect(editor(again)).toHaveValue('From the desk')
  const second = again.acknowledged('PATCH')
  await again.frame.getByTestId('conflict-overwrite').click()
  await second
  await expect(phone.note('From the desk')).toBeVisible(soon)

  // All of it is in the history of its author, who can bring a text back.
  await again.note('From the desk').getByTestId('note-edited').click()
  await expect(again.frame.getByTestId('revision')).toHaveText([/From the phone/, /Written in private/])
  const restored = again.acknowledged('PATCH')
  await again.frame.getByTestId('revision').filter({ hasText: 'From the phone' }).getByTestId('revision-restore').click()
  await restored
  await expect(phone.note('From the phone')).toBeVisible(soon)

  // Shared by now, its private past is not; what the team has read since is.
  const shared = again.acknowledged('PATCH')
  await again.choose('From the phone', 'note-menu-visibility')
  await shared
  await phone.choose('From the phone', 'note-edit')
  const last = phone.acknowledged('PATCH')
  await editor(phone).fill('For the team')
  await editor(phone).press('Control+Enter')
  await last
  const daniel = await (await anotherBrowser('employee1')).openTask(tasks.everybody)
  await daniel.note('For the team').getByTestId('note-edited').click()
  await expect(daniel.frame.getByTestId('revision')).toHaveText([/From the phone/])
  await expect(daniel.frame.getByTestId('revision-restore')).toHaveCount(0)
})

test('a change in one process reaches a page of another, and a process with listeners stops at once', async ({ world }) => {
  const port = await freeAppPort()
  const other = new AppProcess(port, world.app.env)
  await other.start()
  try {
    const writer = await openTaskOverTheWire(world, people.admin, tasks.everybody)
    const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
    const listener = new ApiClient(`http://127.0.0.1:${port}`, daniel.token)
    const streams = await Promise.all(Array.from({ length: 3 }, () => listener.call('GET', `/api/notes/live?subject=task:${tasks.everybody}&after=0`)))
    const [reader] = streams.map(stream => stream.body!.pipeThrough(new TextDecoderStream()).getReader())
    let heard = (await reader!.read()).value ?? ''
    const hear = async () => {
      while (!heard.includes('data: ')) heard += (await reader!.read()).value ?? ''
      return heard
    }

    await writer.call('POST', '/api/notes', newNote('Between processes'))
    expect(await Promise.race([hear(), sleep(soon.timeout)])).toBe(': listening\n\ndata: 1\n\n')

    const denied = await new ApiClient(listener.origin, (await openTaskOverTheWire(world, people.employee2, tasks.everybody)).token)
      .call('GET', `/api/notes/live?subject=task:${tasks.adminOnly}&after=0`)
    expect(denied.status).toBe(403)

    const stopped = await Promise.race([other.stop().then(() => 'stopped'), sleep(2_500)])
    expect(stopped).toBe('stopped')
    expect((await reader!.read()).done).toBe(true)
    expect(other.complaints).toEqual([])
  }
  finally {
    await other.stop('SIGKILL')
  }
})
