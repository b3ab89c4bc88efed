// @ts-check
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { root } from './lib/terminal.mjs'

/**
 * Three programs, three sets of globals: the app (with tests and scripts), the stand-in's server (Node alone),
 * the stand-in's page (a browser alone).
 */
const checks = [
  ['nuxt', 'typecheck'],
  ['tsc', '--noEmit', '-p', 'portal/tsconfig.json'],
  ['vue-tsc', '--noEmit', '-p', 'portal/page/tsconfig.json'],
]

const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
let clean = true
for (const check of checks) {
  console.log(`> ${check.join(' ')}`)
  clean = spawnSync(npx, check, { cwd: root, stdio: 'inherit' }).status === 0 && clean
}
process.exit(clean ? 0 : 1)
