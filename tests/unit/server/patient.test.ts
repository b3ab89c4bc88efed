import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors'
import { NotAskedError } from '../../../server/bitrix24/breaker'
import { patient } from '../../../server/bitrix24/patient'
import type { Rest } from '../../../server/bitrix24/types'
import { RestError } from '../../../server/bitrix24/types'
import { createTestClock } from '../support/database'

const busy = new AppError('portal_busy', 'Slowly', { retryAfter: 10 })

/** A portal that meets its callers with these, then answers. */
function world(...troubles: Error[]) {
  const clock = createTestClock()
  const pauses: number[] = []
  let calls = 0
  const rest: Rest = {
    async call<Result>() {
      calls += 1
      const trouble = troubles.shift()
      if (trouble) throw trouble
      return 'done' as Result
    },
    batch: () => Promise.reject(new Error('Nobody asked for a batch')),
  }
  const pause = async (ms: number) => {
    pauses.push(ms)
    clock.pass(ms)
  }
  return { rest: patient(rest, { clock, until: clock() + 10_000, pause }), pauses, calls: () => calls }
}

describe('a patient caller', () => {
  it('waits for a busy portal, longer each time', async () => {
    const { rest, pauses } = world(busy, busy, busy)
    expect(await rest.call('placement.bind')).toBe('done')
    expect(pauses).toEqual([500, 1000, 2000])
  })

  it('gives up in time', async () => {
    const { rest, pauses } = world(...Array.from({ length: 20 }, () => busy))
    await expect(rest.call('placement.bind')).rejects.toBe(busy)
    expect(pauses).toEqual([500, 1000, 2000, 4000])
  })

  it('waits until a portal that was in trouble is asked again, unless that is long', async () => {
    const { rest, pauses } = world(new NotAskedError('portal_unavailable', 'Not asked', { retryAfter: 2 }))
    expect(await rest.call('placement.bind')).toBe('done')
    expect(pauses).toEqual([2000])
    const long = new NotAskedError('portal_unavailable', 'Not asked', { retryAfter: 8 })
    await expect(world(long).rest.call('placement.bind')).rejects.toBe(long)
  })

  it.each([
    new AppError('portal_unavailable', 'Gone'),
    new AppError('portal_access_lost', 'Gone'),
    new RestError('placement.bind', 'ERROR_CORE', 'No', 400),
  ])('repeats nothing that may have been done: %s', async (trouble) => {
    const { rest, calls } = world(trouble)
    await expect(rest.call('placement.bind')).rejects.toBe(trouble)
    expect(calls()).toBe(1)
  })
})
