import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'

const startLimitMs = 30_000
/** Between two looks whether it is ready; short, because the bench measures how long a start takes. */
const lookEveryMs = 10

export interface ServerOptions {
  /** The built server's entry, `…/server/index.mjs`. */
  entry: string
  port: number
  /** What it is told beside the host and port it listens on. */
  env: Record<string, string>
  /** Folder to run in. */
  folder: string
  /** Path that answers well as soon as it can serve. */
  readyPath: string
  /** What a browser calls it; the loopback address by default. */
  origin?: string
}

/** A built Nuxt server as one child process, as an operator would run it. */
export class ServerProcess {
  readonly origin: string
  readonly env: Record<string, string>
  /** Every line of its log (standard output). */
  readonly log: string[] = []
  /** What it wrote to standard error: nothing, unless something is wrong. */
  readonly complaints: string[] = []
  #child: ChildProcess | null = null
  #stopping = false

  constructor(readonly options: ServerOptions) {
    this.env = options.env
    this.origin = options.origin ?? `http://127.0.0.1:${options.port}`
  }

  /** Of the running process. @throws when it does not run */
  get pid(): number {
    const { pid } = this.#child ?? {}
    if (pid === undefined) throw new Error('The server does not run.')
    return pid
  }

  /** Starts it and waits until it can serve. @throws with what it wrote, when it does not come up */
  async start(): Promise<void> {
    const { entry, folder, port, env } = this.options
    if (!existsSync(entry)) throw new Error(`${entry} is not built.`)
    this.#stopping = false
    const child = spawn(process.execPath, [entry], {
      cwd: folder,
      env: { PATH: process.env.PATH, NODE_ENV: 'production', TZ: 'UTC', NITRO_HOST: '127.0.0.1', NITRO_PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    collectLines(child.stdout, this.log)
    collectLines(child.stderr, this.complaints)
    child.once('exit', (code, signal) => {
      if (!this.#stopping) this.complaints.push(`The server ended on its own (${signal ?? `exit code ${code}`})`)
    })
    await this.#untilReady(child)
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const { port, readyPath } = this.options
    const deadline = Date.now() + startLimitMs
    while (Date.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null) break
      const answer = await fetch(`http://127.0.0.1:${port}${readyPath}`).catch(() => null)
      if (answer?.ok) return
      await new Promise(resolve => setTimeout(resolve, lookEveryMs))
    }
    throw new Error(`The server did not become ready.\n${[...this.log, ...this.complaints].join('\n')}`)
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
