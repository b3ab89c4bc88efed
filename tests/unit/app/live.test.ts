import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followStream, pauseAfter } from '../../../app/lib/live'

/** Null: the server does not answer. */
let answer: Response | Error | null
let write: (chunk: string) => void
let close: () => void
const page = new AbortController()

beforeEach(() => {
  vi.useFakeTimers()
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      write = chunk => controller.enqueue(encoder.encode(chunk))
      close = () => controller.close()
    },
  })
  answer = new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
  vi.stubGlobal('fetch', vi.fn((_path: string, { signal }: RequestInit) => new Promise((resolve, reject) => {
    signal!.addEventListener('abort', () => reject(signal!.reason as Error))
    if (answer instanceof Error) reject(answer)
    else if (answer) resolve(answer)
  })))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function follow(signal = page.signal) {
  const numbers: number[] = []
  return { numbers, end: followStream('/api/notes/live', { token: 'secret', signal, onNumber: number => void numbers.push(number) }) }
}

describe('a stream', () => {
  it('gives the numbers, however they are cut into pieces', async () => {
    const { numbers, end } = follow()
    for (const piece of [': listening\n\nda', 'ta: 4\n', '\n: still here\n\ndata: 5\n\ndata: 6\n\nda']) write(piece)
    close()
    await expect(end).resolves.toBe('ended')
    expect(numbers).toEqual([4, 5, 6])
    expect(vi.mocked(fetch).mock.calls[0]?.[1]?.headers).toMatchObject({ authorization: 'Bearer secret' })
  })

  it('is over where Sidenote was uninstalled', async () => {
    const { end } = follow()
    write('data: 4\n\nevent: over\ndata:\n\n')
    await expect(end).resolves.toBe('over')
  })

  it('is none where the server has no room', async () => {
    answer = new Response(null, { status: 204 })
    await expect(follow().end).resolves.toBe('none')
  })

  it('is none where nothing comes through', async () => {
    answer = null
    const { end } = follow()
    await vi.advanceTimersByTimeAsync(10_000)
    await expect(end).resolves.toBe('none')
  })

  it('ends with the page', async () => {
    const leaving = new AbortController()
    answer = null
    const { end } = follow(leaving.signal)
    leaving.abort()
    await expect(end).resolves.toBe('ended')
  })

  it('tells a refusal by its code, and a broken line as such', async () => {
    answer = Response.json({ error: { code: 'subject_denied', message: 'no' } }, { status: 403 })
    await expect(follow().end).rejects.toMatchObject({ code: 'subject_denied' })
    answer = new TypeError('network')
    await expect(follow().end).rejects.toMatchObject({ code: 'offline' })
  })
})

it('waits ever longer after failures, and at most a minute and a half', () => {
  expect([0, 1, 2, 3].map(failures => pauseAfter(failures, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000])
  expect(pauseAfter(30, 1)).toBe(90_000)
})
