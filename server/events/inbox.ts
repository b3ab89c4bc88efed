import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { InboxEvent } from '#db/repositories/events'
import type { LocksRepository } from '#db/repositories/locks'
import type { Running } from '../running'
import type { ProcessDeps } from './process'
import { processEvent } from './process'

const lockName = 'inbox'
/** Longer than a round takes while every portal and server is slow; a killed process blocks the inbox no longer than this. */
const lockMs = 30_000
const roundSize = 20
/** Looks that are due sooner than this are waited for; the scheduled task finds the rest. */
const lookAhead = 60_000
/** So long an event waits for others, in milliseconds: a run is some commits more, for one event as for twenty. */
const gathering = 20

export type InboxDeps = ProcessDeps & {
  locks: LocksRepository
  running: Pick<Running, 'ending' | 'track'>
  /** Calls back after so many milliseconds. */
  later?: (run: () => void, ms: number) => void
}

export interface Inbox {
  /**
   * Gives every due event its turn. One run at a time across processes: if another process is at it, this returns at
   * once. Stops between two events when the process is ending. Never throws.
   */
  work: () => Promise<void>
  /** The same in a moment, together with what else comes until then. */
  workSoon: () => void
}

/** The inbox of a process: what was received is obeyed, oldest first, events of different portals side by side. */
export function createInbox(deps: InboxDeps): Inbox {
  const { events, locks, running, clock, log, later = waitQuietly } = deps
  const holder = randomUUID()
  let round: Promise<void> | undefined
  let isAsked = false
  let isPlanned = false
  let isGathering = false
  async function workUnderLock(): Promise<void> {
    // The task asks every few seconds: an empty inbox must not cost a write.
    if (await events.oldestDue(clock()) === null) return
    if (!await locks.acquire(lockName, holder, lockMs, clock())) return
    try {
      for (let isFirst = true; ; isFirst = false) {
        const due = await events.due(clock(), roundSize)
        if (due.length === 0 || running.ending.aborted) return
        if (!isFirst && !await locks.extend(lockName, holder, lockMs, clock())) return
        await Promise.all([...groupByPortal(due).values()].map(processInTurn))
        // Each event is some commits, and many may have waited: whoever asks for a page meanwhile has their turn.
        await setImmediate()
      }
    }
    finally {
      await locks.release(lockName, holder)
    }
  }

  async function processInTurn(group: InboxEvent[]): Promise<void> {
    for (const event of group) {
      if (running.ending.aborted) return
      await processEvent(event, deps)
    }
  }

  /** What is due soon is not left to the next run of the task. */
  async function planNext(): Promise<void> {
    const next = isPlanned ? null : await events.oldestDue(clock() + lookAhead)
    if (next === null) return
    isPlanned = true
    later(() => {
      isPlanned = false
      void work()
    }, Math.max(next - clock(), 1000))
  }

  async function workWhileAsked(): Promise<void> {
    try {
      do {
        isAsked = false
        await workUnderLock()
        await planNext()
      } while (isAsked && !running.ending.aborted)
    }
    catch (error) {
      log.error({ err: error }, 'events.inbox.failed')
    }
    finally {
      round = undefined
    }
  }

  function work(): Promise<void> {
    // Somebody who stored an event while a run was ending must not be told that the run has seen it.
    isAsked = true
    return round ??= running.track(workWhileAsked())
  }

  function workSoon(): void {
    if (isGathering) return
    isGathering = true
    later(() => {
      isGathering = false
      void work()
    }, gathering)
  }

  return { work, workSoon }
}

function groupByPortal(due: InboxEvent[]): Map<string, InboxEvent[]> {
  const groups = new Map<string, InboxEvent[]>()
  for (const event of due) groups.set(event.memberId, [...groups.get(event.memberId) ?? [], event])
  return groups
}

/** A process that wants to end is not kept alive by it. */
function waitQuietly(run: () => void, ms: number): void {
  setTimeout(run, ms).unref()
}
