import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors'
import type { ErrorCode } from '#shared/errors'
import { createBreaker } from '../../../server/bitrix24/breaker'
import { healthAfter } from '../../../server/bitrix24/rest-errors'
import { RestError } from '../../../server/bitrix24/types'
import { createTestClock, createTestLog } from '../support/database'

const second = 1000

/** Portals behind a breaker that leaves nothing to chance. */
function world() {
  const clock = createTestClock()
  const { log, names } = createTestLog()
  const breaker = createBreaker<string>({ name: 'rest.portal', clock, log, random: () => 0, healthAfter })
  let asked = 0
  const call = (portal: string, trouble?: Error) => breaker.run(portal, async () => {
    asked += 1
    if (trouble) throw trouble
    return 'answered'
  })
  const fail = (portal: string, code: ErrorCode = 'portal_unavailable') => call(portal, new AppError(code, 'Trouble')).catch((error: AppError) => error)
  const failTimes = async (portal: string, times: number, code?: ErrorCode) => {
    for (let time = 0; time < times; time += 1) await fail(portal, code)
  }
  return { breaker, clock, names, call, fail, failTimes, asked: () => asked }
}

describe('a portal in trouble', () => {
  it('is not asked after three failures in a row, and says for how long', async () => {
    const { call, failTimes, asked, names } = world()
    await failTimes('acme', 3)
    await expect(call('acme')).rejects.toMatchObject({ code: 'portal_unavailable', status: 503, retryAfter: 1 })
    expect(asked()).toBe(3)
    expect(await call('globex')).toBe('answered')
    expect(names()).toEqual(['rest.portal.paused'])
  })

  it('is asked again after pauses that double up to a minute, and is well after one answer', async () => {
    const { call, fail, failTimes, clock, asked, names } = world()
    await failTimes('acme', 3)
    const pauses: number[] = []
    for (let round = 0; round < 9; round += 1) {
      const { retryAfter } = await call('acme').catch((error: AppError) => error) as AppError
      pauses.push(retryAfter!)
      clock.pass(retryAfter! * second - 1)
      const before = asked()
      await expect(call('acme')).rejects.toMatchObject({ retryAfter: 1 })
      expect(asked()).toBe(before)
      clock.pass(1)
      await fail('acme')
      expect(asked()).toBe(before + 1)
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
    clock.pass(60 * second)
    expect(await call('acme')).toBe('answered')
    expect(await call('acme')).toBe('answered')
    expect(names().at(-1)).toBe('rest.portal.recovered')
    await failTimes('acme', 2)
    expect(await call('acme')).toBe('answered')
  })

  it('that only asks for fewer calls is asked again within ten seconds', async () => {
    const { call, fail, failTimes, clock } = world()
    await failTimes('acme', 3, 'portal_busy')
    for (let round = 0; round < 6; round += 1) {
      clock.pass(10 * second)
      await fail('acme', 'portal_busy')
    }
    await expect(call('acme')).rejects.toMatchObject({ code: 'portal_busy', retryAfter: 10 })
  })

  it('is asked by one call at a time when a pause ends', async () => {
    const { breaker, call, failTimes, clock } = world()
    await failTimes('acme', 3)
    clock.pass(second)
    let answer = (_: string) => {}
    const probe = breaker.run('acme', () => new Promise<string>((resolve) => { answer = resolve }))
    await expect(call('acme')).rejects.toMatchObject({ code: 'portal_unavailable', retryAfter: 1 })
    answer('well again')
    expect(await probe).toBe('well again')
    expect(await call('acme')).toBe('answered')
  })

  it('is not in more trouble because many calls were on their way', async () => {
    const { breaker, call, clock } = world()
    const ends: (() => void)[] = []
    const calls = Array.from({ length: 20 }, () => breaker.run('acme', () => new Promise<string>((_, reject) => {
      ends.push(() => reject(new AppError('portal_unavailable', 'Too late')))
    })).catch(() => 'failed'))
    for (const end of ends) end()
    await Promise.all(calls)
    clock.pass(second)
    expect(await call('acme')).toBe('answered')
  })

  it.each([
    ['a refusal of its own', new RestError('profile', 'ACCESS_DENIED', 'No', 403)],
    ['a method that is over its limit', new AppError('portal_busy', 'Slowly', { cause: new RestError('profile', 'OPERATION_TIME_LIMIT', '', 429) })],
  ])('is well again when it answers with %s', async (_, trouble) => {
    const { call, failTimes } = world()
    await failTimes('acme', 2)
    await expect(call('acme', trouble)).rejects.toBe(trouble)
    await failTimes('acme', 2)
    expect(await call('acme')).toBe('answered')
  })

  it.each<ErrorCode>(['authorization_unavailable', 'portal_access_lost', 'not_installed'])('is neither better nor worse after %s', async (code) => {
    const { call, fail, failTimes, clock } = world()
    await failTimes('acme', 2)
    await failTimes('acme', 5, code)
    expect(await call('globex')).toBe('answered')
    await fail('acme')
    await expect(call('acme')).rejects.toMatchObject({ code: 'portal_unavailable' })
    clock.pass(second)
    expect(await fail('acme', code)).toMatchObject({ code })
    expect(await call('acme')).toBe('answered')
  })

  it('leaves up to half of a pause to chance', async () => {
    const clock = createTestClock()
    const breaker = createBreaker<string>({ name: 'rest.portal', clock, log: createTestLog().log, random: () => 1, healthAfter })
    for (let time = 0; time < 3; time += 1) await breaker.run('acme', () => Promise.reject(new AppError('portal_unavailable', 'Trouble'))).catch(() => {})
    clock.pass(499)
    await expect(breaker.run('acme', async () => 'answered')).rejects.toThrow(AppError)
    clock.pass(1)
    expect(await breaker.run('acme', async () => 'answered')).toBe('answered')
  })
})
