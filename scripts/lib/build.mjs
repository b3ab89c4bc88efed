// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { root, runStep } from './terminal.mjs'

const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'

/** What the built app is made of. */
const appInputs = ['app', 'components', 'pages', 'public', 'shared', 'server', 'db', 'scripts/lib', 'nuxt.config.ts', 'package-lock.json']
const portalPageInputs = ['portal/page', 'portal/shared', 'package-lock.json']

/**
 * @param {string} place file or folder, relative to the root
 * @returns {string[]} its files, in a steady order
 */
function filesOf(place) {
  const full = path.join(root, place)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [place]
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter(file => !/(^|[/\\])(node_modules|dist)[/\\]/.test(file))
    .sort()
}

/** @param {string[]} inputs */
function fingerprint(inputs) {
  const hash = createHash('sha256').update(process.version)
  for (const file of inputs.flatMap(filesOf)) hash.update(file).update('\0').update(readFileSync(path.join(root, file))).update('\0')
  return hash.digest('hex')
}

/**
 * Builds unless what is there was built from the very same files.
 * @param {{ name: string, title: string, inputs: string[], output: string, args: string[], env?: Record<string, string> }} target
 */
export async function buildIfOutdated({ name, title, inputs, output, args, env }) {
  const stamp = path.join(root, '.test', 'built', `${name}.sha256`)
  const wanted = fingerprint(inputs)
  if (existsSync(path.join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true
  rmSync(stamp, { force: true })
  if (!await runStep({ name: `build-${name}`, title, command: npx, args, env })) return false
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
  return true
}

/**
 * The app as it is deployed.
 * @param {'app' | 'app-for-tests'} name tests build into folders of their own, so that they never pull a running demo's files away
 */
export function buildApp(name) {
  const suffix = name === 'app' ? '' : '-test'
  return buildIfOutdated({
    name,
    title: 'Building the app (about a minute)',
    inputs: appInputs,
    output: `.output${suffix}/server/index.mjs`,
    args: ['nuxt', 'build'],
    env: { NUXT_BUILD_DIR: `.nuxt${suffix}`, NUXT_OUTPUT_DIR: `.output${suffix}`, NODE_ENV: 'production' },
  })
}

/** The stand-in portal's page. */
export function buildPortalPage() {
  return buildIfOutdated({
    name: 'portal-page',
    title: 'Building the stand-in portal\'s page',
    inputs: portalPageInputs,
    output: 'portal/page/dist/index.html',
    args: ['vite', 'build', '--config', 'portal/page/vite.config.ts'],
    env: { NODE_ENV: 'production' },
  })
}
