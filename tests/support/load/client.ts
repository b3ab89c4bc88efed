import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { freshId } from './plan'
import type { LoadRequest } from './plan'

/** How long anybody waits before that counts as an error. Long, because a server that cannot keep up is slow, not broken. */
const patienceMs = 120_000
/** Shorter than a server keeps a connection that nobody uses (5 s in Node): whoever picks one that is just being closed gets no answer. */
const idleMs = 3_000
/** Of a wrong answer, for the report. */
const exampleLength = 300

export interface Answer {
  /** HTTP status, or the code of what broke. */
  outcome: string
  good: boolean
  /** Of the body. */
  bytes: number
  /** The beginning of a body that is not good. */
  example: string
}

/** Sends requests over connections that are kept. */
export class LoadClient {
  readonly #agent = new http.Agent({ keepAlive: true, timeout: idleMs, maxFreeSockets: 1024 })

  /**
   * Sends one request and reads its answer to the end. Never throws: what breaks is an answer too. Only a connection that the
   * server was just closing is no answer; then it is sent again, as browsers do (Node, `request.reusedSocket`).
   */
  send(origin: string, request: LoadRequest): Promise<Answer> {
    const { body } = request
    return this.#send(origin, { ...request, body: body.includes(freshId) ? body.replaceAll(freshId, () => randomUUID()) : body })
  }

  #send(origin: string, asked: LoadRequest): Promise<Answer> {
    const { method, path, headers, body } = asked
    return new Promise((resolve) => {
      const broken = (error: NodeJS.ErrnoException) => resolve({ outcome: error.code ?? 'error', good: false, bytes: 0, example: error.message })
      const request = http.request(origin + path, {
        method, agent: this.#agent, timeout: patienceMs, headers: { ...headers, ...body && { 'content-length': String(Buffer.byteLength(body)) } },
      }, (response) => {
        const status = response.statusCode ?? 0
        const good = status >= 200 && status < 300
        let bytes = 0
        let example = ''
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (!good && example.length < exampleLength) example += chunk.toString().slice(0, exampleLength)
        })
        response.once('end', () => resolve({ outcome: String(status), good, bytes, example }))
        response.once('error', broken)
      })
      request.once('error', (error: NodeJS.ErrnoException) => {
        if (request.reusedSocket && error.code === 'ECONNRESET') resolve(this.#send(origin, asked))
        else broken(error)
      })
      request.once('timeout', () => request.destroy(new Error(`No answer within ${patienceMs} ms`)))
      request.end(body)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}
