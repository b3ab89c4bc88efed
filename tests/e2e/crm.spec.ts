import { randomUUID } from 'node:crypto'
import type { FrameLocator, Page } from '@playwright/test'
import { crmKinds, subjectKey } from '../../shared/subjects'
import type { CrmKind } from '../../shared/subjects'
import { crm, people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive, NotesPage } from './support/notes-page'
import type { PortalPage } from './support/portal-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire, openTaskOverTheWire } from './support/wire'

/** Opens Sidenote from the menu of an entity's row in its list. */
async function openFromList(portal: PortalPage, page: Page, kind: CrmKind): Promise<FrameLocator> {
  await portal.goto(`/crm/${kind}/list/`)
  await page.getByTestId(`crm-menu-${kind}-${crm[kind]}`).click()
  const placement = `CRM_${kind.toUpperCase()}_LIST_MENU`
  await page.locator(`[data-testid^="widget-"][data-placement="${placement}"]`).click()
  const frame = portal.slider.getByTestId(`frame-${placement}`).contentFrame()
  await alive(frame)
  return frame
}

/** Opens Sidenote's tab in the card of an entity. */
async function openFromCard(portal: PortalPage, page: Page, kind: CrmKind, id: number = crm[kind]): Promise<NotesPage> {
  const placement = `CRM_${kind.toUpperCase()}_DETAIL_TAB`
  await portal.goto(`/crm/${kind}/details/${id}/`)
  await page.locator(`[data-testid^="crm-tab-"][data-placement="${placement}"]`).click()
  const notes = new NotesPage(page, portal.frame(placement))
  await notes.ready()
  return notes
}

test.beforeEach(async ({ world, portal }) => {
  await installOverTheWire(world)
  await portal.loginAs('employee1')
})

test('a note from the row of a lead, deal, contact or company stands in its card, for everybody who sees it', async ({ portal, page, world }) => {
  for (const kind of crmKinds) {
    const frame = await openFromList(portal, page, kind)
    const notes = new NotesPage(page, frame)
    await expect(notes.text).toBeFocused()
    await expect(frame.getByTestId('subject-kind')).toHaveAttribute('data-kind', kind)
    await notes.write(`Noted on the ${kind}`)
    await expectNoScrollbar(frame)
  }
  expect(world.database.rows('SELECT subject FROM notes ORDER BY created_at')).toEqual(crmKinds.map(kind => ({ subject: subjectKey(kind, crm[kind]) })))

  await portal.loginAs('employee2')
  for (const kind of crmKinds) {
    const notes = await openFromCard(portal, page, kind)
    await expect(notes.notes).toHaveText([new RegExp(`Noted on the ${kind}`)])
  }
})

test('the card of a deal says whom it is with, and its notes open what they are about', async ({ portal, page }) => {
  const { frame } = await openFromCard(portal, page, 'deal')
  await expect(frame.getByTestId('subject-title')).toHaveText('120 folding chairs')
  await expect(frame.getByTestId('subject-contact')).toContainText('Eleanor Whitby')
  await expect(frame.getByTestId('subject-company')).toContainText('Northwind Gardens')
  await expect(frame.getByTestId('subject-phone')).toContainText('7946 0018')
  await expect(frame.getByTestId(`subject-person-${people.employee2}`)).toBeVisible()
  await expectNoScrollbar(frame)
  await frame.getByTestId('subject-title').click()
  await expect(portal.slider).toHaveAttribute('data-address', new RegExp(`/crm/deal/details/${crm.deal}/`))
})

test('whoever may not see a deal sees nothing of its notes, and can add none', async ({ portal, page, world }) => {
  const notes = await openFromCard(portal, page, 'deal', crm.dealNotEmployee2)
  await notes.write('The price list is confidential')

  await portal.loginAs('employee2')
  await portal.goto(`/crm/deal/details/${crm.dealNotEmployee2}/`)
  await expect(page.getByTestId('crm-denied')).toBeVisible()
  const priya = await openTaskOverTheWire(world, people.employee2, tasks.everybody)
  const secret = subjectKey('deal', crm.dealNotEmployee2)
  expect((await priya.call('GET', `/api/notes?subject=${secret}`)).status).toBe(403)
  expect((await priya.call('POST', '/api/notes', { id: randomUUID(), subject: secret, text: 'Mine', visibility: 'team' })).status).toBe(403)
})
