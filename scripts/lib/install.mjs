// @ts-check
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { findChromium } from './chromium.mjs'
import { root, runStep, say } from './terminal.mjs'

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'

/** `npm test --silent` hands its silence down to every npm below; a failed installation has to say why. */
const audible = { npm_config_loglevel: 'warn' }

/** Stops with one sentence when this Node is too old; everything else would fail in stranger ways. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  say(`Sidenote needs Node 20.19 or newer; this is ${process.versions.node}. https://nodejs.org/`)
  process.exit(1)
}

/** @param {string} file */
const readLock = file => /** @type {{ packages: Record<string, { version?: string, optional?: boolean, peer?: boolean }> }} */ (
  JSON.parse(readFileSync(path.join(root, file), 'utf8')))

/**
 * What of package-lock.json is not installed, by npm's own record of what it installed.
 * Optional packages of other platforms are rightly absent.
 * @returns {string[]} names with the wanted version; empty when all is there
 */
export function missingDependencies() {
  if (!existsSync(path.join(root, 'node_modules/.package-lock.json'))) return ['node_modules']
  const wanted = readLock('package-lock.json').packages
  const installed = readLock('node_modules/.package-lock.json').packages
  return Object.entries(wanted)
    .filter(([place, entry]) => place !== '' && (installed[place] ? installed[place].version !== entry.version : !entry.optional))
    .map(([place, entry]) => `${place.replace(/^.*node_modules\//, '')}@${entry.version}`)
}

/** Whether SQLite's native part was built, and for this very Node. */
function sqliteLoads() {
  try {
    execFileSync(process.execPath, ['-e', 'new (require("better-sqlite3"))(":memory:")'], { cwd: root, stdio: 'ignore' })
    return true
  }
  catch {
    return false
  }
}

/**
 * Installs exactly what the lockfile names, when something of it is missing.
 * @returns {Promise<boolean>} whether everything is there now
 */
export async function ensureDependencies() {
  const missing = missingDependencies()
  if (missing.length > 0) {
    const title = missing[0] === 'node_modules' ? 'Installing dependencies' : `Installing dependencies (${missing.length} changed)`
    if (!await runStep({ name: 'npm-ci', title, command: npm, args: ['ci', '--no-audit', '--no-fund'], env: audible })) return false
  }
  else if (!existsSync(path.join(root, '.nuxt/eslint.config.mjs'))) {
    if (!await runStep({ name: 'nuxt-prepare', title: 'Preparing Nuxt', command: npx, args: ['nuxt', 'prepare'] })) return false
  }
  if (sqliteLoads()) return true
  return runStep({ name: 'rebuild-sqlite', title: 'Building SQLite for this Node', command: npm, args: ['rebuild', 'better-sqlite3'], env: audible })
}

/**
 * Makes sure that there is a Chromium to test in.
 * @returns {Promise<boolean>} whether there is one now
 */
export async function ensureChromium() {
  if (findChromium()) return true
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runStep({ name: 'apt-update', title: 'Reading the package lists (apt-get)', command: 'apt-get', args: ['update'], env, quiet: true })
    await runStep({
      name: 'apt-chromium', title: 'Installing Chromium (apt-get)', command: 'apt-get',
      args: ['install', '-y', '--no-install-recommends', 'chromium-headless-shell'], env, quiet: true,
    })
    if (findChromium()) return true
  }
  return runStep({ name: 'playwright-chromium', title: 'Installing Chromium (Playwright)', command: npx, args: ['playwright', 'install', 'chromium'] })
}
