import { setImmediate } from 'node:timers/promises'
import type { EventsRepository } from '#db/repositories/events'
import type { PortalsRepository } from '#db/repositories/portals'
import type { Reseal } from '#db/repositories/reseal'
import type { TokensRepository } from '#db/repositories/tokens'
import { applicationTokenPrefix } from '../events/application-token'

/** Values sealed again at a time: a writer of the service that waits for it waits milliseconds. */
const stepSize = 200

export interface RotationDeps {
  tokens: Pick<TokensRepository, 'reseal' | 'sealedUnder'>
  events: Pick<EventsRepository, 'reseal' | 'sealedUnder'>
  portals: Pick<PortalsRepository, 'countApplicationTokensWithout'>
}

export interface Rotation {
  resealed: number
  /** Their key is not configured, or they were altered. */
  unreadable: number
  /** How many rows each key seals now, by its id. */
  rows: Map<string, number>
  /** Portals whose application token is still hashed under a key (docs/decisions/0032). */
  keyedHashes: number
}

/**
 * Seals everything again that older keys sealed, under the newest one: people's tokens and waiting events. The service runs on meanwhile; a run that was
 * broken off is simply started again.
 */
export async function rotateKeys({ tokens, events, portals }: RotationDeps): Promise<Rotation> {
  const done = [await inSteps(tokens.reseal), await inSteps(events.reseal)]
  const rows = new Map<string, number>()
  for (const { key, values } of [...await tokens.sealedUnder(), ...await events.sealedUnder()]) {
    const id = key.slice(0, -1)
    rows.set(id, (rows.get(id) ?? 0) + values)
  }
  const sum = (count: 'resealed' | 'unreadable') => done.reduce((total, each) => total + each[count], 0)
  return { resealed: sum('resealed'), unreadable: sum('unreadable'), rows, keyedHashes: await portals.countApplicationTokensWithout(applicationTokenPrefix) }
}

async function inSteps<Place>(reseal: Reseal<Place>): Promise<{ resealed: number, unreadable: number }> {
  const total = { resealed: 0, unreadable: 0 }
  for (let place: Place | null = null; ;) {
    const step: Awaited<ReturnType<Reseal<Place>>> = await reseal(place, stepSize)
    total.resealed += step.resealed
    total.unreadable += step.unreadable
    if (step.next === null) return total
    place = step.next
    await setImmediate()
  }
}
