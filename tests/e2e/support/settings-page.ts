import { expect } from '@playwright/test'
import type { FrameLocator, Locator } from '@playwright/test'
import type { SettingsTab } from '../../../shared/settings-tabs'
import { alive } from './notes-page'
import type { PortalPage } from './portal-page'

/** The settings in their slider, as an administrator uses them. */
export class SettingsPage {
  constructor(readonly portal: PortalPage, readonly frame: FrameLocator) {}

  /** Opens them from Sidenote's own page in the left menu. */
  static async open(portal: PortalPage, tab?: SettingsTab): Promise<SettingsPage> {
    const home = await portal.openApp()
    await alive(home)
    await home.getByTestId('home-settings').click()
    const settings = new SettingsPage(portal, portal.sliderApp)
    await alive(settings.frame)
    if (tab) await settings.frame.getByTestId(`settings-tab-${tab}`).click()
    return settings
  }

  get bar(): Locator {
    return this.frame.getByTestId('settings-save-bar')
  }

  /** A place's row. */
  place(code: string): Locator {
    return this.frame.getByTestId(`place-${code}`)
  }

  /** Waits until the portal has said what it shows. */
  async known(): Promise<void> {
    await expect(this.frame.getByTestId('settings-places')).toHaveAttribute('data-known', 'true')
  }

  async turn(code: string, on: boolean): Promise<void> {
    await this.place(code).getByTestId('place-switch').click()
    await expect(this.place(code)).toHaveAttribute('data-on', String(on))
  }

  /** Gives a place titles, by language. */
  async name(code: string, titles: Record<string, string>): Promise<void> {
    await this.place(code).getByTestId('place-details-toggle').click()
    for (const [language, title] of Object.entries(titles)) await this.place(code).getByTestId(`place-title-${language}`).fill(title)
  }

  async expectStates(states: Record<string, string>): Promise<void> {
    for (const [code, state] of Object.entries(states)) await expect(this.place(code).getByTestId('place-state'), code).toHaveAttribute('data-state', state)
  }

  /** Saves with the keys of a document, and waits until the portal followed. */
  async save(): Promise<void> {
    await this.bar.press('Control+s')
    await this.settled()
  }

  /** Nothing is on its way any more. */
  async settled(): Promise<void> {
    await expect(this.frame.locator('[data-stage="saving"], [data-stage="applying"]')).toHaveCount(0)
    await expect(this.frame.getByTestId('places-lead')).toHaveAttribute('data-busy', 'false')
  }
}
