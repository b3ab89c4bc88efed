import { describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors'
import type { AppInfoAnswer, AuthorizationServers } from '../../../server/bitrix24/types'
import { createLimits } from '../../../server/limits/limits'
import { meterProofs } from '../../../server/limits/metered'
import { createTestClock, createTestLog } from '../support/database'

function create() {
  const clock = createTestClock()
  const { log, names } = createTestLog()
  return { clock, names, limits: createLimits({ clock, log }) }
}

/** How often it can be done in a row, up to a bound that no limit reaches. */
function howOften(take: () => void): number {
  for (let times = 0; times < 100_000; times += 1) {
    try {
      take()
    }
    catch (error) {
      expect(error).toMatchObject({ code: 'rate_limited', status: 429, retryAfter: expect.any(Number) })
      return times
    }
  }
  throw new Error('There is no limit')
}

describe('an address', () => {
  it('with an office of five hundred behind it, all of whose tokens ran out at once, is not refused', () => {
    const { limits } = create()
    // Each launch is refused, and what its page tries first, too.
    expect(howOften(() => limits.takeFromAddress('203.0.113.7'))).toBeGreaterThanOrEqual(500 * 2)
  })

  it('is heard again when it was told to come back, and others all the time', () => {
    const { limits, clock } = create()
    howOften(() => limits.takeFromAddress('203.0.113.7'))
    limits.takeFromAddress('203.0.113.8')
    clock.pass(15_000)
    expect(howOften(() => limits.takeFromAddress('203.0.113.7'))).toBe(30)
  })

  it('that knocks without end stands in the log once a minute', () => {
    const { limits, clock, names } = create()
    const knock = () => {
      howOften(() => limits.takeFromAddress('203.0.113.7'))
      for (let n = 0; n < 100; n += 1) expect(() => limits.takeFromAddress('203.0.113.7')).toThrow(AppError)
    }
    knock()
    expect(names()).toEqual(['limits.address.reached'])
    clock.pass(60_000)
    knock()
    expect(names()).toHaveLength(2)
  })
})

describe('a portal', () => {
  it('of ten thousand people may open Sidenote as they do at nine o\'clock, all day long', () => {
    const { limits, clock } = create()
    // Within a quarter of an hour everybody opens three places, with two calls from each; half of the browsers are looked at, and ask once a minute.
    for (let second = 0; second < 3_600; second += 1) {
      for (let launch = 0; launch < 30_000 / 900; launch += 1) limits.takeFromPortal(1, 'launch')
      for (let call = 0; call < 60_000 / 900; call += 1) limits.takeFromPortal(1, 'call')
      for (let call = 0; call < 5_000 / 60; call += 1) limits.takeFromPortal(1, 'call')
      clock.pass(1_000)
    }
  })

  it('leaves the others alone, and its own events come through', () => {
    const { limits } = create()
    howOften(() => limits.takeFromPortal(1, 'call'))
    limits.takeFromPortal(2, 'launch')
    limits.takeFromSender('acme')
  })
})

describe('a proof', () => {
  const servers = (appInfo: AuthorizationServers['appInfo']): AuthorizationServers => ({ origins: [], appInfo, refresh: vi.fn() })

  it('that was answered costs the address nothing', async () => {
    const { limits } = create()
    const { appInfo } = meterProofs(servers(async () => ({ state: 'expired' })), limits, () => 'a')
    for (let n = 0; n < 5_000; n += 1) await appInfo('token')
    const failing = meterProofs(servers(async () => { throw new Error('cut off') }), limits, () => 'a')
    for (let n = 0; n < 5_000; n += 1) await expect(failing.appInfo('token')).rejects.toThrow('cut off')
  })

  it('waits for nobody: one address has a bounded number of them under way, and no server is asked for more', async () => {
    const { limits } = create()
    const answers: ((answer: AppInfoAnswer) => void)[] = []
    const { appInfo } = meterProofs(servers(() => new Promise(resolve => answers.push(resolve))), limits, () => 'a')
    const asked = Array.from({ length: 300 }, () => appInfo('token').catch((error: AppError) => error.code))
    expect(answers).toHaveLength(100)
    answers.forEach(answer => answer({ state: 'expired' }))
    const outcomes = await Promise.all(asked)
    expect(outcomes.filter(outcome => outcome === 'rate_limited')).toHaveLength(200)
    // Whoever asks now is asked for again.
    void appInfo('token')
    expect(answers).toHaveLength(101)
  })
})
