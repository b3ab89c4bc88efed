import { randomUUID } from 'node:crypto'
import type { FrameLocator } from '@playwright/test'
import { people } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive, NotesPage } from './support/notes-page'
import type { PortalPage } from './support/portal-page'
import { expectNoScrollbar } from './support/width'
import { formOf, installOverTheWire, openTaskOverTheWire, sendLaunch } from './support/wire'

/** Opens Sidenote from the menu of a message, as one does: "…", More, the end of the list. */
async function openOnMessage(portal: PortalPage, dialog: string, message: number): Promise<NotesPage> {
  await portal.goto(`/online/?IM_DIALOG=${dialog}`)
  await portal.page.getByTestId(`message-menu-${message}`).click()
  await portal.page.getByTestId('message-more').click()
  await portal.page.locator('[data-testid^="widget-"][data-placement="IM_CONTEXT_MENU"]').click()
  return ready(portal, portal.frame('IM_CONTEXT_MENU'))
}

/** Opens the chat's notes in its sidebar. */
async function openSidebar(portal: PortalPage, dialog: string): Promise<NotesPage> {
  await portal.goto(`/online/?IM_DIALOG=${dialog}`)
  // The sidebar of a wide window is open with its chat.
  await expect(portal.page.getByTestId('chat-title')).toBeVisible()
  if (await portal.page.getByTestId('chat-sidebar').isHidden()) await portal.page.getByTestId('chat-sidebar-toggle').click()
  await portal.page.locator('[data-testid^="sidebar-app-"][data-placement="IM_SIDEBAR"]').click()
  return ready(portal, portal.frame('IM_SIDEBAR'))
}

async function ready(portal: PortalPage, frame: FrameLocator): Promise<NotesPage> {
  const notes = new NotesPage(portal.page, frame)
  await notes.ready()
  return notes
}

test.beforeEach(async ({ world, portal }) => {
  await installOverTheWire(world)
  await portal.loginAs('employee1')
})

test('a message becomes a note with a follow-up that leads back to it, and is found again among the notes of all chats', async ({ portal, page, world }) => {
  const notes = await openOnMessage(portal, 'chat40', 506)
  await expect(notes.frame.getByTestId('message')).toContainText('Please send the new list to the printer')
  await expect(notes.frame.getByTestId('message')).toContainText('Daniel Okafor')
  await expect(notes.text).toBeFocused()
  await notes.text.fill('Ask Priya whether the list went out')
  await notes.frame.getByTestId('note-composer').getByTestId('follow-up-add').click()
  await notes.frame.getByTestId('follow-up-choice-tomorrow').press('Enter')
  const saved = notes.acknowledged('POST')
  await notes.text.press('Control+Enter')
  await saved
  expect(world.database.rows('SELECT subject, source_kind, source_id FROM notes')).toEqual([{ subject: 'chat:chat40', source_kind: 'message', source_id: '506' }])
  expect(world.database.rows('SELECT assignee_id FROM follow_ups')).toEqual([{ assignee_id: people.employee1 }])
  await expectNoScrollbar(notes.frame)

  await portal.goto('/online/')
  await page.locator('[data-testid^="im-nav-"][data-placement="IM_NAVIGATION"]').click()
  const all = portal.frame('IM_NAVIGATION')
  await alive(all)
  await expect(all.getByTestId('follow-up-entry')).toContainText('Ask Priya whether the list went out')
  await expect(all.getByTestId('home-entry')).toContainText('Spring catalogue')
  await expectNoScrollbar(all)
  await all.getByTestId('note-origin').click()
  const messenger = portal.slider.getByTestId('slider-page').contentFrame()
  await expect(messenger.getByTestId('chat-title')).toHaveText('Spring catalogue')
  await expect(messenger.getByTestId('message-506')).toBeInViewport()
  await portal.closeSlider()
  await all.getByTestId('home-subject').click()
  await expect(portal.slider.getByTestId('slider-page').contentFrame().getByTestId('chat-title')).toHaveText('Spring catalogue')
})

test('the page of a chat without notes says how a message becomes one, and a message that is gone takes a note on its chat', async ({ portal, page, world }) => {
  await portal.goto('/online/')
  await page.locator('[data-testid^="im-nav-"][data-placement="IM_NAVIGATION"]').click()
  const all = portal.frame('IM_NAVIGATION')
  await alive(all)
  await expect(all.getByTestId('empty')).toContainText('Note or follow-up')
  await expectNoScrollbar(all)

  const frame = world.launch({ portal: 'acme', userId: people.employee1, placement: 'IM_CONTEXT_MENU', options: { dialogId: 'chat40', messageId: '999', URI: '/online/' } })
  const answer = await (await sendLaunch(frame.action, formOf(frame))).text()
  expect(answer).toContain('data-testid="message-gone"')
  expect(answer).toContain('data-testid="note-composer"')
})

test('the sidebar has the notes of its chat, for the people in it and nobody else', async ({ portal, world, allow }) => {
  const mine = await openSidebar(portal, 'chat40')
  await expect(mine.frame.getByTestId('subject-kind')).toHaveAttribute('data-kind', 'chat')
  await expect(mine.frame.getByTestId('subject-title')).toHaveText('Spring catalogue')
  await mine.write('The second draft is the one')
  await mine.write('Priya is faster than the printer', { isPrivate: true })
  await expectNoScrollbar(mine.frame)
  await (await openSidebar(portal, 'chat41')).write('Six months of notice')

  await portal.loginAs('employee2')
  const theirs = await openSidebar(portal, 'chat40')
  await expect(theirs.notes).toHaveText([/The second draft is the one/])

  // A private chat is the same one for both, under the name of the other.
  const toDaniel = await openSidebar(portal, String(people.employee1))
  await expect(toDaniel.frame.getByTestId('subject-title')).toHaveText('Daniel Okafor')
  await toDaniel.write('The icon is bolder now')
  await portal.loginAs('employee1')
  const toPriya = await openSidebar(portal, String(people.employee2))
  await expect(toPriya.frame.getByTestId('subject-title')).toHaveText('Priya Nair')
  await expect(toPriya.notes).toHaveText([/The icon is bolder now/])

  // The portal never shows her the chat of the management; options that name it come from somewhere else.
  allow({ url: /./, status: 403 })
  const forged = world.launch({ portal: 'acme', userId: people.employee2, placement: 'IM_SIDEBAR', options: { dialogId: 'chat41', URI: '/online/' } })
  const answer = await (await sendLaunch(forged.action, formOf(forged))).text()
  expect(answer).toContain('data-code="subject_denied"')
  expect(answer).not.toContain('Six months')
})

test('on a phone the notes of a chat need nothing that phones cannot open', async ({ portal, page, world }) => {
  const daniel = await openTaskOverTheWire(world, people.employee1, 31)
  await daniel.call('POST', '/api/notes', { id: randomUUID(), subject: 'chat:3-5', text: 'From the desk', visibility: 'team', source: { kind: 'message', id: '531' } })
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`${portal.origin()}/mobile/`)
  await page.getByTestId(`mobile-chat-${people.employee2}`).click()
  await page.getByTestId('mobile-apps').click()
  await page.locator('[data-testid^="widget-"][data-placement="IMMOBILE_CONTEXT_MENU"]').click()
  const notes = await ready(portal, portal.frame('IMMOBILE_CONTEXT_MENU'))
  await expect(notes.frame.getByTestId('subject-title')).toHaveText('Priya Nair')
  await expect(notes.notes.getByTestId('note-origin')).toHaveText('from a message')
  await expect(notes.frame.locator('a')).toHaveCount(0)
  await notes.notes.getByTestId('note-menu').click()
  await expect(notes.frame.getByTestId('note-pin')).toBeVisible()
  await expect(notes.frame.getByTestId('note-open')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await notes.write('From the train')
  const { content, place } = await notes.frame.locator('html').evaluate(root => ({ content: root.scrollWidth, place: root.clientWidth }))
  expect(place).toBe(360)
  expect(content).toBeLessThanOrEqual(place)
  await expectNoScrollbar(notes.frame)
})
