import { afterEach, describe, expect, it, vi } from 'vitest'
import { createLineCounter, requestFile } from '../../../app/lib/download'

const path = '/api/notes/export?format=md'

/** Our server answers with these pieces, then ends or breaks off. */
function serve(pieces: string[], { fails = false } = {}) {
  const rest = pieces.map(piece => new TextEncoder().encode(piece))
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const piece = rest.shift()
      if (piece) controller.enqueue(piece)
      else if (fails) controller.error(new TypeError('network error'))
      else controller.close()
    },
  })
  const answer = vi.fn(async (_path: string, _options: RequestInit) => new Response(body, { headers: { 'content-type': 'text/markdown' } }))
  vi.stubGlobal('fetch', answer)
  return answer
}

const take = (signal = new AbortController().signal, onProgress: (bytes: number, piece: Uint8Array) => void = () => undefined) => requestFile(path, { token: 'a.b.c', signal, onProgress })

afterEach(() => vi.unstubAllGlobals())

describe('a file', () => {
  it('comes whole, with a session, and says how much has come', async () => {
    const asked = serve(['\uFEFFone, ', 'zwölf'])
    const progress: number[] = []
    const file = await take(undefined, bytes => progress.push(bytes))
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([...new TextEncoder().encode('\uFEFFone, zwölf')])
    expect(file.type).toBe('text/markdown')
    expect(progress).toEqual([8, 14])
    expect(asked.mock.calls[0]?.[1].headers).toEqual({ authorization: 'Bearer a.b.c' })
  })

  it('that breaks off is no file', async () => {
    serve(['half'], { fails: true })
    await expect(take()).rejects.toMatchObject({ code: 'offline' })
  })

  it('that is refused says why', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ error: { code: 'session_expired', message: '' } }, { status: 401 }))
    await expect(take()).rejects.toMatchObject({ code: 'session_expired' })
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502, headers: { 'retry-after': '7' } }))
    await expect(take()).rejects.toMatchObject({ code: 'offline', retryAfter: 7 })
  })

  it('that nobody wants any more is not reported as trouble', async () => {
    const controller = new AbortController()
    vi.stubGlobal('fetch', async (_path: string, { signal }: RequestInit) => {
      controller.abort()
      throw signal?.reason
    })
    await expect(take(controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('lines', () => {
  const count = (quoted: boolean, ...pieces: string[]) => {
    const linesOf = createLineCounter({ quoted })
    return pieces.map(piece => linesOf(new TextEncoder().encode(piece)))
  }

  it('of a table are counted as its pieces come; those of a text in it are not', () => {
    expect(count(true, 'a,b\r\n1,"two ""', '""\r\nlines', '"\r\n', '2,ü\r\n')).toEqual([1, 1, 2, 3])
  })

  it('are all counted where quotes mean nothing', () => {
    expect(count(false, '[\n{"text":"\\""}', ',\n{}', '\n]\n')).toEqual([1, 2, 4])
  })
})
