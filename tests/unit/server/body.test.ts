import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { createEvent } from 'h3'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readBoundedBody } from '../../../server/utils/body'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A request whose body comes as the test says. */
function request(headers: Record<string, string> = {}) {
  const message = new IncomingMessage(new Socket())
  Object.assign(message.headers, headers)
  return { message, event: createEvent(message, new ServerResponse(message)) }
}

it('a body that trickles in is given up, whatever still comes', async () => {
  const { message, event } = request()
  const body = readBoundedBody(event, 1_000)
  const drip = setInterval(() => message.push('x'), 500)
  const refusal = expect(body).rejects.toMatchObject({ code: 'bad_request', message: 'The body came too slowly' })
  await vi.advanceTimersByTimeAsync(10_000)
  clearInterval(drip)
  await refusal
})

it('a body is read to its last byte, and not one further', async () => {
  const { message, event } = request()
  const body = readBoundedBody(event, 5)
  message.push('größ'.slice(0, 2))
  message.push(Buffer.from('ß'))
  message.push(null)
  expect(await body).toBe('grß')
  const larger = request()
  const refused = expect(readBoundedBody(larger.event, 5)).rejects.toMatchObject({ code: 'body_too_large' })
  larger.message.push('123456')
  await refused
})

it('a body that is no UTF-8 is refused', async () => {
  const { message, event } = request()
  const refused = expect(readBoundedBody(event, 5)).rejects.toMatchObject({ code: 'bad_request' })
  message.push(Buffer.from([0xC3]))
  message.push(null)
  await refused
})

it('a body that announces too much is not waited for', async () => {
  await expect(readBoundedBody(request({ 'content-length': '6' }).event, 5)).rejects.toMatchObject({ code: 'body_too_large' })
})
