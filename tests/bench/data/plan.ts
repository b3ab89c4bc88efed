import { createRandom } from '../../support/random'
import { createWords } from './words'

export type Scale = 'small' | 'large'

/** So many portals with so many notes each, of which some have callers that are named. */
interface Size { portals: number, notes: number, named: number }

/** As in real life: a few portals write most, and most write little. */
export const sizes: Record<Scale, { portals: readonly Size[], callers: number }> = {
  small: { callers: 10, portals: [{ portals: 1, notes: 5_000, named: 1 }, { portals: 2, notes: 1_500, named: 2 }, { portals: 7, notes: 286, named: 7 }] },
  large: {
    callers: 2,
    portals: [{ portals: 10, notes: 200_000, named: 10 }, { portals: 90, notes: 30_000, named: 20 }, { portals: 900, notes: 3_000, named: 30 }, { portals: 9_000, notes: 290, named: 40 }],
  },
}

/** What the data is made of; two runs make the same. */
export const seed = 20_261_121
export const words = createWords(createRandom(seed))

/** Words to search for, by how many notes hold them; that of `everywhere` begins with a letter that most words of any note begin with. */
export const searched = { everywhere: words.all[0]!, common: words.all[5]!, usual: words.all[40]!, rare: words.all[4_000]! }

export interface PlannedPortal {
  memberId: string
  /** In all, with those of the named callers. */
  notes: number
  subjects: number
  /** People who write, but for the named callers; their ids begin at {@link firstPerson}. */
  people: number
  callers: number
}

export const firstPerson = 1_000

/** The portals of a scale, sizes mixed, so that no size has all the low numbers. */
export function planPortals(scale: Scale): PlannedPortal[] {
  const { portals, callers } = sizes[scale]
  const random = createRandom(seed)
  const planned = portals.flatMap(({ portals: number, notes, named }) => Array.from({ length: number }, (_, index): PlannedPortal => ({
    memberId: '', notes, subjects: Math.ceil(notes / 8), people: Math.min(500, Math.max(5, Math.round(notes / 100))), callers: index < named ? callers : 0,
  })))
  for (let last = planned.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    ;[planned[last], planned[other]] = [planned[other]!, planned[last]!]
  }
  return planned.map((portal, index) => ({ ...portal, memberId: `bench-${index + 1}` }))
}
