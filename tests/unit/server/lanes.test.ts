import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createLanes } from '../../../server/bitrix24/lanes'

/** Lanes with work that ends when it is told to. */
function world(options: Partial<Parameters<typeof createLanes>[0]> = {}) {
  const lanes = createLanes<string>({ atOnce: 2, waiting: 3, patience: 5_000, atOnceInAll: 5, refusal: 'portal_busy', ...options })
  const begun: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const call = (portal: string, name: string) => lanes(portal, () => new Promise<string>((resolve, reject) => {
    begun.push(name)
    ends.set(name, error => error ? reject(error) : resolve(name))
  }))
  const end = async (name: string, error?: Error) => {
    await wait(0)
    ends.get(name)!(error)
    await wait(0)
  }
  return { call, end, begun }
}

const busy = { code: 'portal_busy', status: 503, retryAfter: 5 }

describe('the room of a portal', () => {
  it('is for so many at once; others wait their turn, and of more there is no waiting', async () => {
    const { call, end, begun } = world()
    const calls = ['1', '2', '3', '4', '5'].map(name => call('acme', name))
    await expect(call('acme', '6')).rejects.toMatchObject(busy)
    expect(begun).toEqual(['1', '2'])
    await end('2')
    await end('1')
    expect(begun).toEqual(['1', '2', '3', '4'])
    for (const name of ['3', '4', '5']) await end(name)
    expect(await Promise.all(calls)).toEqual(['1', '2', '3', '4', '5'])
  })

  it('is free again after a failure', async () => {
    const { call, end, begun } = world({ atOnce: 1 })
    const failing = call('acme', '1')
    const next = call('acme', '2')
    failing.catch(() => {})
    await end('1', new Error('Gone'))
    await expect(failing).rejects.toThrow('Gone')
    expect(begun).toEqual(['1', '2'])
    await end('2')
    expect(await next).toBe('2')
  })

  it('is waited for only so long', async () => {
    const { call, end, begun } = world({ atOnce: 1, patience: 20 })
    const first = call('acme', '1')
    await expect(call('acme', '2')).rejects.toMatchObject(busy)
    const third = call('acme', '3')
    await end('1')
    await end('3')
    expect([await first, await third]).toEqual(['1', '3'])
    expect(begun).toEqual(['1', '3'])
  })

  it('is no other portal\'s, as long as there is room for all together', async () => {
    const { call, end } = world()
    const calls = [call('slow', '1'), call('slow', '2'), call('acme', '3'), call('acme', '4'), call('globex', '5')]
    await expect(call('initech', '6')).rejects.toMatchObject(busy)
    await end('3')
    const late = call('initech', '7')
    for (const name of ['1', '2', '4', '5', '7']) await end(name)
    expect(await Promise.all([...calls, late])).toHaveLength(6)
  })
})
