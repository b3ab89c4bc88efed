import { crm } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import { SettingsPage } from './support/settings-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire } from './support/wire'

const acme = { portal: 'acme' }

test('an administrator adds the next-step field in a slider, uses it on a deal, renames and removes it', async ({ portal, page, world }) => {
  await installOverTheWire(world)
  await portal.loginAs('admin')
  const { frame } = await SettingsPage.open(portal, 'fields')
  await expect(frame.getByTestId('field-type')).toHaveAttribute('data-state', 'registered')
  const rows = frame.getByTestId('field-row')
  await expect(rows).toHaveCount(0)

  await frame.getByTestId('field-new-label').fill('  ')
  await frame.getByTestId('field-add').click()
  await expect(frame.getByTestId('field-problem')).toBeVisible()
  await frame.getByTestId('field-new-label').fill('What next')
  await frame.getByTestId('field-add').click()
  await expect(rows).toHaveText(/What next/)
  await expect(rows).toHaveAttribute('data-entity', 'deal')
  await expectNoScrollbar(frame)
  await frame.getByTestId('settings-close').click()

  await portal.goto(`/crm/deal/details/${crm.deal}/`)
  const place = page.locator('[data-testid^="crm-field-UF_"][data-mode]')
  await expect(place).toContainText('What next')
  const name = (await place.getAttribute('data-testid'))!.replace('crm-field-', '')
  await page.getByTestId(`crm-field-edit-${name}`).click()
  const field = place.getByTestId('frame-USERFIELD_TYPE').contentFrame()
  await expect(field.getByTestId('field')).toHaveAttribute('data-mode', 'edit')
  await alive(field)
  await field.locator('input:not([type="date"])').first().fill('Send the samples')
  const kept = () => world.control.crmValue({ ...acme, entity: 'deal', id: crm.deal, field: name })
  // The card hears of a value a moment after the last letter.
  await page.waitForTimeout(600)
  await page.getByTestId('crm-save').click()
  await expect.poll(kept).toBe('Send the samples')

  const again = (await SettingsPage.open(portal, 'fields')).frame
  await again.getByTestId('field-rename').click()
  await again.getByTestId('field-label').fill('The plan')
  await again.getByTestId('field-label').press('Enter')
  await expect(again.getByTestId('field-row')).toHaveText(/The plan/)
  await again.getByTestId('settings-close').click()
  await portal.goto(`/crm/deal/details/${crm.deal}/`)
  await expect(place).toContainText('The plan')
  await expect(field.getByTestId('field')).toContainText('Send the samples')

  const last = (await SettingsPage.open(portal, 'fields')).frame
  await last.getByTestId('field-remove').click()
  // The first press takes nothing away.
  await last.getByTestId('confirm-no').click()
  await expect(last.getByTestId('field-row')).toHaveCount(1)
  await last.getByTestId('field-remove').click()
  await last.getByTestId('confirm-yes').click()
  await expect(last.getByTestId('field-row')).toHaveCount(0)
  await last.getByTestId('settings-tab-audit').click()
  await expect(last.getByTestId('audit-entry').first()).toContainText('The plan')
  await expect(last.getByTestId('audit-entry')).toHaveCount(3)
  await portal.goto(`/crm/deal/details/${crm.deal}/`)
  await expect(page.getByTestId('crm-card')).toBeVisible()
  await expect(place).toHaveCount(0)
})
