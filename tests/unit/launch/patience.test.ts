import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors'
import { callCardPatience, inTime } from '../../../server/launch/patience'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('work that a page waits for a while only', () => {
  it('is taken when it comes in time, and leaves no clock running', async () => {
    expect(await inTime(Promise.resolve('card'))).toBe('card')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is left out when it comes too late', async () => {
    const late = inTime(new Promise(() => undefined))
    await vi.advanceTimersByTimeAsync(callCardPatience)
    expect(await late).toBeNull()
  })

  it('is left out when it is refused, also after its time', async () => {
    expect(await inTime(Promise.reject(new AppError('subject_denied', 'No')))).toBeNull()
    let refuse: (error: Error) => void = () => undefined
    const late = inTime(new Promise((_resolve, reject) => { refuse = reject }))
    await vi.advanceTimersByTimeAsync(callCardPatience)
    refuse(new AppError('portal_unavailable', 'Down'))
    expect(await late).toBeNull()
  })

  it('says so when it is broken', async () => {
    await expect(inTime(Promise.reject(new TypeError('A fault of ours')))).rejects.toThrow('A fault of ours')
  })
})
