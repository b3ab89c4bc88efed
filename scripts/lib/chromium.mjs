// @ts-check
import { existsSync, readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'

/** The headless one first: the same browser without a window to draw, an eighth faster, and what Playwright takes for itself. */
const usualPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where Playwright keeps the browsers it downloads. */
function playwrightCache() {
  if (process.env.PLAYWRIGHT_BROWSERS_PATH) return process.env.PLAYWRIGHT_BROWSERS_PATH
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library/Caches/ms-playwright')
  if (process.platform === 'win32') return path.join(os.homedir(), 'AppData/Local/ms-playwright')
  return path.join(os.homedir(), '.cache/ms-playwright')
}

/**
 * The Chromium to test in: CHROMIUM_PATH, else an installed one, else Playwright's own.
 * @returns {{ executablePath?: string } | null} without a path, Playwright uses its own; null when there is none
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? { executablePath: named } : null
  const installed = usualPlaces.find(place => existsSync(place))
  if (installed) return { executablePath: installed }
  const cache = playwrightCache()
  return existsSync(cache) && readdirSync(cache).some(name => name.startsWith('chromium')) ? {} : null
}

/** Quiet, self-contained, and without a sandbox only where Chromium refuses one (root in a container). */
export const chromiumArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]
