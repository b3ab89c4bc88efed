import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LoadClient } from '../../support/load/client'
import { runLoad } from '../../support/load/loops'
import { freshId } from '../../support/load/plan'

let answer: { status: number, afterMs: number }
let bodies: string[]
let origin: string
const client = new LoadClient()
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  bodies.push(Buffer.concat(chunks).toString())
  setTimeout(() => response.writeHead(answer.status).end('four'), answer.afterMs)
})

beforeEach(async () => {
  answer = { status: 200, afterMs: 0 }
  bodies = []
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => new Promise((resolve) => {
  server.close(resolve)
  server.closeAllConnections()
}))

const post = (body: string) => ({ method: 'POST', path: '/', headers: {}, body } as const)

it('asks again as soon as there is an answer, going round through the requests, each with an id of its own', async () => {
  const result = await runLoad({ origins: [origin], requests: [post('first'), post(`second ${freshId}`)], pace: { kind: 'closed', connections: 1 }, seconds: 0.2 }, client)
  expect(result).toMatchObject({ answers: bodies.length, wrong: {}, bytes: 4 })
  expect(bodies.slice(0, 4)).toEqual(['first', expect.stringMatching(/^second [\da-f-]{36}$/), 'first', expect.stringMatching(/^second /)])
  expect(bodies[1]).not.toBe(bodies[3])
})

it('asks on time, whatever becomes of those who asked before', async () => {
  answer = { status: 200, afterMs: 300 }
  const result = await runLoad({ origins: [origin], requests: [post('x')], pace: { kind: 'open', perSecond: 100 }, seconds: 0.2 }, client)
  expect(result.answers).toBe(20)
  expect(result.latencies.p50).toBeGreaterThanOrEqual(290)
})

it('does not count a wrong answer, and keeps an example of it', async () => {
  answer = { status: 503, afterMs: 0 }
  const result = await runLoad({ origins: [origin], requests: [post('x')], pace: { kind: 'open', perSecond: 100 }, seconds: 0.1 }, client)
  expect(result).toMatchObject({ answers: 0, wrong: { 503: { times: 10, example: 'four' } } })
})
