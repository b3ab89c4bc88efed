import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { DataRepository } from '#db/repositories/data'
import type { Portal } from '#db/repositories/portals'
import { AppError } from '#shared/errors'
import type { AuditAction, AuditDetails } from '#shared/settings'
import { erasureGrace } from '#shared/settings'
import type { Rest } from '../bitrix24/types'
import type { Services } from '../services'
import { whoHasLeft } from './departed'

type Needs = Pick<Services, 'repositories' | 'clock'>
interface Administrator { portal: Portal, user: { userId: number } }

/**
 * Rows erased in one statement: a writer that waits for it waits milliseconds. A note takes its words, follow-up and earlier texts with it
 * (docs/decisions/0024).
 */
const stepSize = 50
const bareStepSize = 500
/** Whoever dies with the lock leaves it to the next one then, in milliseconds; it is extended with every step. */
const lockedFor = 60_000

const lineOf = (portalId: number, userId: number | null, at: number, action: AuditAction, details: AuditDetails) => ({ portalId, userId, at, action, details })

/**
 * Erases the private notes of somebody who left the company. The portal is asked whether they really did.
 * @throws AppError `person_active`, or when the portal cannot be asked
 */
export async function erasePrivateNotes({ portal, user }: Administrator, personId: number, rest: Rest, { repositories, clock }: Needs): Promise<void> {
  if (!(await whoHasLeft(rest, [personId])).has(personId)) throw new AppError('person_active', 'This person has not left the company')
  const count = await repositories.data.countPrivate(portal.id, personId)
  if (count === 0) return
  // Written first: a process that dies half-way has said what it was about.
  await repositories.audit.append(lineOf(portal.id, user.userId, clock(), 'private_notes_erased', { count, person: personId }))
  while (await repositories.data.erasePrivate(portal.id, personId, stepSize) > 0) await setImmediate()
}

/**
 * Everything that people wrote is erased once {@link erasureGrace} is over; asked again, the first time stays.
 * @param confirm the portal's host, typed by hand
 * @throws AppError `erasure_unconfirmed`
 */
export async function askErasure({ portal, user }: Administrator, confirm: string, { repositories, clock }: Needs): Promise<void> {
  if (confirm.toLowerCase() !== new URL(portal.origin).host.toLowerCase()) throw new AppError('erasure_unconfirmed', 'This is not the host of the portal')
  const now = clock()
  await repositories.data.scheduleErasure(portal.id, { at: now + erasureGrace, by: user.userId }, lineOf(portal.id, user.userId, now, 'erasure_asked', {}))
}

/**
 * Nothing is erased after all.
 * @throws AppError `erasure_begun` once its time has come: half of it may be gone
 */
export async function takeErasureBack({ portal, user }: Administrator, { repositories, clock }: Needs): Promise<void> {
  const now = clock()
  if (await repositories.data.cancelErasure(portal.id, now, lineOf(portal.id, user.userId, now, 'erasure_taken_back', {}))) return
  const { eraseAt } = await repositories.portals.findById(portal.id) ?? portal
  if (eraseAt !== null) throw new AppError('erasure_begun', 'Everything is being erased')
}

/**
 * Erases what people wrote on the portals whose grace is over, in small steps, by one process at a time. Whoever dies half-way
 * leaves the rest to the next one.
 * @returns how many portals are done
 */
export async function eraseDuePortals({ repositories, running, clock, log }: Needs & Pick<Services, 'running' | 'log'>): Promise<number> {
  let done = 0
  for (const portalId of await repositories.data.dueErasures(clock())) {
    const lock = `erase:${portalId}`
    const holder = randomUUID()
    if (!await repositories.locks.acquire(lock, holder, lockedFor, clock())) continue
    const isDue = (portal?: Portal) => portal !== undefined && portal.eraseAt !== null && portal.eraseAt <= clock()
    const mayGoOn = async () => !running.ending.aborted && isDue(await repositories.portals.findById(portalId)) && repositories.locks.extend(lock, holder, lockedFor, clock())
    const notes = await eraseInSteps(portalId, mayGoOn, repositories.data)
    if (notes !== null && await repositories.data.finishErasure(portalId, lineOf(portalId, null, clock(), 'erased', { count: notes }))) {
      log.info({ portal: portalId, notes }, 'data.erase.done')
      done += 1
    }
    await repositories.locks.release(lock, holder)
  }
  return done
}

/**
 * Erases what people wrote on a portal, step by step: everything at once would keep everybody else waiting.
 * @param mayGoOn asked before each step
 * @returns how many notes there were; null when it may not go on
 */
export async function eraseInSteps(portalId: number, mayGoOn: () => Promise<boolean>, data: Pick<DataRepository, 'eraseSome'>): Promise<number | null> {
  for (let notes = 0; await mayGoOn();) {
    const step = await data.eraseSome(portalId, stepSize)
    notes += step.notes
    if (!step.isMore) return notes
    await setImmediate()
  }
  return null
}

/**
 * Forgets what else is stored of a portal that is gone, step by step.
 * @param all also what goes with the portal itself; else only who was shown what
 * @param mayGoOn asked before each step
 * @returns whether it came to the end
 */
export async function forgetInSteps(portalId: number, all: boolean, mayGoOn: () => Promise<boolean>, data: Pick<DataRepository, 'forgetSome'>): Promise<boolean> {
  while (await mayGoOn()) {
    if (!await data.forgetSome(portalId, bareStepSize, all)) return true
    await setImmediate()
  }
  return false
}
