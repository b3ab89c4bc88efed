import { LRUCache } from 'lru-cache'
import { AppError } from '#shared/errors'
import type { Log } from '../log'
import { createAllowances } from './allowances'

/**
 * What an address may fail at before nobody unknown is heard there for a while. Five hundred people behind one address who all come with tokens that ran out
 * cost it a thousand (docs/decisions/0029).
 */
const strangers = { burst: 1_000, perSecond: 2, keys: 20_000 }

/** What a proof takes while it is under way: no more than a hundred of one address are, even if none has failed yet. */
export const proofDeposit = 10

/**
 * What one portal may use of this process, in milliseconds of processor time: three fifths of a core for as long as it likes, ten seconds
 * of that at once. Ten thousand people at nine o'clock stay below (docs/decisions/0029).
 */
const portals = { burst: 6_000, perSecond: 600, keys: 10_000 }

/** What is taken from {@link portals}, as docs/performance.md measured it, roundly. */
const costs = { launch: 6, call: 2 }

/** A portal tells of an installation, an update, an uninstallation: a handful a day. Whatever its people do, these get through. */
const events = { burst: 100, perSecond: 1, keys: 10_000 }

/** When whoever was refused may come again, in seconds: the allowance has something to give by then. */
const retryAfter = { address: 15, portal: 10 }

/** One line in the log per key and minute tells enough, in milliseconds. */
const toldEvery = 60_000

export interface Limits {
  /** Somebody unknown costs us something. @param key of the address, and what it is counted for. @throws AppError `rate_limited` */
  takeFromAddress: (key: string, cost?: number) => void
  /** They have proven themselves, or it was not their fault. */
  giveBackToAddress: (key: string, cost?: number) => void
  /** Somebody of a portal that was proven wants something. @throws AppError `rate_limited` */
  takeFromPortal: (portalId: number, doing: keyof typeof costs) => void
  /** A portal that proved itself tells something. @throws AppError `rate_limited` */
  takeFromSender: (memberId: string) => void
}

/** What comes in is limited per address for strangers and per portal for the known. In memory: each process counts what it sees itself. */
export function createLimits({ clock, log }: { clock: () => number, log: Log }): Limits {
  const ofAddresses = createAllowances({ ...strangers, clock })
  const ofPortals = createAllowances({ ...portals, clock })
  const ofSenders = createAllowances({ ...events, clock })
  const told = new LRUCache<string, number>({ max: strangers.keys })

  function refuse(who: 'address' | 'portal', key: string): never {
    const name = `limits.${who}.reached`
    const last = told.get(`${who} ${key}`) ?? -Infinity
    if (clock() - last >= toldEvery) {
      told.set(`${who} ${key}`, clock())
      log.warn({ [who]: key }, name)
    }
    throw new AppError('rate_limited', 'Too much at once', { retryAfter: retryAfter[who] })
  }

  return {
    takeFromAddress: (key, cost) => void (ofAddresses.take(key, cost) || refuse('address', key)),
    giveBackToAddress: (key, cost) => ofAddresses.giveBack(key, cost),
    takeFromPortal: (portalId, doing) => void (ofPortals.take(String(portalId), costs[doing]) || refuse('portal', String(portalId))),
    takeFromSender: memberId => void (ofSenders.take(memberId) || refuse('portal', memberId)),
  }
}
