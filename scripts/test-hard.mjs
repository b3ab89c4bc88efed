// @ts-check
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { buildApp } from './lib/build.mjs'
import { ensureDependencies, requireNode } from './lib/install.mjs'
import { summary } from './lib/reports.mjs'
import { root, say } from './lib/terminal.mjs'

requireNode()
if (!await ensureDependencies() || !await buildApp('app-for-tests')) {
  say(summary({ passed: 0, failed: 1 }))
  process.exit(1)
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'tests/hard/main.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
