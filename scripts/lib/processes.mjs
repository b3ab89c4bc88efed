// @ts-check
import { spawn } from 'node:child_process'
import process from 'node:process'
import { dim, root } from './terminal.mjs'

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** How long a child may take to end politely. */
const patienceMs = 5_000

/** A few long-running programs that live and die together. */
export class Household {
  /** @type {Map<string, ChildProcess>} */
  #members = new Map()
  #leaving = false
  #onDeath

  /** @param {(name: string, reason: string) => void} onDeath called when a member ends that nobody asked to */
  constructor(onDeath) {
    this.#onDeath = onDeath
  }

  /**
   * Starts a member in a process group of its own, so that all its children can be stopped with it.
   * @param {{ name: string, command: string, args: string[], env: Record<string, string>, show?: (line: string) => boolean }} member
   *   `show` picks the output lines worth a person's while
   */
  start({ name, command, args, env, show = () => true }) {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' })
    this.#members.set(name, child)
    for (const stream of [child.stdout, child.stderr]) {
      let rest = ''
      stream.on('data', (chunk) => {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) if (line.trim() && show(line)) process.stdout.write(`${dim(`${name} │`)} ${line}\n`)
      })
    }
    child.once('error', error => this.#died(name, error.message))
    child.once('exit', (code, signal) => this.#died(name, signal ? `stopped by ${signal}` : `exit code ${code}`))
  }

  /** @param {string} name @param {string} reason */
  #died(name, reason) {
    if (!this.#members.delete(name) || this.#leaving) return
    this.#onDeath(name, reason)
  }

  /** Stops everybody: politely first, then not. */
  async stop() {
    this.#leaving = true
    const children = [...this.#members.values()]
    await Promise.all(children.map(stopGroup))
  }
}

/** @param {ChildProcess} child */
function stopGroup(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(undefined)
    const impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs)
    child.once('exit', () => {
      clearTimeout(impatience)
      resolve(undefined)
    })
    signalGroup(child, 'SIGTERM')
  })
}

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  }
  catch {
    // It ended on its own in the meantime, which is what we wanted.
  }
}
