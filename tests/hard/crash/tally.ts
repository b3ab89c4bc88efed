/** How often something was in the middle of being done when the process was killed, and how often it held. */
export interface KindTally {
  tried: number
  held: number
  /** How many of them had no answer when the kill came. */
  open: number
}

export interface Tally {
  readonly kills: number
  /** Kills with at least one request that had no answer. */
  readonly inside: number
  readonly starts: { tried: number, held: number }
  readonly kinds: ReadonlyMap<string, KindTally>
  /** What was wrong, in words. */
  readonly complaints: readonly string[]
  /** @param open how many operations had no answer */
  killed: (open: number) => void
  /** @param damage what is wrong with the database after a start */
  started: (damage: readonly string[]) => void
  tried: (kind: string, isOpen: boolean, wrong: readonly string[]) => void
}

export function createTally(): Tally {
  const kinds = new Map<string, KindTally>()
  const complaints: string[] = []
  const starts = { tried: 0, held: 0 }
  let kills = 0
  let inside = 0
  return {
    get kills() {
      return kills
    },
    get inside() {
      return inside
    },
    starts, kinds, complaints,
    killed(open) {
      kills += 1
      inside += Number(open > 0)
    },
    started(damage) {
      starts.tried += 1
      starts.held += Number(damage.length === 0)
      complaints.push(...damage)
    },
    tried(kind, isOpen, wrong) {
      const known = kinds.get(kind) ?? { tried: 0, held: 0, open: 0 }
      kinds.set(kind, { tried: known.tried + 1, held: known.held + Number(wrong.length === 0), open: known.open + Number(isOpen) })
      complaints.push(...wrong)
    },
  }
}
