// @ts-check
import { rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { buildApp, buildPortalPage } from './lib/build.mjs'
import { ensureChromium, ensureDependencies, requireNode } from './lib/install.mjs'
import { readPlaywright, readVitest, sum, summary } from './lib/reports.mjs'
import { root, runStep, say } from './lib/terminal.mjs'

/** @typedef {import('./lib/reports.mjs').Count} Count */

const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
const failure = { passed: 0, failed: 1 }

/** @param {string} name @param {string} title @param {string} command @param {string[]} args @returns {Promise<Count>} one check, passed or not */
async function check(name, title, command, args) {
  return await runStep({ name, title, command, args }) ? { passed: 1, failed: 0 } : failure
}

/** @param {string} name a clean place for a runner's report */
function reportFile(name) {
  const file = path.join(root, '.test', `${name}.json`)
  rmSync(file, { force: true })
  return file
}

/** What the end-to-end tests need; begun once. @type {Promise<boolean> | undefined} */
let building
const build = () => (building ??= ensureChromium().then(async there => there && await buildPortalPage() && await buildApp('app-for-tests')))

/** Each part of the whole, in the order in which a mistake is cheapest to find. @type {Record<string, () => Promise<Count>>} */
const parts = {
  lint: () => check('lint', 'Lint', npx, ['eslint', '.']),

  typecheck: () => check('typecheck', 'Type check', process.execPath, ['scripts/typecheck.mjs']),

  // Which components there are by name, it reads from what the type check has had written anew.
  unused: () => check('unused', 'Unused files, exports and dependencies', npx, ['knip']),

  async unit() {
    // These use every core there is.
    await building
    const report = reportFile('vitest')
    const args = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const succeeded = await runStep({ name: 'vitest', title: 'Unit and contract tests', command: npx, args })
    return honest(readVitest(report), succeeded)
  },

  async e2e() {
    if (!await build()) return failure
    const report = reportFile('playwright')
    const args = ['playwright', 'test', ...process.argv.slice(2).filter(argument => !argument.startsWith('--only='))]
    const succeeded = await runStep({
      name: 'playwright', title: 'End-to-end tests in Chromium', command: npx, args, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    })
    return honest(readPlaywright(report), succeeded)
  },
}

/**
 * A runner that exits with an error has a failure, whatever its report says.
 * @param {Count} count @param {boolean} succeeded @returns {Count}
 */
const honest = (count, succeeded) => (succeeded || count.failed > 0 ? count : { ...count, failed: 1 })

/** @param {Count} total */
function finish(total) {
  say(summary(total))
  process.exit(total.failed === 0 ? 0 : 1)
}

requireNode()
const only = process.argv.find(argument => argument.startsWith('--only='))?.slice('--only='.length).split(',')
if (!await ensureDependencies()) finish(failure)

// Lint and types take one core; meanwhile the other one builds.
if (!only || only.includes('e2e')) void build()

const counts = []
for (const [name, run] of Object.entries(parts)) {
  if (only && !only.includes(name)) continue
  const count = await run()
  say(`  ${name}: ${summary(count)}`)
  counts.push(count)
}
say('')
finish(sum(counts))
