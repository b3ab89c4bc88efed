import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const entry = path.join(root, '.output-test/server/index.mjs')
const startLimitMs = 30_000

/** The built app as one child process, as an operator would run it. */
export class AppProcess {
  readonly origin: string
  /** Every line of its log (standard output). */
  readonly log: string[] = []
  /** What it wrote to standard error: nothing, unless something is wrong. */
  readonly complaints: string[] = []
  #child: ChildProcess | null = null
  #stopping = false

  constructor(readonly port: number, readonly env: Record<string, string>) {
    this.origin = env.NUXT_PUBLIC_ORIGIN ?? `http://127.0.0.1:${port}`
  }

  /** Starts it and waits until it can serve. */
  async start(): Promise<void> {
    if (!existsSync(entry)) throw new Error('The app is not built for tests: run `npm run test:e2e`, which builds it.')
    this.#stopping = false
    const child = spawn(process.execPath, [entry], {
      cwd: path.dirname(this.env.NUXT_DATABASE_URL!.slice('file:'.length)),
      env: { PATH: process.env.PATH, NODE_ENV: 'production', TZ: 'UTC', NITRO_HOST: '127.0.0.1', NITRO_PORT: String(this.port), ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    collectLines(child.stdout!, this.log)
    collectLines(child.stderr!, this.complaints)
    child.once('exit', (code, signal) => {
      if (!this.#stopping) this.complaints.push(`The app ended on its own (${signal ?? `exit code ${code}`})`)
    })
    await this.#untilReady(child)
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + startLimitMs
    while (Date.now() < deadline) {
      if (child.exitCode !== null) break
      const answer = await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => null)
      if (answer?.ok) return
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    throw new Error(`The app did not become ready.\n${[...this.log, ...this.complaints].join('\n')}`)
  }

  /** Ends it and waits for the end. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child
    this.#stopping = true
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill(signal)
    const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(impatience)
  }

  /** Ends it, politely or not, and starts it again on the same port and database. */
  async restart({ signal = 'SIGTERM' as NodeJS.Signals } = {}): Promise<void> {
    await this.stop(signal)
    await this.start()
  }
}

function collectLines(stream: NodeJS.ReadableStream, lines: string[]) {
  let rest = ''
  stream.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts.filter(line => line.trim() !== ''))
  })
}
