import { expect } from '@playwright/test'
import type { FrameLocator, Locator, Page } from '@playwright/test'

/** Waits until a page of the app has come alive: before that, a click is a click on a picture. */
export async function alive(frame: FrameLocator): Promise<void> {
  await expect(async () => {
    const hydrated = await frame.locator('#__nuxt').evaluate((root) => {
      const app = (root as Element & { __vue_app__?: { $nuxt?: { isHydrating?: boolean } } }).__vue_app__
      return app?.$nuxt?.isHydrating === false
    })
    expect(hydrated).toBe(true)
  }).toPass({ timeout: 20_000 })
}

/** Sidenote's notes in one frame, as a person uses them. */
export class NotesPage {
  constructor(readonly page: Page, readonly frame: FrameLocator) {}

  async ready(): Promise<void> {
    await alive(this.frame)
    await expect(this.text).toBeVisible()
  }

  get text(): Locator {
    return this.frame.getByTestId('note-composer').getByTestId('note-text')
  }

  get notes(): Locator {
    return this.frame.getByTestId('note')
  }

  note(text: string): Locator {
    return this.notes.filter({ hasText: text })
  }

  /** Writes a note and waits until the server has acknowledged it. */
  async write(text: string, { isPrivate = false } = {}): Promise<void> {
    await this.text.fill(text)
    if (isPrivate) await this.frame.getByTestId('note-visibility').click()
    const saved = this.acknowledged('POST')
    await this.frame.getByTestId('note-composer').getByTestId('note-save').click()
    await saved
    await expect(this.note(text)).toBeVisible()
  }

  /** Waits for the answer to the next change of a note. Begin waiting before the change. */
  acknowledged(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'): Promise<unknown> {
    return this.page.waitForResponse(response =>
      response.request().method() === method && /\/api\/notes(\/|$)/.test(new URL(response.url()).pathname) && response.ok())
  }

  /** Opens a note's menu and picks an entry. */
  async choose(text: string, entry: 'note-edit' | 'note-pin' | 'note-delete' | 'note-open' | 'note-link' | 'note-menu-visibility' | 'note-follow-up' | 'note-follow-up-done'): Promise<void> {
    await this.note(text).getByTestId('note-menu').click()
    await this.frame.getByTestId(entry).click()
  }
}
