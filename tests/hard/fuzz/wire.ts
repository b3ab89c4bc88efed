import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** One request as bytes on the wire, whatever HTTP thinks of it. */
export interface Attack {
  verb: string
  /** What stands behind the verb; characters are bytes (latin1). */
  target: string
  /** Characters are bytes. `host` and `content-length` are added unless they are here or `bare` says not to. */
  headers: [name: string, value: string][]
  body?: Buffer
  bare?: true
  /** Sends so many bytes of the body, waits so many milliseconds between two of them, and then hangs up or waits for an answer. */
  trickle?: { bytes: number, everyMs: number, hangUp: boolean }
  /** Whether the connection may be left in the middle of something; it is then used no more. */
  last?: true
}

/** `closed`: the connection ended before an answer. `silent`: nothing came in time. */
export type Outcome = { status: number, headers: ReadonlyMap<string, string>, body: string } | 'closed' | 'silent'

/** A request as it is sent; the body apart, because some of them come slowly. */
function bytesOf(attack: Attack, host: string): { head: Buffer, body: Buffer } {
  const { verb, target, headers, body = Buffer.alloc(0), bare } = attack
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  const usual: [string, string][] = []
  if (!bare && !names.has('host')) usual.push(['host', host])
  if (!bare && attack.body && !names.has('content-length') && !names.has('transfer-encoding')) usual.push(['content-length', String(body.length)])
  const lines = [...usual, ...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return { head: Buffer.from(`${verb} ${target} HTTP/1.1\r\n${lines}\r\n`, 'latin1'), body }
}

/** A connection to the server that is kept as long as the server keeps it, and opened again when it is not. One request at a time. */
export class Wire {
  #socket: Socket | null = null
  #received = Buffer.alloc(0)
  #changed: () => void = () => {}

  constructor(private readonly port: number) {}

  /** Sends one request and waits for its answer. @param patience in milliseconds */
  async ask(attack: Attack, patience: number): Promise<Outcome> {
    const isFresh = this.#socket === null
    const outcome = await this.#askOnce(attack, patience)
    // The server may have closed an idle connection just when the request left, which says nothing about the request.
    const first = outcome === 'closed' && !isFresh && !attack.trickle ? await this.#askOnce(attack, patience) : outcome
    if (attack.last || first === 'silent') this.close()
    return first
  }

  async #askOnce(attack: Attack, patience: number): Promise<Outcome> {
    const socket = this.#socket ??= this.#open()
    this.#received = Buffer.alloc(0)
    const { head, body } = bytesOf(attack, `127.0.0.1:${this.port}`)
    const { trickle } = attack
    socket.write(trickle ? head : Buffer.concat([head, body]))
    const slowly = trickle && this.#trickle(socket, body, trickle)
    const deadline = Date.now() + patience
    const isAlive = () => this.#socket === socket
    for (;;) {
      const answer = readAnswer(this.#received, attack.verb, !isAlive())
      if (answer) {
        if (answer.headers.get('connection') === 'close' || answer.headers.get('content-type')?.startsWith('text/event-stream')) this.close()
        return answer
      }
      if (!isAlive()) return 'closed'
      const left = deadline - Date.now()
      if (left <= 0) return 'silent'
      await this.#somethingNew(left)
      if (slowly && trickle.hangUp && await Promise.race([slowly, false])) return 'closed'
    }
  }

  /** @returns true once it has hung up */
  async #trickle(socket: Socket, body: Buffer, { bytes, everyMs, hangUp }: NonNullable<Attack['trickle']>): Promise<boolean> {
    for (let sent = 0; sent < Math.min(bytes, body.length) && !socket.destroyed; sent++) {
      socket.write(body.subarray(sent, sent + 1))
      await new Promise(resolve => setTimeout(resolve, everyMs))
    }
    if (hangUp) socket.destroy()
    return hangUp
  }

  #somethingNew(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patience)
      this.#changed = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #open(): Socket {
    const socket = connect(this.port, '127.0.0.1').setNoDelay(true)
    const gone = () => {
      if (this.#socket === socket) this.#socket = null
      socket.destroy()
      this.#changed()
    }
    socket.on('data', (chunk: Buffer) => {
      if (this.#socket !== socket) return
      this.#received = Buffer.concat([this.#received, chunk])
      this.#changed()
    })
    // An end without an answer, a reset, a broken pipe: all are the server's way to hang up.
    socket.on('end', gone).on('error', gone).on('close', gone)
    return socket
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = null
  }
}

type Answer = Exclude<Outcome, string>

/** The answer in what was received, or null while it is not all there (RFC 9112). */
function readAnswer(received: Buffer, verb: string, ended: boolean): Answer | null {
  const end = received.indexOf('\r\n\r\n')
  if (end === -1) return null
  const [statusLine = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n')
  const status = Number(statusLine.split(' ')[1])
  const headers = new Map(lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  }))
  const rest = received.subarray(end + 4)
  if (status >= 100 && status < 200) return readAnswer(rest, verb, ended)
  const answer = (body: string): Answer => ({ status, headers, body })
  if (verb === 'HEAD' || status === 204 || status === 304 || headers.get('content-type')?.startsWith('text/event-stream')) return answer('')
  if (headers.get('transfer-encoding') === 'chunked') {
    const body = unchunked(rest)
    return body === null ? null : answer(body)
  }
  const length = headers.get('content-length')
  if (length === undefined) return ended || rest.length > 0 || headers.get('connection') === 'close' ? answer(rest.toString()) : null
  return rest.length >= Number(length) ? answer(rest.subarray(0, Number(length)).toString()) : null
}

function unchunked(rest: Buffer): string | null {
  const chunks: Buffer[] = []
  for (let at = 0; ;) {
    const line = rest.indexOf('\r\n', at)
    if (line === -1) return null
    const size = Number.parseInt(rest.subarray(at, line).toString('latin1'), 16)
    const next = line + 2 + size + 2
    if (rest.length < next) return null
    if (size === 0) return Buffer.concat(chunks).toString()
    chunks.push(rest.subarray(line + 2, line + 2 + size))
    at = next
  }
}
