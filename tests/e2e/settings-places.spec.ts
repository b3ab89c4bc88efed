import type { Page } from '@playwright/test'
import { crm, people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import type { PortalPage } from './support/portal-page'
import { SettingsPage } from './support/settings-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire, openTaskOverTheWire } from './support/wire'
import type { World } from './support/world'

const acme = { portal: 'acme' }

test.beforeEach(async ({ world, portal }) => {
  await installOverTheWire(world)
  await portal.loginAs('admin')
})

const dealTab = (page: Page) => page.locator('[data-placement="CRM_DEAL_DETAIL_TAB"]')
const ownEntry = (page: Page) => page.locator('[data-testid^="menu-placement-"]')

async function openDeal(portal: PortalPage) {
  await portal.goto(`/crm/deal/details/${crm.deal}/`)
}

test('an administrator switches places on and off, names one in two languages, and sees it in their places', async ({ portal, page, world }) => {
  const settings = await SettingsPage.open(portal)
  await settings.known()
  await settings.expectStates({ LEFT_MENU: 'off', TASK_VIEW_TAB: 'registered' })
  await expect(settings.bar).toHaveCount(0)

  await settings.turn('LEFT_MENU', true)
  await settings.turn('TASK_VIEW_TAB', false)
  await settings.name('CRM_DEAL_DETAIL_TAB', { en: 'Deal diary', de: 'Tagebuch' })
  await settings.expectStates({ LEFT_MENU: 'draft', TASK_VIEW_TAB: 'draft', CRM_DEAL_DETAIL_TAB: 'draft', CALL_CARD: 'registered' })

  // What is not saved is lost neither by looking elsewhere nor by a key.
  await settings.frame.getByTestId('settings-tab-audit').click()
  await expect(settings.place('LEFT_MENU')).toHaveCount(0)
  await settings.frame.getByTestId('settings-tab-places').click()
  await settings.expectStates({ LEFT_MENU: 'draft', CALL_CARD: 'registered' })
  await settings.bar.press('Escape')
  await settings.frame.getByTestId('settings-stay').click()
  await expect(settings.frame.getByTestId('settings-stay')).toHaveCount(0)
  await settings.save()
  await settings.expectStates({ LEFT_MENU: 'added', TASK_VIEW_TAB: 'removed', CRM_DEAL_DETAIL_TAB: 'repaired', CALL_CARD: 'registered' })
  await expect(settings.bar).toHaveCount(0)
  await expectNoScrollbar(settings.frame)

  await settings.frame.getByTestId('settings-close').press('Escape')
  await expect(page.getByTestId('slider')).toHaveCount(0)
  await openDeal(portal)
  await expect(dealTab(page)).toHaveText('Deal diary')
  await expect(ownEntry(page)).toHaveText('Sidenote')
  world.control.setLanguage({ ...acme, language: 'de' })
  await openDeal(portal)
  await expect(dealTab(page)).toHaveText('Tagebuch')
  const card = await portal.openTaskCard(tasks.everybody)
  await expect(card.locator('[data-placement="TASK_VIEW_TAB"]')).toHaveCount(0)

  const again = await SettingsPage.open(portal)
  await expect(again.frame.locator('html')).toHaveAttribute('lang', 'de')
  await again.known()
  await again.turn('LEFT_MENU', false)
  await again.turn('TASK_VIEW_TAB', true)
  await again.place('CRM_DEAL_DETAIL_TAB').getByTestId('place-details-toggle').click()
  await again.place('CRM_DEAL_DETAIL_TAB').getByTestId('place-reset').click()
  await again.save()
  await again.expectStates({ LEFT_MENU: 'removed', TASK_VIEW_TAB: 'added', CRM_DEAL_DETAIL_TAB: 'repaired' })
  await openDeal(portal)
  await expect(dealTab(page)).toHaveText('Sidenote')
  await expect(ownEntry(page)).toHaveCount(0)
  // What is as shipped again is not stored, and who did all this is written down.
  expect(world.database.rows<{ value: string }>('SELECT value FROM portal_settings').map(({ value }) => JSON.parse(value).places.TASK_VIEW_TAB)).toEqual([{}])
  expect(world.database.rows('SELECT action FROM audit_log WHERE user_id = 1 ORDER BY id').map(({ action }) => action)).toEqual(expect.arrayContaining(['place_on', 'place_off', 'place_titles']))
})

test('what was changed in Bitrix24 is shown and repaired with one button; options keep to their limits', async ({ portal, page, world }) => {
  world.control.changePlacement({ ...acme, placement: 'CRM_DEAL_DETAIL_TAB', titles: { en: 'Somebody was here' } })
  world.control.unbindPlacement({ ...acme, placement: 'CALL_CARD' })
  const settings = await SettingsPage.open(portal)
  await settings.known()
  await settings.expectStates({ CRM_DEAL_DETAIL_TAB: 'drift', CALL_CARD: 'missing', IM_SIDEBAR: 'registered' })
  await settings.frame.getByTestId('places-repair').click()
  await settings.expectStates({ CRM_DEAL_DETAIL_TAB: 'repaired', CALL_CARD: 'added' })
  await expect(settings.frame.getByTestId('places-notice')).toHaveCount(0)
  await expect(settings.bar).toHaveCount(0)

  const sidebar = settings.place('IM_SIDEBAR')
  await sidebar.getByTestId('place-details-toggle').click()
  await sidebar.getByTestId('place-color-ORANGE').click()
  await sidebar.getByTestId('place-context-LINES').click()
  await sidebar.getByTestId('place-icon-name').fill('fa_comment!')
  await expect(sidebar.getByTestId('place-option-wrong')).toBeVisible()
  await settings.bar.getByTestId('settings-save').click()
  await expect(settings.bar.getByRole('status')).toHaveText(/does not take one of these options/)
  await sidebar.getByTestId('place-icon-name').fill('fa-comment')
  await settings.save()
  await settings.expectStates({ IM_SIDEBAR: 'repaired' })
  expect(world.control.placements(acme).find(({ placement }) => placement === 'IM_SIDEBAR')!.options).toMatchObject({ color: 'ORANGE', context: 'USER;CHAT;CRM', iconName: 'fa-comment' })

  // Whoever leaves without saving is asked, and changes nothing.
  await settings.turn('CALL_CARD', false)
  await settings.frame.getByTestId('settings-close').click()
  await settings.frame.getByTestId('settings-leave').click()
  await expect(page.getByTestId('slider')).toHaveCount(0)
  expect(world.control.placements(acme).map(({ placement }) => placement)).toContain('CALL_CARD')
  await openDeal(portal)
  await expect(dealTab(page)).toHaveText('Sidenote')
})

test('an employee does not see the settings', async ({ portal, world }) => {
  await portal.loginAs('employee1')
  const home = await portal.openApp()
  await alive(home)
  await expect(home.getByTestId('home-templates')).toBeVisible()
  await expect(home.getByTestId('home-settings')).toHaveCount(0)

  const frame = world.launch({ ...acme, userId: people.employee1, options: { view: 'settings', tab: 'data' }, popup: true })
  const page = await fetch(frame.action, { method: 'POST', body: new URLSearchParams(frame.fields) })
  expect(await page.text()).toContain('data-code="admin_required"')
})

/** Saves over the wire, as a second administrator's page does. */
async function colleagueSaves(world: World, places: object) {
  const colleague = await openTaskOverTheWire(world, people.admin, tasks.everybody)
  const { version } = await (await colleague.call('GET', '/api/admin/settings')).json() as { version: number }
  expect((await colleague.call('PUT', '/api/admin/settings', { version, places })).status).toBe(200)
}

test('a portal in trouble leaves the rest working and saving again completes it; two administrators do not overwrite each other', async ({ portal, page, world, allow }) => {
  const placed = () => world.control.placements(acme).map(({ placement }) => placement)
  allow({ url: /\/api\/admin\/settings$/, status: 409 }, { url: /\/api\/admin\/places$/, status: 503 })
  const settings = await SettingsPage.open(portal)
  await settings.known()

  // One place takes no more, and calls run out for a moment: the others are done.
  world.control.planTroubles({ ...acme, troubles: [
    { trouble: 'ERROR_PLACEMENT_MAX_COUNT', method: 'placement.bind', placement: 'LEFT_MENU', times: 1 },
    { trouble: 'QUERY_LIMIT_EXCEEDED', method: 'placement.bind', placement: 'IM_SMILES_SELECTOR', times: 1 },
  ] })
  await settings.turn('LEFT_MENU', true)
  await settings.turn('IM_SMILES_SELECTOR', true)
  await settings.save()
  await settings.expectStates({ LEFT_MENU: 'refused', IM_SMILES_SELECTOR: 'added' })
  await expect(settings.place('LEFT_MENU').getByTestId('place-trouble')).toContainText('ERROR_PLACEMENT_MAX_COUNT')
  await settings.frame.getByTestId('places-repair').click()
  await settings.expectStates({ LEFT_MENU: 'added' })

  // The portal goes down half-way: what waits is told, everything else stays, and one button completes it.
  world.control.planTroubles({ ...acme, troubles: [{ trouble: 'down', method: 'placement.unbind' }] })
  await settings.turn('CALL_CARD', false)
  await settings.turn('CONTACT_CENTER', false)
  await settings.save()
  await expect(settings.frame.getByTestId('places-notice')).toHaveAttribute('data-kind', 'stopped')
  await settings.expectStates({ CALL_CARD: 'waiting', CONTACT_CENTER: 'waiting' })
  expect(placed()).toEqual(expect.arrayContaining(['CALL_CARD', 'CONTACT_CENTER', 'LEFT_MENU']))
  world.control.planTroubles({ ...acme, troubles: [] })
  await settings.frame.getByTestId('places-repair').click()
  await settings.expectStates({ CALL_CARD: 'removed', CONTACT_CENTER: 'removed' })
  await expect(settings.frame.getByTestId('places-notice')).toHaveCount(0)

  // A colleague was faster: theirs stays where mine is something else, and what both changed is asked.
  await settings.turn('USER_PROFILE_MENU', false)
  await settings.name('IM_NAVIGATION', { en: 'Mine' })
  await colleagueSaves(world, { IM_NAVIGATION: { titles: { en: 'Theirs' } }, CALENDAR_GRIDVIEW: { on: false } })
  await settings.bar.press('Control+Enter')
  const conflict = settings.frame.getByTestId('settings-conflict')
  await expect(conflict).toHaveAttribute('data-path', 'places.IM_NAVIGATION.titles.en')
  await expect(settings.place('CALENDAR_GRIDVIEW')).toHaveAttribute('data-on', 'false')
  await expect(settings.place('USER_PROFILE_MENU')).toHaveAttribute('data-on', 'false')
  await expect(settings.place('IM_NAVIGATION').getByTestId('place-title-en')).toHaveValue('Mine')
  await conflict.getByTestId('settings-take-theirs').check()
  await expect(settings.place('IM_NAVIGATION').getByTestId('place-title-en')).toHaveValue('Theirs')
  await settings.save()
  await expect(conflict).toHaveCount(0)
  await settings.expectStates({ USER_PROFILE_MENU: 'removed', CALENDAR_GRIDVIEW: 'removed', IM_NAVIGATION: 'repaired' })
  expect(placed()).not.toEqual(expect.arrayContaining(['CALENDAR_GRIDVIEW']))

  // While the portal cannot be asked, settings are saved all the same.
  world.control.setFaults({ ...acme, faults: { portalDown: true } })
  await settings.turn('CALL_CARD', true)
  allow({ url: /\/api\/admin\/places\/reconcile$/, status: 503 })
  await settings.save()
  await expect(settings.frame.getByTestId('places-notice')).toHaveAttribute('data-kind', 'stopped')
  expect(placed()).not.toContain('CALL_CARD')
  world.control.setFaults({ ...acme, faults: { portalDown: false } })
  await settings.frame.getByTestId('places-repair').click()
  await settings.expectStates({ CALL_CARD: 'added' })
  await settings.frame.getByTestId('settings-close').click()
  await expect(page.getByTestId('slider')).toHaveCount(0)
})
