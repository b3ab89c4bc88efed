import type { Portal } from '#db/repositories/portals'
import { AppError } from '#shared/errors'
import { RestError } from '../bitrix24/types'
import type { Services } from '../services'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Longer than sending takes on the slowest portal; what somebody took and died with is tried again after it. */
const leaseMs = 3 * minute
const roundSize = 100
/** Portals that are spoken to at the same time: a slow one leaves room for the others. */
const portalsAtOnce = 8
/** A portal that takes longer over its turn goes on with the next round. */
const turnMs = 20 * second

/** A hidden note may come back, an uninstalled portal may return; looking again costs little. */
const hiddenPause = hour
const uninstalledPause = 24 * hour

/** Something to tell a person in Bitrix24 about a note. */
export interface Delivery {
  portalId: number
  noteId: string
  /** How often it was tried before. */
  attempts: number
  /** Nobody is to be told of the note now, but that may change. */
  hidden: boolean
}

/** Where deliveries wait. Every process may take from it; each goes to one of them. Times are milliseconds since 1970. */
export interface DeliveryQueue<Item extends Delivery> {
  due: (now: number, limit: number) => Promise<Item[]>
  /** @returns whether nobody else took it before */
  claim: (item: Item, until: number) => Promise<boolean>
  settle: (item: Item, claimed: number) => Promise<void>
  postpone: (item: Item, claimed: number, until: number) => Promise<void>
}

/** `sent`: the person has it. `pointless`: there is nobody to tell, or nothing they may know. */
export type DeliveryOutcome = 'sent' | 'pointless'

export interface Courier<Item extends Delivery> {
  /** What log lines begin with. */
  name: 'reminders' | 'notices'
  queue: DeliveryQueue<Item>
  /** @throws AppError when the portal cannot be asked now; RestError when it refuses the call: then it is tried again later */
  send: (portal: Portal, item: Item) => Promise<DeliveryOutcome>
}

export type DeliveryDeps = Pick<Services, 'repositories' | 'restFor' | 'running' | 'clock' | 'log'> & {
  /** Symbolic code in the Market, for links into Sidenote. */
  appCode: string
}

/** How long to wait after so many failed attempts: half a minute, then twice as long each time, at most an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(hour, 30 * second * 2 ** Math.min(attempts, 20))
}

/**
 * Sends everything that is due, each once: it is claimed before it is sent and settled after. Any number of processes may do
 * this at the same time. A portal in trouble delays what is its own and nobody else's. Stops between two when the process is ending.
 * @returns how many were sent
 */
export async function deliver<Item extends Delivery>(courier: Courier<Item>, deps: DeliveryDeps): Promise<number> {
  let sent = 0
  for (;;) {
    const due = await courier.queue.due(deps.clock(), roundSize)
    const groups = [...groupByPortal(due).values()]
    for (let first = 0; first < groups.length; first += portalsAtOnce) {
      const counts = await Promise.all(groups.slice(first, first + portalsAtOnce).map(group => deliverInTurn(group, courier, deps)))
      sent += counts.reduce((sum, count) => sum + count, 0)
    }
    // Of every portal that was looked at something has moved on, so a full round means that there may be more.
    if (due.length < roundSize || deps.running.ending.aborted) return sent
  }
}

/** What is one portal's, one after the other, until one meets trouble that the others would meet too. */
async function deliverInTurn<Item extends Delivery>(group: Item[], { name, queue, send }: Courier<Item>, { repositories, running, clock, log }: DeliveryDeps): Promise<number> {
  const portal = await repositories.portals.findById(group[0]!.portalId)
  const end = clock() + turnMs
  let sent = 0
  let isInTrouble = false
  for (const item of group) {
    if (clock() > end || running.ending.aborted) break
    const claimed = clock() + leaseMs
    if (!await queue.claim(item, claimed)) continue
    const pause = portal?.status === 'installed' ? (item.hidden ? hiddenPause : null) : uninstalledPause
    if (!portal || pause !== null || isInTrouble) {
      await queue.postpone(item, claimed, clock() + (pause ?? pauseAfter(item.attempts)))
      continue
    }
    try {
      const outcome = await send(portal, item)
      await queue.settle(item, claimed)
      log.info({ portal: portal.id, note: item.noteId, outcome }, `${name}.send.done`)
      if (outcome === 'sent') sent += 1
    }
    catch (error) {
      isInTrouble = concernsPortal(error)
      await queue.postpone(item, claimed, clock() + pauseAfter(item.attempts))
      report(error, item)
    }
  }
  return sent

  function report(error: unknown, { portalId, noteId: note, attempts }: Item): void {
    const known = error instanceof AppError || error instanceof RestError
    if (known) log.warn({ portal: portalId, note, attempts, code: error.code }, `${name}.send.postponed`)
    else log.error({ portal: portalId, note, attempts, err: error }, `${name}.send.failed`)
  }
}

/** Whether the trouble is the portal's, so that its other deliveries would meet it too. */
function concernsPortal(error: unknown): boolean {
  return !(error instanceof RestError) && !(error instanceof AppError && error.code === 'portal_access_lost')
}

function groupByPortal<Item extends Delivery>(due: Item[]): Map<number, Item[]> {
  const groups = new Map<number, Item[]>()
  for (const item of due) groups.set(item.portalId, [...groups.get(item.portalId) ?? [], item])
  return groups
}
