import { expect, it, vi } from 'vitest'
import { createRunning } from '../../../server/running'

it('is idle once everything is done, well or not, and what that began too', async () => {
  const { track, idle } = createRunning()
  const ends: (() => void)[] = []
  const work = () => new Promise<void>(resolve => ends.push(resolve))
  void track(work().then(() => void track(work())))
  track(Promise.reject(new Error('failed'))).catch(() => undefined)
  const whenIdle = vi.fn()
  void idle().then(whenIdle)
  const turn = () => new Promise(resolve => setImmediate(resolve))
  await turn()
  expect(whenIdle).not.toHaveBeenCalled()
  ends[0]!()
  await turn()
  expect(whenIdle).not.toHaveBeenCalled()
  ends[1]!()
  await turn()
  expect(whenIdle).toHaveBeenCalled()
})

it('says that the process is ending', () => {
  const { ending, end } = createRunning()
  expect(ending.aborted).toBe(false)
  end()
  expect(ending.aborted).toBe(true)
})
