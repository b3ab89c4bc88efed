import { afterEach, describe, expect, it, vi } from 'vitest'
import { Problem, problemOf } from '../../../app/lib/problem'
import { requestJson } from '../../../app/lib/request'
import { within } from '../../../app/lib/timeout'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const answer = (response: Response | Error) => vi.stubGlobal('fetch', vi.fn(async () => {
  if (response instanceof Error) throw response
  return response
}))

const refusal = async () => problemOf(await requestJson('GET', '/api/notes').catch((error: unknown) => error))

describe('a request', () => {
  it('carries the session as a bearer and no cookie', async () => {
    answer(Response.json({ ok: true }))
    await requestJson('POST', '/api/notes', { token: 't', body: { a: 1 } })
    expect(fetch).toHaveBeenCalledWith('/api/notes', expect.objectContaining({
      method: 'POST', body: '{"a":1}', credentials: 'omit', headers: expect.objectContaining({ 'authorization': 'Bearer t', 'content-type': 'application/json' }),
    }))
  })

  it('has no answer when there is none', async () => {
    answer(new Response(null, { status: 204 }))
    expect(await requestJson('DELETE', '/api/notes/1')).toBeUndefined()
  })

  it('refused by the server keeps its code and the wait', async () => {
    answer(Response.json({ error: { code: 'portal_busy', message: 'x' } }, { status: 503, headers: { 'retry-after': '7' } }))
    expect(await refusal()).toMatchObject({ code: 'portal_busy', retryAfter: 7 })
  })

  it.each([
    ['no network', new TypeError('Failed to fetch'), 'offline'],
    ['a proxy in front of a dead server', new Response('<html>', { status: 502 }), 'offline'],
    ['something that is not ours', new Response('<html>', { status: 500 }), 'internal'],
    ['an answer that is no JSON', new Response('<html>', { status: 200 }), 'internal'],
  ])('meets %s', async (_name, response, code) => {
    answer(response)
    expect(await refusal()).toMatchObject({ code, retryAfter: null })
  })
})

describe('a limit in time', () => {
  it('refuses what never answers', async () => {
    vi.useFakeTimers()
    const waiting = within(new Promise(() => undefined), 1_000, 'frame_silent').catch(problemOf)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await waiting).toEqual(new Problem('frame_silent'))
  })

  it('lets an answer and a refusal through', async () => {
    expect(await within(Promise.resolve(1), 1_000, 'frame_silent')).toBe(1)
    await expect(within(Promise.reject(new Error('own')), 1_000, 'frame_silent')).rejects.toThrow('own')
  })
})
