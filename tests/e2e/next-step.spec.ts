import type { FrameLocator, Locator, Page } from '@playwright/test'
import { addDays } from '../../shared/dates'
import { subjectKey } from '../../shared/subjects'
import { crm } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import type { PortalPage } from './support/portal-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire } from './support/wire'
import type { World } from './support/world'

const soon = addDays(new Date().toISOString().slice(0, 10), 5)
const later = addDays(soon, 3)

/** Adds a "next step" to the cards of deals, as an administrator does. */
async function createField(portal: PortalPage, page: Page, options: { multiple?: boolean, mandatory?: boolean } = {}): Promise<string> {
  await portal.loginAs('admin')
  await portal.goto(`/crm/deal/details/${crm.deal}/`)
  await page.getByTestId('crm-create-field').click()
  await page.getByTestId('crm-field-label').fill('Next step')
  if (options.multiple) await page.getByTestId('crm-field-multiple').click()
  if (options.mandatory) await page.getByTestId('crm-field-mandatory').click()
  await page.getByTestId('crm-field-create').click()
  const name = await page.locator('[data-testid^="crm-field-UF_"][data-mode]').getAttribute('data-testid')
  return name!.replace('crm-field-', '')
}

/** The field in the card that is open, as Sidenote draws it. */
class Field {
  readonly place: Locator
  readonly frame: FrameLocator

  constructor(readonly page: Page, readonly name: string) {
    this.place = page.locator(`[data-testid="crm-field-${name}"]`)
    this.frame = this.place.getByTestId('frame-USERFIELD_TYPE').contentFrame()
  }

  /** Waits until it is drawn in a mode. */
  async in(mode: 'view' | 'edit'): Promise<this> {
    await expect(this.frame.getByTestId('field')).toHaveAttribute('data-mode', mode)
    await alive(this.frame)
    return this
  }

  async edit(): Promise<this> {
    await this.page.getByTestId(`crm-field-edit-${this.name}`).click()
    return this.in('edit')
  }

  text(row = 0): Locator {
    return this.frame.locator('input:not([type="date"])').nth(row)
  }

  day(row = 0): Locator {
    return this.frame.locator('input[type="date"]').nth(row)
  }
}

/** Waits until the card has heard of a value: it is told a moment after the last letter, and by a message. */
async function heard(world: World, value: string | string[]): Promise<void> {
  await expect.poll(() => {
    const told = world.control.journal({ portal: 'acme', kind: 'frame' }).filter(({ title, direction }) => title === 'setValue' && direction === 'in')
    return (told.at(-1)?.detail as { params?: unknown } | undefined)?.params
  }).toEqual(value)
}

test.beforeEach(async ({ world }) => {
  await installOverTheWire(world)
})

test('a next step is written into a deal, kept by Bitrix24 as plain text, and becomes a follow-up', async ({ portal, page, world }) => {
  const name = await createField(portal, page)
  const kept = () => world.control.crmValue({ portal: 'acme', entity: 'deal', id: crm.deal, field: name })
  await portal.loginAs('employee1')
  await portal.goto(`/crm/deal/details/${crm.deal}/`)
  const field = await new Field(page, name).in('view')
  await expect(field.frame.getByTestId('field-empty')).toBeVisible()

  await field.edit()
  await field.day().fill(soon)
  await expect(field.frame.getByTestId('field-hint')).toBeVisible()
  await field.text().fill('Call Eleanor: samples')
  await expect(field.frame.getByTestId('field-hint')).toBeHidden()
  await expectNoScrollbar(field.frame)
  await heard(world, `Call Eleanor: samples (${soon})`)
  expect(kept()).toBeFalsy()
  await page.getByTestId('crm-save').click()
  await field.in('view')
  expect(kept()).toBe(`Call Eleanor: samples (${soon})`)
  await expect(field.frame.getByTestId('field-step')).toContainText('Call Eleanor: samples')
  await expect(field.frame.getByTestId('field-date')).toHaveAttribute('datetime', soon)
  await expect(field.frame.getByTestId('field-date')).toHaveAttribute('data-overdue', 'false')

  await field.frame.getByTestId('field-remind').click()
  await expect(field.frame.getByTestId('field-reminder')).toBeVisible()
  expect(world.database.rows('SELECT n.subject, n.text, f.assignee_id FROM notes n JOIN follow_ups f ON f.note_id = n.id'))
    .toEqual([{ subject: subjectKey('deal', crm.deal), text: 'Call Eleanor: samples', assignee_id: 3 }])
  await expectNoScrollbar(field.frame)

  await field.edit()
  await field.text().fill('Something else')
  await heard(world, `Something else (${soon})`)
  // A frame that is reloaded gets what is stored; what was typed, the card still holds.
  await field.frame.locator('body').evaluate(() => {
    location.href = `${location.href}`
  })
  await expect(field.text()).toHaveValue('Something else')
  await page.getByTestId('crm-cancel').click()
  await field.in('view')
  expect(kept()).toBe(`Call Eleanor: samples (${soon})`)
  await expect(field.frame.getByTestId('field-reminder')).toBeVisible()

  await portal.goto('/crm/deal/list/')
  await expect(page.getByTestId(`crm-row-deal-${crm.deal}`)).toContainText(`Call Eleanor: samples (${soon})`)
})

test('a new deal asks for its next steps, several of them, and takes them though our server is away', async ({ portal, page, world, allow }) => {
  const name = await createField(portal, page, { multiple: true, mandatory: true })
  await portal.loginAs('employee2')
  allow({ url: /\/api\//, status: 503 })
  await page.route('**/api/**', route => route.fulfill({ status: 503, json: { error: { code: 'portal_unavailable', message: 'down' } } }))
  await portal.goto('/crm/deal/details/0/')
  const field = new Field(page, name)
  await field.in('edit')
  await expect(field.frame.getByTestId('field-mandatory')).toBeVisible()
  await page.getByTestId('crm-save').click()
  await expect(page.getByTestId('crm-field-error')).toBeVisible()

  await field.text(0).fill('Send the price list')
  await field.frame.getByTestId('field-add').click()
  await expect(field.text(1)).toBeFocused()
  await field.text(1).fill('Visit the site')
  await field.day(1).fill(later)
  await field.frame.getByTestId('field-add').click()
  await field.text(2).fill('A slip')
  await field.frame.getByTestId('field-remove').nth(2).click()
  await expect(field.frame.getByTestId('field-mandatory')).toBeHidden()
  await expectNoScrollbar(field.frame)
  await heard(world, ['Send the price list', `Visit the site (${later})`])
  await page.getByTestId('crm-save').click()
  await field.in('view')
  await expect(field.frame.getByTestId('field-step')).toHaveText([/Send the price list/, /Visit the site/])
})
