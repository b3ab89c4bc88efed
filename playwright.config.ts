import { defineConfig } from '@playwright/test'
import { chromiumArguments, findChromium } from './scripts/lib/chromium.mjs'

/**
 * The whole thing in a real browser: the built app, the stand-in portal, Chromium. Each test has an app process, a database and a
 * stand-in of its own (tests/e2e/support/fixtures.ts); `npm test` builds what they need first.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.test/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Generous, because a busy machine is no defect of the app; nothing waits that long on an idle one.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? '.test/playwright.json' }]],
  use: {
    viewport: { width: 1280, height: 860 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    // Recording costs half as much time again (68 seconds against 44 for the same seven tests): `--trace retain-on-failure` when
    // something fails that its picture does not explain.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { ...findChromium(), args: chromiumArguments },
  },
})
