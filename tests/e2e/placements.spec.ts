import { randomUUID } from 'node:crypto'
import type { FrameLocator, Page } from '@playwright/test'
import { subjectKey } from '../../shared/subjects'
import type { SubjectKey } from '../../shared/subjects'
import { people, projects, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive, NotesPage } from './support/notes-page'
import type { PortalPage } from './support/portal-page'
import { expectNoScrollbar } from './support/width'
import { bindOverTheWire, formOf, installOverTheWire, newNote, openTaskOverTheWire, sendLaunch } from './support/wire'
import type { ApiClient } from './support/wire'
import { appCard } from './support/world'

const spring = subjectKey('project', projects.everybody)
const springRules = subjectKey('automation', `group-${projects.everybody}`)

const noteOn = (subject: SubjectKey, text: string, visibility: 'team' | 'private' = 'team') => ({ id: randomUUID(), subject, text, visibility })

async function post<Note extends { id: string }>(author: ApiClient, note: Note): Promise<Note> {
  expect((await author.call('POST', '/api/notes', note)).status).toBeLessThan(300)
  return note
}

/** Chooses a widget in a menu of the portal, and waits for Sidenote in the slider that opens. */
async function openWidget(portal: PortalPage, place: Page | FrameLocator, menu: string, placement: string): Promise<FrameLocator> {
  await place.getByTestId(menu).click()
  await place.locator(`[data-testid^="widget-"][data-placement="${placement}"]`).click()
  const frame = portal.slider.getByTestId(`frame-${placement}`).contentFrame()
  await alive(frame)
  return frame
}

test.beforeEach(async ({ world, portal }) => {
  await installOverTheWire(world)
  await portal.loginAs('employee1')
})

test('the menu of a task in the list takes a quick note, ready to be typed', async ({ portal, page, world }) => {
  await portal.goto(`/company/personal/user/${people.employee1}/tasks/`)
  const frame = await openWidget(portal, page, `task-menu-${tasks.everybody}`, 'TASK_LIST_CONTEXT_MENU')
  const notes = new NotesPage(page, frame)
  await expect(notes.text).toBeFocused()
  await expect(frame.getByTestId('subject-kind')).toHaveAttribute('data-kind', 'task')
  await notes.write('Called the printer')
  expect(world.database.rows('SELECT subject, text FROM notes')).toEqual([{ subject: 'task:31', text: 'Called the printer' }])
  await expectNoScrollbar(frame)
})

test('above a project\'s tasks, all notes on them are gathered task by task', async ({ portal, page, world }) => {
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  for (const text of ['One', 'Two', 'Three', 'Four']) await post(daniel, newNote(text))
  await post(daniel, newNote('Benches', { taskId: tasks.everybodyToo }))
  await post(daniel, newNote('Another project', { taskId: tasks.notEmployee2 }))

  await portal.loginAs('employee2')
  await portal.goto(`/workgroups/group/${projects.everybody}/tasks/`)
  const frame = await openWidget(portal, page, 'toolbar-widgets', 'TASK_GROUP_LIST_TOOLBAR')
  await expect(frame.getByTestId('subject-title')).toHaveText('Spring catalogue')
  const groups = frame.getByTestId('list-group')
  await expect(groups).toHaveCount(2)
  await expect(groups.first()).toHaveAttribute('data-subject', `task:${tasks.everybodyToo}`)
  const cover = frame.locator(`[data-subject="task:${tasks.everybody}"]`)
  await expect(cover.getByTestId('list-note')).toHaveCount(3)
  await expect(cover.getByTestId('list-note').first()).toContainText('Four')
  await expect(cover.getByTestId('list-open')).toContainText('1')

  await cover.getByTestId('list-task').click()
  await expect(portal.slider).toHaveAttribute('data-address', new RegExp(`/tasks/task/view/${tasks.everybody}/`))
  await portal.closeSlider()

  await cover.getByTestId('list-open').click()
  await expect(page.getByTestId('slider')).toHaveCount(2)
  const notes = new NotesPage(page, portal.sliderApp)
  await notes.ready()
  await expect(notes.notes).toHaveCount(4)
  await notes.write('Five, from the slider')
  await portal.closeSlider()
  await expect(cover.getByTestId('list-note').first()).toContainText('Five, from the slider')
  await expect(cover.getByTestId('list-open')).toContainText('2')
  await expectNoScrollbar(frame)
})

test('above a colleague\'s tasks, only notes on what I may see myself are shown', async ({ portal, page, world }) => {
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  await post(daniel, newNote('On the benches', { taskId: tasks.everybodyToo }))
  await post(daniel, newNote('On the lease', { taskId: tasks.notEmployee2 }))
  await portal.loginAs('employee2')
  await portal.goto(`/company/personal/user/${people.employee1}/tasks/`)
  const frame = await openWidget(portal, page, 'toolbar-widgets', 'TASK_USER_LIST_TOOLBAR')
  await expect(frame.getByTestId('subject-title')).toHaveText('Daniel Okafor')
  await expect(frame.getByTestId('list-note')).toHaveText([/On the benches/])
})

test('a list without notes says how they come about', async ({ portal, page }) => {
  await portal.goto(`/workgroups/group/${projects.everybody}/tasks/`)
  const frame = await openWidget(portal, page, 'toolbar-widgets', 'TASK_GROUP_LIST_TOOLBAR')
  await expect(frame.getByTestId('empty')).toBeVisible()
  await expectNoScrollbar(frame)
})

test('notes that cannot be had again stay as they are, and can be asked for once more', async ({ portal, page, world, allow }) => {
  allow({ url: /\/api\/notes\?/, status: 503 })
  await post(await openTaskOverTheWire(world, people.employee1, tasks.everybody), newNote('Still here'))
  await portal.goto(`/workgroups/group/${projects.everybody}/tasks/`)
  const frame = await openWidget(portal, page, 'toolbar-widgets', 'TASK_GROUP_LIST_TOOLBAR')
  await page.route('**/api/notes?*', route => route.fulfill({ status: 503, json: { error: { code: 'portal_unavailable', message: 'down' } } }), { times: 1 })
  await frame.getByTestId('list-open').click()
  await alive(portal.sliderApp)
  await portal.closeSlider()
  await expect(frame.getByRole('alert')).toBeVisible()
  await expect(frame.getByTestId('list-note')).toContainText('Still here')
  await frame.getByTestId('error-retry').click()
  await expect(frame.getByRole('alert')).toBeHidden()
  await expect(frame.getByTestId('list-note')).toContainText('Still here')
})

test('automation rules have notes of their own: a project\'s are read by its people', async ({ portal, page, world }) => {
  await portal.goto(`/workgroups/group/${projects.everybody}/tasks/automation/`)
  const frame = await openWidget(portal, page, 'toolbar-widgets', 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR')
  const notes = new NotesPage(page, frame)
  await expect(frame.getByTestId('subject-kind')).toHaveAttribute('data-kind', 'automation')
  await expect(notes.text).toHaveAttribute('placeholder', 'Why does this rule exist?')
  await notes.write('Marketing asked for this reminder')
  expect(world.database.rows('SELECT subject FROM notes')).toEqual([{ subject: springRules }])
  await expectNoScrollbar(frame)

  await portal.loginAs('employee2')
  await portal.goto(`/workgroups/group/${projects.everybody}/tasks/automation/`)
  const theirs = await openWidget(portal, page, 'toolbar-widgets', 'TASK_ROBOT_DESIGNER_TOOLBAR')
  await expect(theirs.getByTestId('note')).toContainText('Marketing asked for this reminder')
})

test('the rules of my own tasks are mine to document', async ({ portal, page, world }) => {
  await portal.goto(`/company/personal/user/${people.employee1}/tasks/automation/`)
  const notes = new NotesPage(page, await openWidget(portal, page, 'toolbar-widgets', 'TASK_ROBOT_DESIGNER_TOOLBAR'))
  await notes.write('I forget deadlines otherwise')
  expect(world.database.rows('SELECT subject FROM notes')).toEqual([{ subject: `automation:user-${people.employee1}` }])
})

test('the tab of a project holds the notes on the project itself', async ({ portal, page }) => {
  async function openTab(): Promise<NotesPage> {
    await portal.goto(`/workgroups/group/${projects.everybody}/`)
    await page.locator('[data-testid^="project-tab-"][data-placement="SONET_GROUP_DETAIL_TAB"]').click()
    const notes = new NotesPage(page, portal.frame('SONET_GROUP_DETAIL_TAB'))
    await notes.ready()
    return notes
  }
  const mine = await openTab()
  await expect(mine.frame.getByTestId('subject-kind')).toHaveAttribute('data-kind', 'project')
  await mine.write('Final files live in Drive')
  await expectNoScrollbar(mine.frame)

  await portal.loginAs('employee2')
  await expect((await openTab()).note('Final files live in Drive')).toContainText('Daniel Okafor')
})

test('a note on a colleague is private until its author shares it, and says who will read it', async ({ portal, page, world }) => {
  await portal.goto(`/company/personal/user/${people.employee2}/`)
  const frame = await openWidget(portal, page, 'toolbar-widgets', 'USER_PROFILE_TOOLBAR')
  const notes = new NotesPage(page, frame)
  const readers = frame.getByTestId('note-readers')
  await expect(frame.getByTestId('note-visibility')).toHaveAttribute('data-value', 'private')
  await expect(readers).toContainText('Only you')
  await notes.write('Prefers calls before ten')
  await expect(notes.note('Prefers calls').getByTestId('note-private')).toBeVisible()

  await notes.text.fill('Knows every printer in town')
  await frame.getByTestId('note-visibility').click()
  await expect(readers).toContainText('Priya Nair included')
  const saved = notes.acknowledged('POST')
  await notes.text.press('Control+Enter')
  await saved
  // Sharing was meant for that one note.
  await expect(frame.getByTestId('note-visibility')).toHaveAttribute('data-value', 'private')
  expect(world.database.rows('SELECT text, visibility FROM notes ORDER BY created_at')).toEqual([
    { text: 'Prefers calls before ten', visibility: 'private' },
    { text: 'Knows every printer in town', visibility: 'team' },
  ])
  await expectNoScrollbar(frame)

  await portal.loginAs('employee2')
  await portal.goto(`/company/personal/user/${people.employee2}/`)
  const own = await openWidget(portal, page, 'toolbar-widgets', 'USER_PROFILE_TOOLBAR')
  await expect(own.getByTestId('note')).toHaveText([/Knows every printer in town/])
  await expect(own.getByTestId('note-visibility')).toHaveAttribute('data-value', 'team')
})

test('my own menu leads to my notes on everything', async ({ portal, page, world }) => {
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  await post(daniel, newNote('On a task'))
  await post(daniel, noteOn(spring, 'On a project'))
  await post(daniel, noteOn(springRules, 'On its rules'))
  await post(daniel, noteOn(subjectKey('user', people.employee2), 'On Priya', 'private'))
  await portal.goto()
  const frame = await openWidget(portal, page, 'profile-menu', 'USER_PROFILE_MENU')
  const entries = frame.getByTestId('home-entry')
  await expect(entries).toHaveText([/Priya Nair/, /Rules: Spring catalogue/, /Spring catalogue/, /Agree on the catalogue cover/])
  await expect(entries.first().getByTestId('subject-kind')).toHaveAttribute('data-kind', 'user')
  await entries.nth(2).getByTestId('home-subject').click()
  await expect(portal.slider).toHaveAttribute('data-address', new RegExp(`/workgroups/group/${projects.everybody}/`))
  await portal.closeSlider()
  await expectNoScrollbar(frame)
})

test('a link in the feed opens the note or the subject it names', async ({ portal, page, world }) => {
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('The second draft is the one')
  await notes.choose('The second draft', 'note-link')
  await notes.text.press('Control+v')
  const link = await notes.text.inputValue()
  await notes.text.fill('')
  world.control.postToFeed({ portal: 'acme', text: `See the project: /marketplace/view/${appCard.code}/?params[subject]=${spring}` })
  world.control.postToFeed({ portal: 'acme', text: `See the note: ${link}` })
  await portal.loginAs('employee2')
  await portal.goto('/stream/')
  const follow = async (what: string) => {
    await page.getByTestId('feed-link').filter({ hasText: what }).click()
    const frame = portal.slider.getByTestId('frame-REST_APP_URI').contentFrame()
    await alive(frame)
    return frame
  }

  const note = await follow(link)
  await expect(note.getByTestId('note')).toContainText('The second draft is the one')
  await expect(note.getByTestId('subject-title')).toContainText('Agree on the catalogue cover')
  await expectNoScrollbar(note)
  await portal.closeSlider()

  const subject = await follow('[subject]')
  await expect(subject.getByTestId('subject-title')).toHaveText('Spring catalogue')
  await new NotesPage(page, subject).write('Found by a link')
})

test('a link to what is not there, or not for me, explains itself', async ({ portal }) => {
  await portal.loginAs('employee2')
  const cases = { '[note]=nonsense': 'note_not_found', '[subject]=nonsense': 'subject_denied', [`[subject]=task:${tasks.adminOnly}`]: 'subject_denied' }
  for (const [what, code] of Object.entries(cases)) {
    await portal.goto(`/marketplace/view/${appCard.code}/?params${what}`)
    const frame = portal.frame('REST_APP_URI')
    await alive(frame)
    await expect(frame.getByTestId('page-refused')).toHaveAttribute('data-code', code)
  }
})

test('the places that are not bound by themselves work where an administrator binds them', async ({ portal, page, world }) => {
  for (const placement of ['TASK_VIEW_SIDEBAR', 'TASK_VIEW_TOP_PANEL', 'SONET_GROUP_TOOLBAR', 'LEFT_MENU'] as const) await bindOverTheWire(world, placement)
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  await post(daniel, newNote('On the cover'))
  await post(daniel, noteOn(spring, 'On the catalogue'))

  const card = await portal.openTaskCard(tasks.everybody)
  for (const placement of ['TASK_VIEW_SIDEBAR', 'TASK_VIEW_TOP_PANEL']) {
    await card.locator(`[data-placement="${placement}"]`).click()
    const notes = new NotesPage(page, card.getByTestId(`frame-${placement}`).contentFrame())
    await notes.ready()
    await expect(notes.note('On the cover')).toBeVisible()
    await expectNoScrollbar(notes.frame)
  }

  await portal.goto(`/workgroups/group/${projects.everybody}/`)
  const project = new NotesPage(page, await openWidget(portal, page, 'toolbar-widgets', 'SONET_GROUP_TOOLBAR'))
  await expect(project.note('On the catalogue')).toBeVisible()
  await project.write('From the classic interface')
  await expectNoScrollbar(project.frame)

  await portal.goto()
  await page.locator('[data-testid^="menu-placement-"]').click()
  const home = portal.frame('LEFT_MENU')
  await alive(home)
  await expect(home.getByTestId('home-entry')).toHaveCount(3)
  await expectNoScrollbar(home)
})

test('a place that sends what it should not says what is missing, and the log knows it', async ({ world }) => {
  for (const [placement, options, missing] of [['TASK_VIEW_TAB', '[]', 'taskId'], ['CRM_DEAL_DETAIL_TAB', '{"ID":"undefined"}', 'ID'], ['IM_SIDEBAR', '{"dialogId":"../5"}', 'dialogId']] as const) {
    const frame = world.launch({ portal: 'acme', userId: people.employee1, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })
    const action = new URL(frame.action)
    action.pathname = `/placements/${placement.toLowerCase().replaceAll('_', '-')}`
    const answer = await sendLaunch(action.href, { ...formOf(frame), PLACEMENT: placement, PLACEMENT_OPTIONS: options })
    expect(answer.status, placement).toBe(400)
    expect(await answer.text(), placement).toContain(missing)
    expect(world.app.log.some(line => line.includes('launch.open.refused') && line.includes(`"${placement}"`) && line.includes(`"${missing}"`)), placement).toBe(true)
  }
})
