// @ts-check
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

/** The repository's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Silence longer than this looks like a hang, so a long step says what it is doing. */
const heartbeatMs = 10_000

const colours = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR
/** @param {number} code @param {string} text */
const paint = (code, text) => (colours ? `\u001B[${code}m${text}\u001B[0m` : text)

export const bold = (/** @type {string} */ text) => paint(1, text)
export const dim = (/** @type {string} */ text) => paint(2, text)
export const red = (/** @type {string} */ text) => paint(31, text)
export const green = (/** @type {string} */ text) => paint(32, text)
export const cyan = (/** @type {string} */ text) => paint(36, text)

/** @param {string} text */
export const say = text => console.log(text)

/** @param {number} since milliseconds, as Date.now() gave them */
const seconds = since => `${((Date.now() - since) / 1000).toFixed(0)} s`

/** @param {string} text */
const lastLine = text => stripVTControlCharacters(text).trim().split('\n').at(-1)?.trim().slice(0, 100) ?? ''

/**
 * Runs one command as a named step: a line when it starts, a sign of life every ten seconds, a line when it ends.
 * Its output goes to `.test/logs/<name>.log` and is shown only when the command fails.
 *
 * @param {{ name: string, title: string, command: string, args?: string[], env?: Record<string, string>, quiet?: boolean }} step
 *   `quiet`: a failure is an answer here, not worth showing
 * @returns {Promise<boolean>} whether it succeeded
 */
export function runStep({ name, title, command, args = [], env = {}, quiet = false }) {
  const started = Date.now()
  const logFile = path.join(root, '.test', 'logs', `${name}.log`)
  mkdirSync(path.dirname(logFile), { recursive: true })
  const log = createWriteStream(logFile)
  let tail = ''
  say(`${cyan('▸')} ${title}`)

  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  // Whoever stops us stops what we started.
  const abandon = () => child.kill()
  process.once('exit', abandon)
  const heartbeat = setInterval(() => say(dim(`  … ${seconds(started)}  ${lastLine(tail)}`)), heartbeatMs)
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      log.write(chunk)
      tail = (tail + chunk).slice(-2000)
    })
  }

  return new Promise((resolve) => {
    /** @param {boolean} succeeded @param {string} reason */
    const end = (succeeded, reason) => {
      clearInterval(heartbeat)
      process.off('exit', abandon)
      log.end(() => {
        say(succeeded ? `${green('✓')} ${title} ${dim(seconds(started))}` : `${red('✗')} ${title} ${dim(seconds(started))} ${reason}`)
        if (!succeeded && !quiet) showLog(logFile)
        resolve(succeeded)
      })
    }
    child.once('error', error => end(false, error.message))
    child.once('close', (code, signal) => end(code === 0, signal ? `stopped by ${signal}` : `exit code ${code}`))
  })
}

/** @param {string} file */
function showLog(file) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const shown = lines.slice(-200)
  if (lines.length > shown.length) say(dim(`    (${lines.length - shown.length} lines before this: ${path.relative(root, file)})`))
  for (const line of shown) say(`    ${line}`)
}
