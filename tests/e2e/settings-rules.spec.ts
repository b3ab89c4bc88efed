import { randomUUID } from 'node:crypto'
import { crm, people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive, NotesPage } from './support/notes-page'
import type { PortalPage } from './support/portal-page'
import { SettingsPage } from './support/settings-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire, openTaskOverTheWire } from './support/wire'

async function openTexts(portal: PortalPage) {
  await portal.goto('/online/?IM_DIALOG=chat40')
  await portal.page.locator('[data-testid^="textarea-app-"][data-placement="IM_TEXTAREA"]').click()
  const frame = portal.frame('IM_TEXTAREA')
  await alive(frame)
  return frame
}

async function openDeal(portal: PortalPage) {
  await portal.goto(`/crm/deal/details/${crm.deal}/`)
  await portal.page.locator('[data-testid^="crm-tab-"][data-placement="CRM_DEAL_DETAIL_TAB"]').click()
  const notes = new NotesPage(portal.page, portal.frame('CRM_DEAL_DETAIL_TAB'))
  await notes.ready()
  return notes
}

/** The bar goes when everything is saved and Bitrix24 knows. */
async function save({ bar }: SettingsPage) {
  await bar.press('Control+s')
  await expect(bar).toHaveCount(0)
}

test('an administrator decides who shares texts, how notes start out, when the day begins and what is spoken; a colleague in another browser feels it', async ({ portal, world, anotherBrowser }) => {
  await installOverTheWire(world)
  await portal.loginAs('admin')
  const daniel = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const text = (title: string, shared: boolean) => ({ id: randomUUID(), kind: 'chat', title, text: 'Hello', folder: '', shared })
  const colleague = await anotherBrowser('employee1')

  expect((await daniel.call('POST', '/api/templates', text('Ours', true))).status).toBe(200)
  let texts = await openTexts(colleague)
  await texts.getByTestId('template-more').click()
  await expect(texts.getByTestId('template-edit')).toBeVisible()
  await texts.getByTestId('template-new').click()
  await expect(texts.getByTestId('template-shared')).toBeVisible()
  await expect((await openDeal(colleague)).frame.getByTestId('note-visibility')).toHaveAttribute('data-value', 'team')

  const settings = await SettingsPage.open(portal, 'rules')
  const { frame } = settings
  await frame.getByTestId('rule-templates').getByRole('radio', { name: 'Administrators only' }).click()
  await frame.getByTestId('rule-visibility-deal').getByTestId('choice-private').click()
  await frame.getByTestId('rule-visibility-task').getByTestId('choice-private').click()
  await frame.getByTestId('rule-visibility-task').getByTestId('choice-team').click()
  await frame.getByTestId('rule-morning').fill('19:00')
  await frame.getByTestId('rule-language-de').click()
  await expectNoScrollbar(frame)

  // What cannot hold is said beside it, and nothing is sent.
  await expect(frame.getByTestId('rule-time-wrong')).toBeVisible()
  await settings.bar.press('Control+s')
  await expect(frame.getByTestId('rule-morning')).toBeFocused()
  await expect(settings.bar.getByRole('status')).toHaveText('Choose two times of day, the morning before the evening.')
  await frame.getByTestId('rule-times').getByTestId('rule-reset').click()
  await expect(frame.getByTestId('rule-morning')).toHaveValue('09:00')
  await frame.getByTestId('rule-morning').fill('07:30')
  await save(settings)

  world.control.setLanguage({ portal: 'acme', language: 'de' })
  texts = await openTexts(colleague)
  await expect(texts.locator('html')).toHaveAttribute('lang', 'en')
  await texts.getByTestId('template-more').click()
  await expect(texts.getByTestId('template-copy')).toBeVisible()
  await expect(texts.getByTestId('template-edit')).toHaveCount(0)
  await expect(texts.getByTestId('template-delete')).toHaveCount(0)
  await texts.getByTestId('template-new').click()
  await expect(texts.getByTestId('template-sharing-settled')).toBeVisible()
  await expect(texts.getByTestId('template-shared')).toHaveCount(0)
  await texts.getByTestId('template-title').fill('Mine')
  await texts.getByTestId('template-text').fill('For myself')
  await texts.getByTestId('template-save').click()
  await expect(texts.getByTestId('template').filter({ hasText: 'Mine' }).getByTestId('template-mine')).toBeVisible()
  const refused = await daniel.call('POST', '/api/templates', text('Ours too', true))
  expect([refused.status, await refused.json()]).toMatchObject([403, { error: { code: 'template_administrators_only' } }])

  const deal = await openDeal(colleague)
  await expect(deal.frame.getByTestId('note-visibility')).toHaveAttribute('data-value', 'private')
  await deal.frame.locator('#new-follow-up-toggle').click()
  await expect(deal.frame.getByTestId('follow-up-choice-tomorrow')).toHaveAttribute('title', /7:30/)
  await deal.write('Between me and myself')
  expect(world.database.rows('SELECT visibility FROM notes')).toEqual([{ visibility: 'private' }])

  // What is decided stays, and is as shipped again with one button.
  const again = await SettingsPage.open(portal, 'rules')
  await expect(again.frame.getByTestId('rule-templates').getByRole('radio', { name: 'Administrators only' })).toBeChecked()
  await expect(again.frame.getByTestId('rule-languages').getByTestId('rule-reset')).toBeVisible()
  await again.frame.getByTestId('rule-visibility').getByTestId('rule-reset').click()
  await save(again)
  await expect((await openDeal(colleague)).frame.getByTestId('note-visibility')).toHaveAttribute('data-value', 'team')
  expect(world.database.rows<{ value: string }>('SELECT value FROM portal_settings').map(({ value }) => JSON.parse(value).rules)).toEqual([
    { sharedTemplates: 'administrators', morning: '07:30', languages: ['en'] },
  ])
})
