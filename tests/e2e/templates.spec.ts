import type { FrameLocator } from '@playwright/test'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import { PortalPage } from './support/portal-page'
import { expectNoScrollbar } from './support/width'
import { bindOverTheWire, installOverTheWire } from './support/wire'

/** Opens the ready texts above the text area of a chat. */
async function openTexts(portal: PortalPage, dialog: string): Promise<FrameLocator> {
  await portal.goto(`/online/?IM_DIALOG=${dialog}`)
  await portal.page.locator('[data-testid^="textarea-app-"][data-placement="IM_TEXTAREA"]').click()
  const frame = portal.frame('IM_TEXTAREA')
  await alive(frame)
  return frame
}

/** Writes a ready text and waits until it stands in the list. */
async function writeText(frame: FrameLocator, { title, text, folder = '', shared = false }: { title: string, text: string, folder?: string, shared?: boolean }) {
  await frame.getByTestId('template-new').click()
  await frame.getByTestId('template-title').fill(title)
  await frame.getByTestId('template-text').fill(text)
  if (folder) await frame.getByTestId('template-folder').fill(folder)
  if (shared) await frame.getByTestId('template-shared').click()
  await frame.getByTestId('template-save').click()
  await expect(row(frame, title)).toBeVisible()
}

const row = (frame: FrameLocator, title: string) => frame.getByTestId('template').filter({ hasText: title })

test.beforeEach(async ({ world, portal }) => {
  await installOverTheWire(world)
  await portal.loginAs('employee1')
})

test('a ready text is put into the message being written, filled in, and what is typed becomes a text', async ({ portal, page }) => {
  const frame = await openTexts(portal, 'chat40')
  await expect(frame.getByTestId('templates-empty')).toBeVisible()
  await frame.getByTestId('templates-take').click()
  await expect(frame.getByTestId('template')).toHaveCount(3)
  await writeText(frame, { title: 'Thanks', text: 'Thank you, {me} about {subject} for {company}' })

  const message = page.getByTestId('chat-input')
  await message.fill('Hello .')
  await message.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(6, 6))
  const filled = 'Thank you, Daniel Okafor about Spring catalogue for {company}'
  await frame.getByTestId('template-search').fill('thanks')
  await frame.getByTestId('template-search').press('Enter')
  await expect(frame.getByTestId('template-taken')).toHaveAttribute('data-how', 'inserted')
  await expect(frame.getByTestId('template-taken-missing')).toContainText('Company')
  await expect(message).toHaveValue(`Hello ${filled}.`)

  await frame.getByTestId('choice-replace').click()
  await row(frame, 'Thanks').getByTestId('template-choose').click()
  await expect(message).toHaveValue(filled)

  await message.fill('Delivery takes three days.')
  await frame.getByTestId('template-keep').click()
  await expect(frame.getByTestId('template-text')).toHaveValue('Delivery takes three days.')
  await frame.getByTestId('template-save').click()
  await expect(frame.getByTestId('template-editor').getByRole('alert')).toHaveText('Give the text a title.')
  await frame.getByTestId('template-title').fill('Delivery')
  await frame.getByTestId('template-title').press('Control+Enter')
  await expect(frame.getByTestId('template-editor')).toBeHidden()
  await frame.getByTestId('template-search').fill('')
  await expect(frame.getByTestId('template')).toHaveCount(5)
  await expectNoScrollbar(frame)
})

test('a text that nobody takes is copied, and one can go through the list without a mouse', async ({ portal, page }) => {
  // Not every messenger answers these commands.
  await page.addInitScript(() => {
    window.addEventListener('message', (event: MessageEvent<{ method?: string }>) => { if (event.data.method?.startsWith('im:')) event.stopImmediatePropagation() })
  })
  const frame = await openTexts(portal, 'chat40')
  await frame.getByTestId('templates-take').click()
  await expect(frame.getByTestId('template')).toHaveCount(3)
  await frame.getByTestId('template-search').focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowDown']) await page.keyboard.press(key)
  await expect(frame.getByTestId('template-choose').nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(frame.getByTestId('template-taken')).toHaveAttribute('data-how', 'copiedInstead')
  await page.keyboard.press('g')
  await expect(frame.getByTestId('template-search')).toBeFocused()
  await page.getByTestId('chat-input').focus()
  await page.keyboard.press('Control+v')
  await expect(page.getByTestId('chat-input')).toHaveValue(/^Thank you for your patience/)

  // Where a browser copies nothing either, the text lies there, selected.
  await frame.locator('html').evaluate(() => { document.execCommand = () => false })
  await frame.getByTestId('template-search').fill('patience')
  await frame.getByTestId('template-search').press('Enter')
  const byHand = frame.getByTestId('template-by-hand')
  await expect(byHand).toBeFocused()
  expect(await byHand.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd))).toMatch(/^Thank you for your patience/)
})

test('the contact centre keeps texts and call scripts in order, the shared ones for everybody', async ({ portal, page }) => {
  async function openTile(): Promise<FrameLocator> {
    await portal.goto('/contact_center/')
    await page.locator('[data-testid^="contact-tile-"][data-placement="CONTACT_CENTER"]').click()
    const frame = portal.slider.getByTestId('frame-CONTACT_CENTER').contentFrame()
    await alive(frame)
    return frame
  }
  const mine = await openTile()
  await mine.getByTestId('choice-call').first().click()
  await writeText(mine, { title: 'Complaint', text: 'First listen, {contact}.', folder: 'Service', shared: true })
  await writeText(mine, { title: 'Reminder of mine', text: 'Ask for the invoice.', folder: 'Service' })
  await expect(mine.getByRole('heading', { name: 'Service' })).toBeVisible()
  await row(mine, 'Reminder').getByTestId('template-choose').click()
  await row(mine, 'Reminder').getByTestId('template-delete').click()
  await mine.getByTestId('note-undo').click()
  await expect(row(mine, 'Reminder')).toBeVisible()
  await expectNoScrollbar(mine)

  await portal.loginAs('employee2')
  const theirs = await openTile()
  await theirs.getByTestId('choice-call').first().click()
  await expect(theirs.getByTestId('template')).toHaveText([/Complaint/])
  await theirs.getByTestId('template-choose').click()
  await expect(theirs.getByTestId('template-missing').first()).toHaveText('{contact}')
  await expect(theirs.getByTestId('template-edit')).toBeHidden()
})

test('home leads to the texts, and an older messenger has them among its smiles', async ({ portal, page, world }) => {
  const home = await portal.openApp()
  await alive(home)
  await home.getByTestId('home-templates').click()
  const slider = portal.sliderApp
  await alive(slider)
  await writeText(slider, { title: 'Opening hours', text: 'We are here from nine to five, {me}' })
  await portal.closeSlider()

  await bindOverTheWire(world, 'IM_SMILES_SELECTOR')
  world.control.setBehaviour({ olderMessenger: true })
  await portal.goto('/online/?IM_DIALOG=chat40')
  await page.getByTestId('smiles-open').click()
  await page.locator('[data-testid^="widget-"][data-placement="IM_SMILES_SELECTOR"]').click()
  const smiles = portal.frame('IM_SMILES_SELECTOR')
  await alive(smiles)
  await smiles.getByTestId('template-choose').click()
  await expect(smiles.getByTestId('template-taken')).toHaveAttribute('data-how', 'copied')
  await page.getByTestId('chat-input').focus()
  await page.keyboard.press('Control+v')
  await expect(page.getByTestId('chat-input')).toHaveValue('We are here from nine to five, Daniel Okafor')
  await expectNoScrollbar(smiles)
})

test('longer words than the English ones fit the narrowest frame as well', async ({ page, world }) => {
  await installOverTheWire(world, 'globex')
  const portal = new PortalPage(page, () => world.portals.globex.origin)
  const frame = await openTexts(portal, 'chat60')
  await expect(frame.getByTestId('templates-take')).toHaveText('Drei Beispiele übernehmen')
  await frame.getByTestId('template-new').click()
  await expect(frame.getByTestId('template-title')).toBeFocused()
  await expectNoScrollbar(frame)
  await frame.getByTestId('template-cancel').click()
  await frame.getByTestId('templates-take').click()
  await frame.getByTestId('template-more').last().click()
  await expectNoScrollbar(frame)
})
