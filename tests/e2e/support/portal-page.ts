import { expect } from '@playwright/test'
import type { FrameLocator, Locator, Page } from '@playwright/test'
import { people } from './acme'
import type { Who } from './acme'

/** A portal as a person sees it: its own page, and Sidenote in its frames. */
export class PortalPage {
  constructor(readonly page: Page, readonly origin: string) {}

  /** Opens a page of the portal by its address there. */
  async goto(path = '/'): Promise<void> {
    await this.page.goto(this.origin + path)
    await expect(this.page.getByTestId('profile-menu')).toBeVisible()
  }

  /** Switches the profile as one does in the portal. */
  async loginAs(who: Who): Promise<void> {
    if (!this.page.url().startsWith(this.origin)) await this.goto()
    await this.page.getByTestId('profile-menu').click()
    const entry = this.page.getByTestId(`profile-${people[who]}`)
    if (await entry.getAttribute('aria-current') === 'true') return void await this.page.keyboard.press('Escape')
    await Promise.all([this.page.waitForResponse(/\/_portal\/profile$/), entry.click()])
    await expect(this.page.getByTestId('profile-menu')).toBeVisible()
  }

  /** Opens the Market's page of Sidenote and presses Install; the installer's frame opens. */
  async pressInstall(): Promise<FrameLocator> {
    await this.goto('/marketplace/')
    await this.page.getByTestId('market-install').first().click()
    return this.frame('DEFAULT')
  }

  /** Installs Sidenote through the Market, to the end: the portal reloads and the home page is there. */
  async installApp(): Promise<void> {
    const installer = await this.pressInstall()
    await expect(installer.getByTestId('install-step-verify')).toBeVisible()
    await this.untilInstalled()
  }

  /** Waits for the home page that the portal opens after `installFinish`. */
  async untilInstalled(): Promise<FrameLocator> {
    const home = this.frame('DEFAULT')
    await expect(home.getByTestId('page-home')).toBeVisible({ timeout: 30_000 })
    return home
  }

  /** Opens a task from the list and gives Sidenote's frame on it. */
  async openTask(id: number): Promise<FrameLocator> {
    await this.goto('/')
    await this.page.getByTestId('menu-tasks').click()
    await this.page.getByTestId(`task-row-${id}`).click()
    return this.appOnTask()
  }

  /** Sidenote's frame on the task that is open. */
  async appOnTask(): Promise<FrameLocator> {
    await this.page.locator('[data-testid^="app-row-"]').first().click()
    return this.frame('TASK_VIEW_TAB')
  }

  /** Opens Sidenote's own page from the left menu. */
  async openApp(): Promise<FrameLocator> {
    await this.page.getByTestId('menu-app').click()
    return this.frame('DEFAULT')
  }

  /** The topmost frame of a placement. */
  frame(placement: string): FrameLocator {
    return this.page.getByTestId(`frame-${placement}`).last().contentFrame()
  }

  /** The slider on top. */
  get slider(): Locator {
    return this.page.getByTestId('slider').last()
  }

  async closeSlider(): Promise<void> {
    await this.page.getByTestId('slider-close').last().click()
  }
}

/** Sidenote's notes in one frame. */
export class NotesPage {
  constructor(readonly frame: FrameLocator) {}

  get notes(): Locator {
    return this.frame.getByTestId('note')
  }

  note(text: string): Locator {
    return this.notes.filter({ hasText: text })
  }

  /** Writes a note and waits until the server has acknowledged it. */
  async write(text: string, { isPrivate = false } = {}): Promise<void> {
    await this.frame.getByTestId('note-text').fill(text)
    if (isPrivate) await this.frame.getByTestId('note-visibility').click()
    const saved = this.acknowledged('POST')
    await this.frame.getByTestId('note-save').click()
    await saved
    await expect(this.note(text)).toBeVisible()
  }

  /** Waits for the answer to the next change of a note. */
  acknowledged(method: 'POST' | 'PATCH' | 'DELETE'): Promise<unknown> {
    return this.frame.owner().page().waitForResponse(response =>
      response.request().method() === method && /\/api\/notes(\/|$)/.test(new URL(response.url()).pathname) && response.ok())
  }

  /** Opens a note's menu and picks an entry. */
  async choose(text: string, entry: 'note-edit' | 'note-pin' | 'note-delete'): Promise<void> {
    await this.note(text).getByTestId('note-menu').click()
    await this.frame.getByTestId(entry).click()
  }
}
