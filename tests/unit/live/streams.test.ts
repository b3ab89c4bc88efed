import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { subjectKey } from '#shared/subjects'
import type { Sink } from '../../../server/live/streams'
import { createStreams, heartbeatEvery, streamLifetime, streamsPerPerson, unreadLimit } from '../../../server/live/streams'

const task = subjectKey('task', 31)
const now = Date.UTC(2026, 10, 21)
const portal = { id: 7, epoch: 2 }

/** A reader; a real response closes a turn after it was ended. */
class Reader extends EventEmitter {
  received = ''
  destroyed = false
  writableLength = 0
  isEnded = false

  write(chunk: string) {
    expect(this.isEnded || this.destroyed, 'nothing is written after the end').toBe(false)
    this.received += chunk
    return true
  }

  end() {
    this.isEnded = true
    if (this.writableLength === 0) setImmediate(() => this.emit('close'))
  }

  destroy() {
    this.destroyed = true
    setImmediate(() => this.emit('close'))
  }
}

let stored: { epoch: number, status: string } | undefined
let listeners: Set<(version: number) => void>
let streams: ReturnType<typeof createStreams>

beforeEach(() => {
  vi.useFakeTimers()
  stored = { epoch: 2, status: 'installed' }
  listeners = new Set()
  const watcher = {
    listen(_portalId: number, _key: string, listener: (version: number) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  streams = createStreams({ watcher, portals: { findById: async () => stored as never }, clock: () => now })
})
afterEach(() => vi.useRealTimers())

function connect({ userId = 1, after = 4, expiresAt = now + 3_600_000 } = {}) {
  const reader = new Reader()
  const over = vi.fn()
  void streams.serve(reader as unknown as Sink, { portal, userId, expiresAt, subject: task, after }).then(over)
  return { reader, over }
}

const tell = (version: number) => listeners.forEach(listener => listener(version))
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('a stream', () => {
  it('tells numbers, each once, and what the page knows already not at all', async () => {
    const { reader } = connect({ after: 4 })
    for (const version of [4, 5, 5, 6]) tell(version)
    expect(reader.received).toBe(': listening\n\ndata: 5\n\ndata: 6\n\n')
  })

  it('breathes while nothing happens, and ends in time', async () => {
    const { reader, over } = connect()
    await pass(heartbeatEvery)
    expect(reader.received).toContain(': still here\n\n')
    await pass(streamLifetime)
    expect(over).toHaveBeenCalled()
    expect(reader.received).not.toContain('over')
    expect([listeners.size, vi.getTimerCount()]).toEqual([0, 0])
  })

  it('does not outlive its session', async () => {
    const { over } = connect({ expiresAt: now + 30_000 })
    await pass(30_001)
    expect(over).toHaveBeenCalled()
  })

  it.each([['an uninstall', { epoch: 3, status: 'uninstalled' }], ['an uninstall that cleaned up', undefined]])('is over for good after %s', async (_what, after) => {
    const { reader, over } = connect()
    stored = after
    await pass(heartbeatEvery + 1)
    expect(reader.received.endsWith('event: over\ndata:\n\n')).toBe(true)
    expect(over).toHaveBeenCalled()
  })

  it('leaves nothing behind when its reader goes away', async () => {
    const { reader, over } = connect()
    reader.emit('close')
    await pass(0)
    expect(over).toHaveBeenCalled()
    expect([listeners.size, vi.getTimerCount()]).toEqual([0, 0])
    const gone = new Reader()
    gone.destroyed = true
    await streams.serve(gone as unknown as Sink, { portal, userId: 1, expiresAt: now + 9_999_999, subject: task, after: 0 })
    expect(listeners.size).toBe(0)
  })

  it('drops who does not read', async () => {
    const { reader, over } = connect()
    reader.writableLength = unreadLimit + 1
    tell(9)
    await pass(0)
    expect(reader.destroyed).toBe(true)
    expect(over).toHaveBeenCalled()
  })

  it('does not wait for who does not read the end', async () => {
    const { reader, over } = connect()
    reader.writableLength = 10
    streams.endAll()
    await pass(1_000)
    expect(over).not.toHaveBeenCalled()
    await pass(5_000)
    expect(reader.destroyed).toBe(true)
    expect(over).toHaveBeenCalled()
  })
})

describe('room', () => {
  it('is for so many streams of a person, and comes back', async () => {
    const readers = Array.from({ length: streamsPerPerson }, () => connect({ userId: 1 }).reader)
    expect([streams.hasRoom(portal.id, 1), streams.hasRoom(portal.id, 2), streams.hasRoom(8, 1)]).toEqual([false, true, true])
    readers[0]!.emit('close')
    await pass(0)
    expect(streams.hasRoom(portal.id, 1)).toBe(true)
  })

  it('all of it, when everything ends', async () => {
    const open = Array.from({ length: 3 }, () => connect())
    streams.endAll()
    await pass(0)
    expect(open.every(({ over }) => over.mock.calls.length === 1)).toBe(true)
    expect(streams.hasRoom(portal.id, 99), 'nobody begins another').toBe(false)
  })
})
