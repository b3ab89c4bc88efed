/** Numbers that look random and are the same in every run (mulberry32). */
export interface Random {
  /** In `[0, 1)`. */
  next: () => number
  /** A whole number in `[0, below)`. */
  below: (limit: number) => number
  /** True this often: 0.1 is one in ten. */
  chance: (share: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** A version 4 UUID. */
  uuid: () => string
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  function bits(): number {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const next = () => bits() / 2 ** 32
  const below = (limit: number) => Math.floor(next() * limit)
  const hex = () => bits().toString(16).padStart(8, '0')
  return {
    next,
    below,
    chance: share => next() < share,
    pick: list => list[below(list.length)]!,
    uuid() {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()]
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`
    },
  }
}
