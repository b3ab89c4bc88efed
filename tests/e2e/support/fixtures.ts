import { test as base, expect } from '@playwright/test'
import type { BrowserContext } from '@playwright/test'
import type { Who } from './acme'
import { PortalPage } from './portal-page'
import { Watch } from './watch'
import type { Allowance } from './watch'
import { startWorld } from './world'
import type { World } from './world'

interface Fixtures {
  /** A stand-in with its portals, the app and its database: one of each for every test. */
  world: World
  /** Declares what a test expects to go wrong; anything else fails it. */
  allow: (...allowances: Allowance[]) => void
  /** Portal "acme" in the browser. */
  portal: PortalPage
  watch: Watch
  /** The same portal for another person, or on another device: a browser of its own, closed with the test. */
  anotherBrowser: (who: Who) => Promise<PortalPage>
}

export { expect }

/**
 * The test of this house. It fails by itself for a console error, a hydration mismatch, a violated content security policy, a request to a
 * stranger, an undeclared 4xx or 5xx, an error in the app's log, a word on its standard error, or its crash.
 */
export const test = base.extend<Fixtures>({
  world: async ({}, use, testInfo) => {
    const world = await startWorld(testInfo.outputPath())
    await use(world)
    await world.stop()
    await testInfo.attach('app.log', { body: [...world.app.log, ...world.app.complaints].join('\n'), contentType: 'text/plain' })
  },

  watch: [async ({ world, context }, use) => {
    const watch = new Watch(url => world.origins().includes(url.origin))
    await watch.attach(context)
    await use(watch)
    for (const complaint of world.app.complaints) watch.note(`the app complained: ${complaint}`)
    for (const line of world.app.log.filter(isError)) {
      watch.note(`error in the app's log: ${line}`, allowance => 'appLog' in allowance && allowance.appLog.test(line))
    }
    expect(watch.problems(), 'What went wrong without being declared').toEqual([])
  }, { auto: true }],

  allow: async ({ watch }, use) => {
    await use((...allowances) => watch.allow(...allowances))
  },

  portal: async ({ page, world }, use) => {
    await use(new PortalPage(page, () => world.portals.acme.origin))
  },

  anotherBrowser: async ({ browser, world, watch }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (who) => {
      const context = await browser.newContext()
      contexts.push(context)
      await watch.attach(context)
      const portal = new PortalPage(await context.newPage(), () => world.portals.acme.origin)
      await portal.loginAs(who)
      return portal
    })
    await Promise.all(contexts.map(context => context.close()))
  },
})

const isError = (line: string) => /"level":"(error|fatal)"/.test(line)
