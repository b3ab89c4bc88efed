import type { FrameLocator } from '@playwright/test'
import { expect } from '@playwright/test'

/** Widths of Bitrix24's places: chat sidebar, phone, call card, slider, tab. */
export const widths = [300, 360, 400, 900, 1280]

const overflow = (frame: FrameLocator) => frame.locator('html').evaluate(root => ({ content: root.scrollWidth, place: root.clientWidth }))

/** Sets an app frame to a width, as the different places of Bitrix24 do. */
async function squeeze(frame: FrameLocator, width: number) {
  await frame.owner().evaluate((iframe, px) => {
    iframe.style.width = `${px}px`
    iframe.style.maxWidth = 'none'
  }, width)
  await expect.poll(async () => (await overflow(frame)).place).toBe(width)
}

/** Nothing of a page stands out at any width of Bitrix24. */
export async function expectNoScrollbar(frame: FrameLocator) {
  for (const width of widths) {
    await squeeze(frame, width)
    const { content, place } = await overflow(frame)
    expect(content, `content at ${width} px`).toBeLessThanOrEqual(place)
  }
}
