// @ts-check
import process from 'node:process'
import { buildApp } from './lib/build.mjs'
import { ensureDependencies, requireNode } from './lib/install.mjs'
import { summary } from './lib/reports.mjs'
import { say } from './lib/terminal.mjs'

requireNode()
if (!await ensureDependencies() || !await buildApp('app-for-tests')) {
  say(summary({ passed: 0, failed: 1 }))
  process.exit(1)
}
// Was not there before the dependencies were.
const { register } = await import('tsx/esm/api')
register()
await import(new URL('../tests/hard/main.ts', import.meta.url).href)
