import { expect } from '@playwright/test'
import type { FrameLocator, Locator, Page } from '@playwright/test'
import { people } from './acme'
import type { Who } from './acme'
import { NotesPage } from './notes-page'

/** A portal as a person sees it: its own page, its sliders, and Sidenote in its frames. */
export class PortalPage {
  constructor(readonly page: Page, readonly origin: () => string) {}

  /** Opens a page of the portal by its address there. */
  async goto(path = '/'): Promise<void> {
    await this.page.goto(this.origin() + path)
    await expect(this.page.getByTestId('profile-menu')).toBeVisible()
  }

  /** Becomes somebody else without looking for the menu: who it is shows with the next page. */
  async loginAs(who: Who): Promise<void> {
    const answer = await this.page.request.post(`${this.origin()}/_portal/profile`, { data: { userId: people[who] } })
    expect(answer.ok()).toBe(true)
  }

  /** Switches the profile as one does in the portal. */
  async switchTo(who: Who): Promise<void> {
    await this.goto()
    await this.page.getByTestId('profile-menu').click()
    const entry = this.page.getByTestId(`profile-${people[who]}`)
    await expect(entry).toBeVisible()
    if (await entry.getAttribute('aria-current') === 'true') return this.page.keyboard.press('Escape')
    // The portal loads its page anew; going on before it has would be interrupted by that.
    await Promise.all([this.page.waitForEvent('load'), entry.click()])
    await expect(this.page.getByTestId('profile-menu')).toBeVisible()
  }

  /** Goes through the Market's dialog to the installer, which starts by itself. */
  async pressInstall(): Promise<FrameLocator> {
    await this.goto()
    await this.page.getByTestId('menu-market').click()
    await this.page.getByTestId('market-app').click()
    await this.page.getByTestId('market-install').click()
    await this.page.getByTestId('consent-licence').click()
    await this.page.getByTestId('consent-privacy').click()
    await this.page.getByTestId('install-confirm').click()
    return this.frame('DEFAULT')
  }

  /** Installs Sidenote through the Market, to the end: the portal reloads and the home page is there. */
  async installApp(): Promise<FrameLocator> {
    await this.pressInstall()
    return this.untilInstalled()
  }

  /** Waits for the home page that the portal opens after `installFinish`. */
  async untilInstalled(): Promise<FrameLocator> {
    await expect(this.page).toHaveURL(/install_finished=Y/, { timeout: 30_000 })
    const home = this.frame('DEFAULT')
    await expect(home.getByTestId('empty').or(home.getByTestId('home-entry').first())).toBeVisible()
    return home
  }

  /** Opens a task from the list, in its slider, and Sidenote on it. */
  async openTask(id: number): Promise<NotesPage> {
    const card = await this.openTaskCard(id)
    await card.locator('[data-placement="TASK_VIEW_TAB"]').click()
    const notes = new NotesPage(this.page, card.getByTestId('frame-TASK_VIEW_TAB').contentFrame())
    await notes.ready()
    return notes
  }

  /** Opens a task from the list, in its slider. */
  async openTaskCard(id: number): Promise<FrameLocator> {
    await this.goto()
    await this.page.getByTestId('menu-tasks').click()
    await this.page.getByTestId(`task-row-${id}`).click()
    const card = this.slider.getByTestId('slider-page').contentFrame()
    await expect(card.getByTestId('task-card')).toBeVisible()
    return card
  }

  /** Opens Sidenote's own page from the left menu. */
  async openApp(): Promise<FrameLocator> {
    await this.goto()
    await this.page.getByTestId('menu-app').click()
    return this.frame('DEFAULT')
  }

  /** Sidenote in the page itself, outside of sliders. */
  frame(placement: string): FrameLocator {
    return this.page.getByTestId(`frame-${placement}`).first().contentFrame()
  }

  /** The slider on top. */
  get slider(): Locator {
    return this.page.getByTestId('slider').last()
  }

  /** Sidenote in the slider on top, as `openApplication` opens it. */
  get sliderApp(): FrameLocator {
    return this.slider.getByTestId('frame-DEFAULT').contentFrame()
  }

  /** Closes the slider on top and waits until it is gone. */
  async closeSlider(): Promise<void> {
    const before = await this.page.getByTestId('slider').count()
    await this.slider.getByTestId('slider-close').first().click()
    await expect(this.page.getByTestId('slider')).toHaveCount(before - 1)
  }
}
