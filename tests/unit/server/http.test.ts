import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { createEvent } from 'h3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppError } from '#shared/errors'
import { createDrain } from '../../../server/http/drain'
import type { Drain } from '../../../server/http/drain'
import { createBoundedServer } from '../../../server/http/server'
import { readBoundedBody } from '../../../server/utils/body'

const limit = 1_000

let server: Server
let drain: Drain
let port: number
/** Lets the requests to `/waits` be answered. */
let letGo: () => void
/** Requests that were begun to be handled. */
let begun: string[]

beforeEach(async () => {
  begun = []
  const waiting = new Promise<void>((resolve) => { letGo = resolve })
  server = createBoundedServer(async (request, response) => {
    begun.push(request.url!)
    if (request.url === '/waits') await waiting
    try {
      response.end(request.method === 'GET' ? 'answered' : await readBoundedBody(createEvent(request, response), limit))
    }
    catch (error) {
      response.writeHead((error as AppError).status).end((error as AppError).code)
    }
  })
  drain = createDrain(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})

afterEach(() => {
  letGo()
  server.closeAllConnections()
  server.close()
})

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** A connection that says this, and what comes back until it is closed: `closed` tells how. */
function say(request: string): { socket: Socket, answer: () => string, closed: Promise<string> } {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  let outcome = 'ended'
  socket.on('data', (data) => { received += data.toString() })
  socket.on('error', (error: NodeJS.ErrnoException) => { outcome = error.code ?? 'failed' })
  socket.write(request)
  return { socket, answer: () => received, closed: new Promise(resolve => socket.on('close', () => resolve(outcome))) }
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`
const post = (path: string, headers: string, body = '') => `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n${body}`

/** Sends this over and over, until the other side does not take any more. */
function keepSending(socket: Socket, piece: string) {
  const drip = setInterval(() => socket.write(piece), 20)
  socket.on('close', () => clearInterval(drip))
}

describe('what comes in', () => {
  it.each([
    ['announced', 'Content-Length: 99999999999', 'x'.repeat(65_536)],
    ['in pieces', 'Transfer-Encoding: chunked', `10000\r\n${'x'.repeat(65_536)}\r\n`],
  ])('a body without end, %s, is answered, and cut off a little later', async (_how, header, piece) => {
    const { socket, answer, closed } = say(post('/', header))
    keepSending(socket, piece)
    await expect.poll(answer).toContain('413 Payload Too Large')
    expect(answer()).toContain('body_too_large')
    await closed
  })

  it('a body that was not asked for is cut off like one that is too large', async () => {
    const { socket, answer, closed } = say('GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
    keepSending(socket, '1\r\nx\r\n')
    await closed
    expect(answer()).toContain('answered')
  })

  it('who asks before sending is told to, unless it is too much', async () => {
    const fits = say(post('/', 'Content-Length: 5\r\nExpect: 100-continue\r\nConnection: close'))
    await expect.poll(fits.answer).toContain('100 Continue')
    fits.socket.write('hello')
    await fits.closed
    expect(fits.answer()).toMatch(/200 OK[^]*hello$/)
    const tooMuch = say(post('/', 'Content-Length: 5000\r\nExpect: 100-continue'))
    await expect.poll(tooMuch.answer).toContain('413')
    expect(tooMuch.answer()).not.toContain('100 Continue')
    tooMuch.socket.destroy()
  })

  it('a body that is too large but ends leaves the connection as it was', async () => {
    const accepted = once(server, 'connection') as Promise<[Socket]>
    const requests = post('/', 'Content-Length: 5000', 'x'.repeat(5_000)) + get('/')
    const { answer, socket } = say(requests)
    const [connection] = await accepted
    await expect.poll(answer).toMatch(/body_too_large[^]*answered/)
    const listeners = connection.listenerCount('close')
    socket.write(requests.repeat(5))
    await expect.poll(answer).toMatch(/(?:body_too_large[^]*answered[^]*){6}/)
    expect(connection.listenerCount('close')).toBe(listeners)
    socket.destroy()
  })

  it('a body that does not come as announced is refused', async () => {
    const short = say(post('/', 'Content-Length: 50', 'abc'))
    short.socket.end()
    await short.closed
    expect(short.answer()).toContain('400')
    const long = say(post('/', 'Content-Length: 2', 'hello\r\n\r\n'))
    await long.closed
    expect(long.answer()).toContain('400')
  })

  it('headers larger than any of ours are refused', async () => {
    const { answer, closed } = say(`GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`)
    await closed
    expect(answer()).toContain('431')
  })

  it('every time-out is set, and a kept connection outlives those of common proxies', () => {
    expect(server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000, timeout: 120_000, maxConnections: 10_000 })
    expect(server.keepAliveTimeout).toBeGreaterThan(60_000)
  })
})

describe('the end', () => {
  it('answers what has begun, also a body that still comes, and closes their connections', async () => {
    const waits = say(get('/waits'))
    const sends = say(post('/', 'Content-Length: 5', 'he'))
    await expect.poll(() => begun.length).toBe(2)
    const ended = drain.run(5_000)
    await wait(400)
    letGo()
    sends.socket.write('llo')
    expect(await Promise.all([waits.closed, sends.closed, ended])).toEqual(['ended', 'ended', 0])
    expect(waits.answer()).toMatch(/200 OK[^]*Connection: close[^]*answered/i)
    expect(sends.answer()).toMatch(/200 OK[^]*Connection: close[^]*hello/i)
  })

  it('answers a request that comes on a connection used a moment ago, and on one where it is just arriving', async () => {
    const used = say(get('/'))
    const half = say('GET /half HT')
    await expect.poll(used.answer).toContain('answered')
    // Long enough for both to be closed at once, were it not for what comes now.
    await wait(1_100)
    used.socket.write(get('/again'))
    await expect.poll(() => begun).toContain('/again')
    const ended = drain.run(5_000)
    await wait(50)
    used.socket.write(get('/once-more'))
    half.socket.write('TP/1.1\r\nHost: x\r\n\r\n')
    await Promise.all([used.closed, half.closed, ended])
    expect(used.answer().match(/200 OK/g)).toHaveLength(3)
    expect(half.answer()).toContain('200 OK')
  })

  it('lets in everybody who stands before the door', async () => {
    const waiting = Array.from({ length: 60 }, (_, number) => say(get(`/${number}`)))
    expect(await drain.run(5_000)).toBe(0)
    await Promise.all(waiting.map(({ closed }) => closed))
    expect(waiting.filter(({ answer }) => !answer().includes('200 OK'))).toEqual([])
  })

  it('is quick when nobody has asked anything for a while, and takes no new connection', async () => {
    const quiet = say(get('/'))
    await expect.poll(quiet.answer).toContain('answered')
    await wait(1_100)
    const before = Date.now()
    expect(await drain.run(5_000)).toBe(0)
    expect(Date.now() - before).toBeLessThan(200)
    expect(await quiet.closed).toBe('ended')
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  })

  it('comes in bounded time, and says how many were cut off', async () => {
    const waits = say(get('/waits'))
    await expect.poll(() => begun.length).toBe(1)
    expect(await drain.run(300)).toBe(1)
    await waits.closed
    expect(waits.answer()).toBe('')
  })
})
